package dev.holdup.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.drawing.Drawing;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FirefoxExportTest {
    private final BlameResult result =
            BlameEngine.analyze(
                    Drawing.parse(
                                    """
                                    worker: B(m) 10..70 by holder at com.acme.Work.lookup<com.acme.Work.run
                                    holder: holds m 0..70, N(read db:5432) 5..65 at com.acme.Db.query<com.acme.Hold.run
                                    sleeper: S 20..30 at com.acme.Nap.run
                                    end 100
                                    """)
                            .trace(),
                    BlameOptions.wholeRecording());

    private static String export(BlameResult result) throws IOException {
        StringWriter out = new StringWriter();
        FirefoxExport.write(result, out);
        return out.toString();
    }

    @Test
    void keepsToTheDocumentedTypes() throws IOException {
        String profile = export(result);
        try (InputStream in =
                FirefoxExportTest.class.getResourceAsStream("firefox-profile-48.schema.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(Objects.requireNonNull(in));
            assertThat(schema.validate(profile, InputFormat.JSON)).isEmpty();
            assertThat(schema.validate(profile.replace("tracing-ms", "years"), InputFormat.JSON))
                    .isNotEmpty();
        }
        for (JsonElement thread : threads(profile)) {
            checkIndexes(thread.getAsJsonObject());
        }
    }

    /** Columns of a table are equally long; what points into a table points at one of its rows. */
    private static void checkIndexes(JsonObject thread) {
        for (String name : List.of("samples", "markers", "stackTable", "frameTable", "funcTable")) {
            JsonObject table = thread.getAsJsonObject(name);
            int length = table.get("length").getAsInt();
            for (Map.Entry<String, JsonElement> column : table.entrySet()) {
                if (column.getValue().isJsonArray()) {
                    assertThat(column.getValue().getAsJsonArray().size())
                            .as("%s.%s", name, column.getKey())
                            .isEqualTo(length);
                }
            }
        }
        int strings = thread.getAsJsonArray("stringArray").size();
        int stacks = length(thread, "stackTable");
        checkBelow(thread, "samples", "stack", stacks);
        checkBelow(thread, "markers", "name", strings);
        checkBelow(thread, "markers", "category", 7);
        checkBelow(thread, "stackTable", "frame", length(thread, "frameTable"));
        checkBelow(thread, "frameTable", "func", length(thread, "funcTable"));
        checkBelow(thread, "funcTable", "name", strings);
        JsonArray prefixes = thread.getAsJsonObject("stackTable").getAsJsonArray("prefix");
        for (int i = 0; i < prefixes.size(); i++) {
            if (!prefixes.get(i).isJsonNull()) {
                assertThat(prefixes.get(i).getAsInt()).isLessThan(i);
            }
        }
    }

    private static int length(JsonObject thread, String table) {
        return thread.getAsJsonObject(table).get("length").getAsInt();
    }

    private static void checkBelow(JsonObject thread, String table, String column, int limit) {
        for (JsonElement index : thread.getAsJsonObject(table).getAsJsonArray(column)) {
            if (!index.isJsonNull()) {
                assertThat(index.getAsInt()).as("%s.%s", table, column).isLessThan(limit);
            }
        }
    }

    private static JsonArray threads(String profile) {
        return JsonParser.parseString(profile).getAsJsonObject().getAsJsonArray("threads");
    }

    @Test
    void marksEveryWaitWithItsCauseAndWeighsStallsToWhatWasSuffered() throws IOException {
        List<String> markers = new ArrayList<>();
        BigDecimal suffered = BigDecimal.ZERO;
        for (JsonElement element : threads(export(result))) {
            JsonObject thread = element.getAsJsonObject();
            JsonObject table = thread.getAsJsonObject("markers");
            for (int i = 0; i < table.get("length").getAsInt(); i++) {
                JsonObject data = table.getAsJsonArray("data").get(i).getAsJsonObject();
                markers.add(
                        thread.get("name").getAsString()
                                + " "
                                + thread.getAsJsonArray("stringArray")
                                        .get(table.getAsJsonArray("name").get(i).getAsInt())
                                        .getAsString()
                                + " "
                                + table.getAsJsonArray("startTime").get(i).getAsInt()
                                + ".."
                                + table.getAsJsonArray("endTime").get(i).getAsInt()
                                + " "
                                + data.get("why").getAsString());
                assertThat(data.getAsJsonObject("cause").get("stack").getAsInt()).isNotNegative();
            }
            for (JsonElement weight : thread.getAsJsonObject("samples").getAsJsonArray("weight")) {
                suffered = suffered.add(weight.getAsBigDecimal());
            }
        }

        assertThat(markers)
                .containsExactly(
                        "worker monitor.enter 10..70 mostly because `holder` held the lock on `m`"
                                + " while reading from db:5432 at com.acme.Db.query",
                        "holder socket.read 5..65 because it was reading from db:5432",
                        "sleeper thread.sleep 20..30 because it was sleeping");
        assertThat(suffered.movePointRight(6).longValueExact()).isEqualTo(result.sufferedNanos());
    }

    @Test
    void cutsToTheWindow() throws IOException {
        BlameResult part =
                BlameEngine.analyze(
                        result.trace(),
                        BlameOptions.wholeRecording().window(50_000_000, 60_000_000));
        for (JsonElement element : threads(export(part))) {
            JsonObject markers = element.getAsJsonObject().getAsJsonObject("markers");
            for (JsonElement start : markers.getAsJsonArray("startTime")) {
                assertThat(start.getAsInt()).isZero();
            }
            for (JsonElement end : markers.getAsJsonArray("endTime")) {
                assertThat(end.getAsInt()).isEqualTo(10);
            }
        }
    }
}
