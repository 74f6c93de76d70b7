package dev.holdup.report.export;

import com.google.gson.stream.JsonWriter;
import dev.holdup.blame.BlameResult;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stalls as a speedscope file: one sampled profile whose weights are nanoseconds. */
public final class SpeedscopeExport {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

    private SpeedscopeExport() {}

    /**
     * Writes the file.
     *
     * @param name shown as the profile's name
     */
    public static void write(BlameResult result, String name, Writer out) throws IOException {
        ChainStack chains = new ChainStack(result);
        Map<String, Integer> frames = new LinkedHashMap<>();
        List<int[]> samples = new ArrayList<>();
        List<Long> weights = new ArrayList<>();
        long sum = 0;
        for (int cell = 0; cell < result.cellCount(); cell++) {
            if (!chains.isStall(cell)) {
                continue;
            }
            List<String> stack = chains.frames(cell);
            int[] sample = new int[stack.size()];
            for (int i = 0; i < sample.length; i++) {
                Integer known = frames.putIfAbsent(stack.get(i), frames.size());
                sample[i] = known == null ? frames.size() - 1 : known;
            }
            samples.add(sample);
            weights.add(result.cellNanos(cell));
            sum += result.cellNanos(cell);
        }
        JsonWriter json = new JsonWriter(out);
        json.beginObject();
        json.name("$schema").value(SCHEMA);
        json.name("name").value(name);
        json.name("exporter").value("holdup");
        json.name("shared").beginObject().name("frames").beginArray();
        for (String frame : frames.keySet()) {
            json.beginObject().name("name").value(frame).endObject();
        }
        json.endArray().endObject();
        json.name("profiles").beginArray().beginObject();
        json.name("type").value("sampled");
        json.name("name").value("stalls of " + name);
        json.name("unit").value("nanoseconds");
        json.name("startValue").value(0);
        json.name("endValue").value(sum);
        json.name("samples").beginArray();
        for (int[] sample : samples) {
            json.beginArray();
            for (int frame : sample) {
                json.value(frame);
            }
            json.endArray();
        }
        json.endArray();
        json.name("weights").beginArray();
        for (long weight : weights) {
            json.value(weight);
        }
        json.endArray();
        json.endObject().endArray();
        json.endObject();
        json.flush();
    }
}
