package dev.holdup.load;

import dev.holdup.load.event.EventRows;
import dev.holdup.load.format.Dictionaries;
import dev.holdup.load.format.StackDictionary;
import dev.holdup.load.format.SymbolDictionary;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.TraceBuilder;
import java.util.Arrays;

/**
 * What the steps of freezing share: the rows, the builder, and the ways from the one to the other.
 */
final class Assembly {
    final Dictionaries dictionaries;
    final EventRows rows;
    final TraceBuilder builder = new TraceBuilder();

    /** Length of the trace. */
    final long windowNanos;

    /** Row in the model by row in the dictionary of threads; set by {@link ThreadAssembly}. */
    int[] threads = new int[0];

    /** Node in the model by node in the dictionary of stacks. */
    private final int[] stacks;

    private String[] names = new String[0];

    Assembly(Dictionaries dictionaries, EventRows rows, long windowNanos) {
        this.dictionaries = dictionaries;
        this.rows = rows;
        this.windowNanos = windowNanos;
        stacks = addStacks();
    }

    /** Thread in the model. */
    int thread(int dictionaryRow) {
        return dictionaryRow < 0 ? ThreadTable.NONE : threads[dictionaryRow];
    }

    /** Stack in the model. */
    int stack(int dictionaryNode) {
        return dictionaryNode < 0 ? StackTable.NONE : stacks[dictionaryNode];
    }

    /** A string as it stands, empty if there is none. */
    String text(int symbol) {
        return symbol == SymbolDictionary.NONE ? "" : dictionaries.symbols().text(symbol);
    }

    /** Name of a class with dots. */
    String className(int symbol) {
        if (symbol == SymbolDictionary.NONE) {
            return "";
        }
        if (symbol >= names.length) {
            names = Arrays.copyOf(names, Math.max(symbol + 1, names.length * 2));
        }
        String name = names[symbol];
        if (name == null) {
            name = plainName(text(symbol));
            names[symbol] = name;
        }
        return name;
    }

    /**
     * Class name with dots and without the address a hidden class has in its name: that one differs
     * from run to run.
     */
    static String plainName(String name) {
        String dotted = name.replace('/', '.');
        int lambda = dotted.indexOf("$$Lambda");
        if (lambda >= 0) {
            return dotted.substring(0, lambda + "$$Lambda".length());
        }
        int address = dotted.indexOf(".0x");
        return address >= 0 ? dotted.substring(0, address) : dotted;
    }

    private int[] addStacks() {
        StackDictionary from = dictionaries.stacks();
        int[] frames = new int[from.frameCount()];
        for (int frame = 0; frame < frames.length; frame++) {
            int line = from.line(frame);
            String text = className(from.classSymbol(frame)) + '.' + text(from.methodSymbol(frame));
            frames[frame] = builder.frame(line > 0 ? text + ':' + line : text);
        }
        int[] nodes = new int[from.size()];
        for (int node = 0; node < nodes.length; node++) {
            int parent = from.parent(node);
            nodes[node] =
                    builder.stackNode(
                            parent < 0 ? StackTable.NONE : nodes[parent], frames[from.frame(node)]);
        }
        return nodes;
    }
}
