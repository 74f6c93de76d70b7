package dev.holdup.report.export;

import com.google.gson.stream.JsonWriter;
import dev.holdup.model.StackTable;
import dev.holdup.model.Trace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strings, functions, frames and stacks of one thread, filled on the way and written last. */
final class FirefoxTables {
    private static final Pattern LINE = Pattern.compile("(.*):([0-9]+)");

    private record Node(int prefix, int frame) {}

    private final Trace trace;
    private final Map<String, Integer> strings = new HashMap<>();
    private final List<String> stringArray = new ArrayList<>();
    private final Map<String, Integer> functions = new HashMap<>();
    private final List<Integer> functionNames = new ArrayList<>();
    private final Map<String, Integer> frames = new HashMap<>();
    private final List<Integer> frameFunctions = new ArrayList<>();
    private final List<Integer> frameLines = new ArrayList<>();
    private final Map<Node, Integer> nodes = new HashMap<>();
    private final List<Node> stacks = new ArrayList<>();
    private final Map<Integer, Integer> stackOfNode = new HashMap<>();

    FirefoxTables(Trace trace) {
        this.trace = trace;
    }

    /** Index of a string. */
    int string(String text) {
        return strings.computeIfAbsent(text, key -> add(stringArray, key));
    }

    /** Index of the stack of a node of the trace's stack table; -1 for none. */
    int stack(int node) {
        return node == StackTable.NONE ? -1 : stackOfNode.computeIfAbsent(node, this::addStack);
    }

    private int addStack(int node) {
        List<String> innermostFirst = trace.stacks().texts(node);
        int prefix = -1;
        for (int i = innermostFirst.size() - 1; i >= 0; i--) {
            Node next = new Node(prefix, frame(innermostFirst.get(i)));
            Integer known = nodes.get(next);
            if (known == null) {
                known = add(stacks, next);
                nodes.put(next, known);
            }
            prefix = known;
        }
        return prefix;
    }

    /** A frame is a function at a line; 0 stands for a line that was not recorded. */
    private int frame(String text) {
        Integer known = frames.get(text);
        if (known != null) {
            return known;
        }
        Matcher matcher = LINE.matcher(text);
        boolean hasLine = matcher.matches();
        String name = hasLine ? matcher.group(1) : text;
        Integer function = functions.get(name);
        if (function == null) {
            function = add(functionNames, string(name));
            functions.put(name, function);
        }
        int frame = add(frameFunctions, function);
        frameLines.add(hasLine ? Integer.parseInt(matcher.group(2)) : 0);
        frames.put(text, frame);
        return frame;
    }

    private static <T> int add(List<T> list, T element) {
        list.add(element);
        return list.size() - 1;
    }

    /** What a column holds in one row; below 0 for null. */
    private interface Cell {
        int of(int row);
    }

    void write(JsonWriter json) throws IOException {
        json.name("stackTable").beginObject();
        column(json, "frame", stacks.size(), row -> stacks.get(row).frame());
        column(json, "category", stacks.size(), row -> 0);
        column(json, "subcategory", stacks.size(), row -> 0);
        column(json, "prefix", stacks.size(), row -> stacks.get(row).prefix());
        json.name("length").value(stacks.size()).endObject();
        frameTable(json);
        functionTable(json);
        json.name("resourceTable").beginObject();
        for (String name : List.of("lib", "name", "host", "type")) {
            json.name(name).beginArray().endArray();
        }
        json.name("length").value(0).endObject();
        json.name("nativeSymbols").beginObject();
        for (String name : List.of("libIndex", "address", "name", "functionSize")) {
            json.name(name).beginArray().endArray();
        }
        json.name("length").value(0).endObject();
        json.name("stringArray").beginArray();
        for (String text : stringArray) {
            json.value(text);
        }
        json.endArray();
    }

    private void frameTable(JsonWriter json) throws IOException {
        int size = frameFunctions.size();
        json.name("frameTable").beginObject();
        json.name("address").beginArray();
        for (int row = 0; row < size; row++) {
            json.value(-1);
        }
        json.endArray();
        column(json, "inlineDepth", size, row -> 0);
        column(json, "category", size, row -> 0);
        column(json, "subcategory", size, row -> 0);
        column(json, "func", size, frameFunctions::get);
        column(json, "nativeSymbol", size, row -> -1);
        column(json, "innerWindowID", size, row -> 0);
        column(json, "implementation", size, row -> -1);
        column(json, "line", size, row -> frameLines.get(row) == 0 ? -1 : frameLines.get(row));
        column(json, "column", size, row -> -1);
        json.name("length").value(size).endObject();
    }

    private void functionTable(JsonWriter json) throws IOException {
        int size = functionNames.size();
        json.name("funcTable").beginObject();
        column(json, "name", size, functionNames::get);
        for (String name : List.of("isJS", "relevantForJS")) {
            json.name(name).beginArray();
            for (int row = 0; row < size; row++) {
                json.value(false);
            }
            json.endArray();
        }
        json.name("resource").beginArray();
        for (int row = 0; row < size; row++) {
            json.value(-1);
        }
        json.endArray();
        column(json, "fileName", size, row -> -1);
        column(json, "lineNumber", size, row -> -1);
        column(json, "columnNumber", size, row -> -1);
        json.name("length").value(size).endObject();
    }

    private static void column(JsonWriter json, String name, int size, Cell cell)
            throws IOException {
        json.name(name).beginArray();
        for (int row = 0; row < size; row++) {
            int value = cell.of(row);
            if (value < 0) {
                json.nullValue();
            } else {
                json.value(value);
            }
        }
        json.endArray();
    }
}
