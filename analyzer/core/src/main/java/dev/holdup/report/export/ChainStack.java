package dev.holdup.report.export;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.RootKind;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.report.ResourceNames;
import java.util.ArrayList;
import java.util.List;

/**
 * One cell of blame as a stack for flame graphs: the victim's frames from the outermost in, what it
 * waited in and for, then the root's thread and its frames. What many victims have in common at the
 * outside, and what one root is at the inside, become one wide box each.
 */
final class ChainStack {
    private final BlameResult result;
    private final Trace trace;

    ChainStack(BlameResult result) {
        this.result = result;
        this.trace = result.trace();
    }

    /** True for a cell that belongs into a flame graph of stalls. */
    boolean isStall(int cell) {
        return result.rootKind(result.cellRoot(cell)) != RootKind.NO_WORK
                && result.cellNanos(cell) > 0;
    }

    /** Frames, outermost first. */
    List<String> frames(int cell) {
        int root = result.cellRoot(cell);
        int victim = result.cellVictim(cell);
        List<String> frames = new ArrayList<>();
        frames.add(threadName(victim));
        addOutermostFirst(frames, result.cellStack(cell));
        frames.add(
                "["
                        + (result.cellHasOperation(cell)
                                ? result.cellOperation(cell).text()
                                : result.cellState(cell).name())
                        + "]");
        boolean isOwnCall =
                result.rootKind(root) == RootKind.CALL
                        && result.rootThread(root) == victim
                        && result.rootStack(root) == result.cellStack(cell);
        if (isOwnCall) {
            // Its own blocking call: the frames stand there already, only the target is new.
            addTarget(frames, root);
            return frames;
        }
        for (int resource : result.cellThrough(cell)) {
            frames.add("[" + ResourceNames.full(trace.resources(), resource) + "]");
        }
        frames.add(rootText(root));
        addOutermostFirst(frames, result.rootStack(root));
        addTarget(frames, root);
        return frames;
    }

    private void addTarget(List<String> frames, int root) {
        int resource = result.rootResource(root);
        if (result.rootKind(root) == RootKind.CALL && resource != ResourceTable.NONE) {
            frames.add("[" + ResourceNames.full(trace.resources(), resource) + "]");
        }
    }

    private String rootText(int root) {
        StringBuilder text = new StringBuilder("[").append(result.rootKind(root));
        if (result.rootHasOperation(root)) {
            text.append(' ').append(result.rootOperation(root).text());
        }
        if (!result.rootDetail(root).isEmpty()) {
            text.append(' ').append(result.rootDetail(root));
        }
        if (result.rootThread(root) != ThreadTable.NONE) {
            text.append(" in ").append(threadName(result.rootThread(root)));
        }
        for (int member : result.rootMembers(root)) {
            text.append(' ').append(threadName(member));
        }
        return text.append(']').toString();
    }

    private String threadName(int thread) {
        String name = trace.threads().name(thread);
        return name.isEmpty() ? "#" + trace.threads().javaThreadId(thread) : name;
    }

    private void addOutermostFirst(List<String> frames, int stack) {
        if (stack == StackTable.NONE) {
            return;
        }
        List<String> innermostFirst = trace.stacks().texts(stack);
        for (int i = innermostFirst.size() - 1; i >= 0; i--) {
            frames.add(innermostFirst.get(i));
        }
    }
}
