package dev.holdup.bench.capture;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The pairs of one workload, as a table and as JSON. */
final class PairedResult {
    private final String workload;
    private final BenchOptions options;
    private final Map<Side, List<Pair>> pairs = new EnumMap<>(Side.class);

    PairedResult(String workload, BenchOptions options) {
        this.workload = workload;
        this.options = options;
    }

    void add(Side side, Pair pair) {
        pairs.computeIfAbsent(side, none -> new ArrayList<>()).add(pair);
    }

    private static Spread spread(List<Pair> measured, ToDoubleFunction<Pair> figure) {
        return Spread.of(measured.stream().mapToDouble(figure).toArray());
    }

    /** A table for Markdown. */
    String table() {
        StringBuilder table = new StringBuilder();
        table.append("\n### ").append(workload).append(", JDK ").append(Runtime.version());
        table.append(", ").append(options.pairs()).append(" pairs, window ");
        table.append(options.windowMillis() / 1000).append(" s\n\n");
        table.append("| in the second copy | CPU per operation, ratio: median | quartiles ");
        table.append(
                "| extremes | time for an answer, ratio | bare copy, CPU us/op | recording, MB |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        for (Map.Entry<Side, List<Pair>> row : pairs.entrySet()) {
            Spread cpu = spread(row.getValue(), Pair::cpuRatio);
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.3f | %.3f – %.3f | %.3f – %.3f | %.3f | %.1f | %.1f |%n",
                            row.getKey().label(),
                            cpu.median(),
                            cpu.low(),
                            cpu.high(),
                            cpu.least(),
                            cpu.most(),
                            spread(row.getValue(), Pair::latencyRatio).median(),
                            spread(row.getValue(), Pair::bareCpuNanosPerOperation).median() / 1e3,
                            spread(row.getValue(), Pair::recordingBytes).median() / (1 << 20)));
        }
        return table.toString();
    }

    /** Writes {@code paired-<workload>-jdk<feature>.json} with every single pair. */
    void write(Path folder) throws IOException {
        JsonObject root = new JsonObject();
        root.addProperty("schema", "holdup.bench.paired/1");
        root.addProperty("workload", workload);
        root.addProperty("jdk", Runtime.version().toString());
        root.addProperty("processors", Runtime.getRuntime().availableProcessors());
        root.addProperty("warmupMillis", options.warmupMillis());
        root.addProperty("windowMillis", options.windowMillis());
        Gson gson = new GsonBuilder().setPrettyPrinting().create();
        for (Map.Entry<Side, List<Pair>> row : pairs.entrySet()) {
            JsonObject side = new JsonObject();
            side.add("cpuRatio", gson.toJsonTree(spread(row.getValue(), Pair::cpuRatio)));
            JsonArray each = new JsonArray();
            for (Pair pair : row.getValue()) {
                each.add(gson.toJsonTree(pair));
            }
            side.add("pairs", each);
            root.add(row.getKey().key(), side);
        }
        Files.createDirectories(folder);
        String name = "paired-" + workload + "-jdk" + Runtime.version().feature() + ".json";
        Files.writeString(folder.resolve(name), gson.toJson(root));
    }
}
