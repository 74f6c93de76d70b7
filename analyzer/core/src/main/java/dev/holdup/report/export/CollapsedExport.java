package dev.holdup.report.export;

import dev.holdup.blame.BlameResult;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Collapsed stacks: {@code frame;frame;frame nanoseconds}, the input of flamegraph.pl, speedscope
 * and others. A chain flame graph: victims outside, root causes inside.
 */
public final class CollapsedExport {
    private CollapsedExport() {}

    /** Writes one line for each distinct stack, in the order of the alphabet. */
    public static void write(BlameResult result, Writer out) throws IOException {
        ChainStack chains = new ChainStack(result);
        Map<String, Long> nanosByStack = new TreeMap<>();
        for (int cell = 0; cell < result.cellCount(); cell++) {
            if (chains.isStall(cell)) {
                nanosByStack.merge(line(chains.frames(cell)), result.cellNanos(cell), Long::sum);
            }
        }
        for (Map.Entry<String, Long> stack : nanosByStack.entrySet()) {
            out.write(stack.getKey());
            out.write(' ');
            out.write(Long.toString(stack.getValue()));
            out.write('\n');
        }
    }

    /** The separator and line ends cannot be part of a frame. */
    private static String line(List<String> frames) {
        StringBuilder line = new StringBuilder();
        for (String frame : frames) {
            line.append(line.length() == 0 ? "" : ";");
            for (int i = 0; i < frame.length(); i++) {
                char c = frame.charAt(i);
                line.append(c == ';' ? ':' : Character.isISOControl(c) ? '?' : c);
            }
        }
        return line.toString();
    }
}
