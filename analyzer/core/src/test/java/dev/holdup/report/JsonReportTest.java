package dev.holdup.report;

import static dev.holdup.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JsonReportTest {
    @Test
    void keepsToTheShippedSchema() throws IOException {
        assertThat(violations(json(Story.readUnderLockReport()))).isEmpty();
    }

    @Test
    void theSchemaRefusesAFractionWhereNanosecondsBelong() throws IOException {
        String json = json(Story.readUnderLockReport());
        String broken = json.replaceFirst("\"sufferedNanos\": [0-9]+", "\"sufferedNanos\": 0.5");

        assertThat(broken).isNotEqualTo(json);
        assertThat(violations(broken)).isNotEmpty();
    }

    @Test
    void saysNullWhereNothingIsKnown() throws IOException {
        JsonObject report =
                JsonParser.parseString(json(Story.readUnderLockReport())).getAsJsonObject();
        JsonArray threads = report.getAsJsonArray("threads");

        assertThat(threads.get(0).getAsJsonObject().get("osThreadId").isJsonNull()).isTrue();
        assertThat(report.getAsJsonObject("window").get("threads").isJsonNull()).isTrue();
    }

    @Test
    void saysHowManyRowsTopLeavesOut() throws IOException {
        Report cut =
                Story.report(
                        Story.readUnderLock(), 200 * MS, new ReportOptions(Pattern.compile(""), 1));
        JsonObject report = JsonParser.parseString(json(cut)).getAsJsonObject();

        assertThat(report.getAsJsonArray("blame")).hasSize(1);
        assertThat(report.getAsJsonObject("window").get("omittedBlameRows").getAsInt())
                .isEqualTo(cut.blame().size() - 1)
                .isPositive();
    }

    private static String json(Report report) throws IOException {
        StringWriter out = new StringWriter();
        JsonReport.write(report, out);
        return out.toString();
    }

    static Set<ValidationMessage> violations(String json) throws IOException {
        try (InputStream in = JsonReport.class.getResourceAsStream("holdup.report-1.schema.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                            .getSchema(Objects.requireNonNull(in));
            return schema.validate(json, InputFormat.JSON);
        }
    }
}
