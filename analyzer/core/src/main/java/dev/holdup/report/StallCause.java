package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.RootKind;
import dev.holdup.model.ThreadTable;
import java.util.ArrayList;
import java.util.List;

/** Puts the cause of one stall of one thread into words. */
public final class StallCause {
    private StallCause() {}

    /**
     * The rest of a sentence, for instance {@code because `order-1` held the lock on `Inventory`
     * while sleeping at com.acme.Inventory.reserve:35}.
     *
     * @param root root of the stall
     * @param victim the stalled thread
     * @param stack node of the stack it was stalled at
     * @param isMostly true if other roots had a share as well
     */
    public static String of(BlameResult result, int root, int victim, int stack, boolean isMostly) {
        List<String> site = result.trace().stacks().texts(result.rootStack(root));
        RowFacts facts =
                new RowFacts(
                        result.rootKind(root),
                        RootGroups.operation(result, root),
                        ResourceNames.target(result.trace().resources(), result.rootResource(root)),
                        result.rootDetail(root),
                        threads(result, root),
                        site,
                        heldLock(result, root, victim, stack));
        if (facts.kind() == RootKind.UNKNOWN) {
            return (isMostly ? "; mostly " : "; ")
                    + "the recording does not show why"
                    + (facts.detail().isEmpty() ? "" : " (" + facts.detail() + ")");
        }
        String because = (isMostly ? ", mostly" : "") + " because ";
        if (ReportBuilder.isSelf(result, root, victim) && !isTogether(facts)) {
            return because + "it was " + Sentences.selfDoing(facts);
        }
        String frame = Frames.headline(site);
        return because
                + Sentences.doing(facts)
                + (frame.isEmpty() || facts.kind() == RootKind.EXEC ? "" : " at " + frame);
    }

    private static boolean isTogether(RowFacts facts) {
        return switch (facts.kind()) {
            case CYCLE, KNOT, UNKNOWN, LATENCY, VM -> true;
            case CALL, EXEC, CPU, NO_WORK -> false;
        };
    }

    private static List<String> threads(BlameResult result, int root) {
        List<String> names = new ArrayList<>();
        if (result.rootThread(root) != ThreadTable.NONE) {
            names.add(result.trace().threads().displayName(result.rootThread(root)));
        }
        for (int member : result.rootMembers(root)) {
            names.add(result.trace().threads().displayName(member));
        }
        return names;
    }

    private static String heldLock(BlameResult result, int root, int victim, int stack) {
        for (int cell = 0; cell < result.cellCount(); cell++) {
            if (result.cellRoot(cell) == root
                    && result.cellVictim(cell) == victim
                    && result.cellStack(cell) == stack) {
                return HeldLock.of(result, cell);
            }
        }
        return "";
    }
}
