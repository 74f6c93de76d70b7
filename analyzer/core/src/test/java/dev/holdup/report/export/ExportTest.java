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
import dev.holdup.drawing.RandomDrawings;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExportTest {
    private static final String DRAWING =
            """
            worker: B(m) 10..70 by holder at com.acme.Work.lookup<com.acme.Work.run
            holder: holds m 0..70, N(read db:5432) 5..65 at com.acme.Db.query<com.acme.Hold.run
            sleeper: S 20..30 at com.acme.Nap.run
            end 100
            """;

    private final BlameResult result =
            BlameEngine.analyze(Drawing.parse(DRAWING).trace(), BlameOptions.wholeRecording());

    @Test
    void collapsedStacksLeadFromTheVictimToTheRootAndSumToWhatWasSuffered() throws IOException {
        StringWriter out = new StringWriter();
        CollapsedExport.write(result, out);
        List<String> lines = out.toString().lines().toList();

        assertThat(lines)
                .contains(
                        "sleeper;com.acme.Nap.run;[thread.sleep] 10000000",
                        "worker;com.acme.Work.run;com.acme.Work.lookup;[monitor.enter];[m];"
                                + "[CALL socket.read in holder];com.acme.Hold.run;com.acme.Db.query;"
                                + "[db:5432] 55000000");
        long sum = 0;
        for (String line : lines) {
            sum += Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
        }
        assertThat(sum).isEqualTo(result.sufferedNanos()).isPositive();
    }

    @Test
    void csvHasALineForEachVictimAndSumsToWhatWasSuffered() throws IOException {
        StringWriter out = new StringWriter();
        CsvExport.write(ReportBuilder.build(result, List.of(), ReportOptions.everything()), out);
        String[] lines = out.toString().split("\r\n", -1);

        assertThat(lines[0]).startsWith("blame,kind,operation,target,detail,root_threads");
        assertThat(lines[1]).startsWith("1,CALL,socket.read,db:5432,,holder,com.acme.Db.query < ");
        long sum = 0;
        for (int i = 1; i < lines.length - 1; i++) {
            String[] cells = lines[i].split(",", -1);
            assertThat(cells).hasSize(15);
            sum += Long.parseLong(cells[11]);
        }
        assertThat(sum).isEqualTo(result.sufferedNanos());
    }

    @Test
    void speedscopeKeepsToItsSchemaAndSumsToWhatWasSuffered() throws IOException {
        StringWriter out = new StringWriter();
        SpeedscopeExport.write(result, "drawing", out);

        try (InputStream in =
                ExportTest.class.getResourceAsStream("speedscope-file-format-schema.json")) {
            JsonSchema schema =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                            .getSchema(Objects.requireNonNull(in));
            assertThat(schema.validate(out.toString(), InputFormat.JSON)).isEmpty();
            assertThat(
                            schema.validate(
                                    out.toString().replace("nanoseconds", "fortnights"),
                                    InputFormat.JSON))
                    .isNotEmpty();
        }
        JsonObject profile =
                JsonParser.parseString(out.toString())
                        .getAsJsonObject()
                        .getAsJsonArray("profiles")
                        .get(0)
                        .getAsJsonObject();
        long sum = 0;
        for (JsonElement weight : profile.getAsJsonArray("weights")) {
            sum += weight.getAsLong();
        }
        assertThat(sum)
                .isEqualTo(result.sufferedNanos())
                .isEqualTo(profile.get("endValue").getAsLong());
    }

    @Test
    void perfettoHasATrackOfSlicesForEachThreadAndAFlowFromWakerToWoken() throws IOException {
        StringWriter out = new StringWriter();
        PerfettoExport.write(result, out);
        JsonArray events =
                JsonParser.parseString(out.toString())
                        .getAsJsonObject()
                        .getAsJsonArray("traceEvents");
        Map<Integer, String> names = new HashMap<>();
        Map<String, Double> coveredMicros = new HashMap<>();
        List<String> flows = new ArrayList<>();
        for (JsonElement element : events) {
            JsonObject event = element.getAsJsonObject();
            int tid = event.get("tid").getAsInt();
            switch (event.get("ph").getAsString()) {
                case "M" -> names.put(tid, event.getAsJsonObject("args").get("name").getAsString());
                case "X" ->
                        coveredMicros.merge(
                                String.valueOf(names.get(tid)),
                                event.get("dur").getAsDouble(),
                                Double::sum);
                case "s", "f" ->
                        flows.add(
                                event.get("ph").getAsString()
                                        + " "
                                        + names.get(tid)
                                        + " "
                                        + event.get("ts").getAsString());
                default -> throw new AssertionError(event);
            }
        }

        assertThat(coveredMicros)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("worker", 100_000.0, "holder", 100_000.0, "sleeper", 100_000.0));
        assertThat(flows).containsExactly("s holder 70000.000", "f worker 70000.000");
    }

    /** The format's own reader binds the ends of a flow to the slices around them. */
    @Test
    void perfettoSlicesOfAThreadNeverOverlapAndEveryFlowHasASliceAtBothItsEnds()
            throws IOException {
        int flows = 0;
        for (long seed = 0; seed < 200; seed++) {
            BlameResult random =
                    BlameEngine.analyze(
                            RandomDrawings.of(seed).trace(), BlameOptions.wholeRecording());
            StringWriter out = new StringWriter();
            PerfettoExport.write(random, out);
            Map<Integer, TreeMap<BigDecimal, BigDecimal>> slices = new HashMap<>();
            List<JsonObject> ends = new ArrayList<>();
            for (JsonElement element :
                    JsonParser.parseString(out.toString())
                            .getAsJsonObject()
                            .getAsJsonArray("traceEvents")) {
                JsonObject event = element.getAsJsonObject();
                if (event.get("ph").getAsString().equals("X")) {
                    BigDecimal start = event.get("ts").getAsBigDecimal();
                    slices.computeIfAbsent(event.get("tid").getAsInt(), tid -> new TreeMap<>())
                            .put(start, start.add(event.get("dur").getAsBigDecimal()));
                } else if (!event.get("ph").getAsString().equals("M")) {
                    ends.add(event);
                }
            }
            for (TreeMap<BigDecimal, BigDecimal> lane : slices.values()) {
                BigDecimal until = BigDecimal.ZERO;
                for (Map.Entry<BigDecimal, BigDecimal> slice : lane.entrySet()) {
                    assertThat(slice.getKey()).as("seed %s", seed).isGreaterThanOrEqualTo(until);
                    until = slice.getValue();
                }
            }
            for (JsonObject end : ends) {
                BigDecimal at = end.get("ts").getAsBigDecimal();
                TreeMap<BigDecimal, BigDecimal> lane =
                        Objects.requireNonNull(slices.get(end.get("tid").getAsInt()));
                Map.Entry<BigDecimal, BigDecimal> slice =
                        Objects.requireNonNull(lane.floorEntry(at), "no slice: " + end);
                assertThat(slice.getValue())
                        .as("seed %s: %s", seed, end)
                        .isGreaterThanOrEqualTo(at);
                if (end.get("ph").getAsString().equals("f")) {
                    assertThat(end.get("bp").getAsString()).isEqualTo("e");
                }
                flows++;
            }
        }
        assertThat(flows).isGreaterThan(400);
    }
}
