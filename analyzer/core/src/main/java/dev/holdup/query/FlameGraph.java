package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Time by state, then by stack from the outermost frame inwards. Built from sums per (state,
 * stack), so its cost is the number of different stacks, not of spans. What is under a thousandth
 * of the whole is cut off; a parent's time keeps it.
 */
final class FlameGraph {
    private static final int SHARE_SHOWN = 1_000;
    private static final int MAX_DEPTH = 120;

    private final StackTable stacks;
    private final Map<Integer, Map<Integer, Long>> nanosOfStack = new TreeMap<>();
    private long total;

    FlameGraph(StackTable stacks) {
        this.stacks = stacks;
    }

    /** Adds time; {@code stack} is {@link StackTable#NONE} where none was recorded. */
    void add(ThreadState state, int stack, long nanos) {
        if (nanos > 0) {
            nanosOfStack
                    .computeIfAbsent((int) state.code(), key -> new HashMap<>())
                    .merge(stack, nanos, Long::sum);
            total += nanos;
        }
    }

    private static final class Node {
        long nanos;
        final Map<Integer, Node> callees = new TreeMap<>();
    }

    /** Nodes in depth-first order as columns: depth, nanos, frame; a state's node has its name. */
    void write(JsonWriter json) {
        List<String> names = new ArrayList<>();
        List<Integer> depths = new ArrayList<>();
        List<Long> nanos = new ArrayList<>();
        for (Map.Entry<Integer, Map<Integer, Long>> state : nanosOfStack.entrySet()) {
            Node top = new Node();
            state.getValue().forEach((stack, time) -> grow(top, stack, time));
            names.add(ThreadState.ofCode(state.getKey()).name());
            depths.add(0);
            nanos.add(top.nanos);
            collect(top, 1, names, depths, nanos);
        }
        json.beginObject().member("total", total).name("names").beginArray();
        names.forEach(json::string);
        json.endArray().name("depths").beginArray();
        depths.forEach(json::number);
        json.endArray().name("nanos").beginArray();
        nanos.forEach(json::number);
        json.endArray().endObject();
    }

    private void grow(Node top, int stack, long time) {
        List<Integer> innermostFirst = new ArrayList<>();
        for (int node = stack; node != StackTable.NONE; node = stacks.parent(node)) {
            innermostFirst.add(stacks.frameId(node));
        }
        Node node = top;
        node.nanos += time;
        int depth = Math.min(innermostFirst.size(), MAX_DEPTH);
        for (int i = 0; i < depth; i++) {
            int frame = innermostFirst.get(innermostFirst.size() - 1 - i);
            node = node.callees.computeIfAbsent(frame, key -> new Node());
            node.nanos += time;
        }
    }

    private void collect(
            Node node, int depth, List<String> names, List<Integer> depths, List<Long> nanos) {
        for (Map.Entry<Integer, Node> callee : node.callees.entrySet()) {
            if (callee.getValue().nanos * SHARE_SHOWN >= total) {
                names.add(stacks.frameText(callee.getKey()));
                depths.add(depth);
                nanos.add(callee.getValue().nanos);
                collect(callee.getValue(), depth + 1, names, depths, nanos);
            }
        }
    }
}
