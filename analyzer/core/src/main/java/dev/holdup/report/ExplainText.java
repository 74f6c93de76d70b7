package dev.holdup.report;

import dev.holdup.blame.BlameQuery;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Chain;
import dev.holdup.blame.Hop;
import dev.holdup.model.Confidence;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.List;
import java.util.Locale;

/**
 * The chain of one stall at one instant as text: each thread on it, what it waited in, and who woke
 * it, with the stacks of both.
 */
public final class ExplainText {
    private static final int FRAMES_SHOWN = 24;

    private final BlameResult result;
    private final Trace trace;
    private final StringBuilder out = new StringBuilder();

    private ExplainText(BlameResult result) {
        this.result = result;
        this.trace = result.trace();
    }

    /** Why {@code thread} did not progress at the instant. */
    public static String of(BlameResult result, int thread, long nanos) {
        ExplainText text = new ExplainText(result);
        text.explain(thread, nanos);
        return text.out.toString();
    }

    private void explain(int thread, long nanos) {
        String who = Sentences.quoted(trace.threads().displayName(thread));
        Chain chain = BlameQuery.explain(result, thread, nanos);
        if (chain.hops().isEmpty()) {
            paragraph(
                    "",
                    who
                            + " did not live at "
                            + DurationText.of(nanos)
                            + ": it lived from "
                            + DurationText.of(trace.threads().startNanos(thread))
                            + " to "
                            + DurationText.of(trace.threads().endNanos(thread))
                            + ".");
            return;
        }
        if (chain.root() == Chain.NO_ROOT) {
            paragraph(
                    "",
                    who
                            + " was not stalled at "
                            + DurationText.of(nanos)
                            + ": it was "
                            + chain.hops().get(0).state()
                            + ".");
            hop(chain.hops().get(0), "it waited in ");
            return;
        }
        paragraph(
                "",
                who + " at " + DurationText.of(nanos) + ", by the chain of what it waited for:");
        for (int i = 0; i < chain.hops().size(); i++) {
            Hop hop = chain.hops().get(i);
            line("");
            paragraph(
                    "",
                    (i + 1)
                            + ". "
                            + (hop.thread() == ThreadTable.NONE
                                    ? "(no thread)"
                                    : Sentences.quoted(trace.threads().displayName(hop.thread())))
                            + "  "
                            + hop.state()
                            + (hop.confidence() == Confidence.EXACT
                                    ? ""
                                    : "  (the next step is inferred, not recorded)"));
            hop(hop, "in ");
        }
        line("");
        root(chain.root());
    }

    private void hop(Hop hop, String intro) {
        if (hop.waitRow() == WaitTable.NONE) {
            return;
        }
        WaitTable waits = trace.waits();
        int wait = hop.waitRow();
        StringBuilder text = new StringBuilder(intro);
        text.append(waits.operation(wait).text());
        if (waits.resource(wait) != ResourceTable.NONE) {
            text.append(" on ").append(ResourceNames.full(trace.resources(), waits.resource(wait)));
        }
        text.append(" from ")
                .append(DurationText.of(waits.startNanos(wait)))
                .append(" to ")
                .append(DurationText.of(waits.endNanos(wait)))
                .append(" (")
                .append(DurationText.of(waits.endNanos(wait) - waits.startNanos(wait)))
                .append(", ")
                .append(waits.outcome(wait).name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append(')');
        paragraph("   ", text.toString());
        stack(waits.stack(wait), "blocked stack not recorded");
        int wake = waits.wake(wait);
        if (wake != WakeTable.NONE) {
            wake(wake);
        }
    }

    private void wake(int wake) {
        int from = trace.wakes().from(wake);
        paragraph(
                "   ",
                "woken by "
                        + (from == ThreadTable.NONE
                                ? "a thread that was not recorded"
                                : Sentences.quoted(trace.threads().displayName(from)))
                        + " at "
                        + DurationText.of(trace.wakes().actNanos(wake))
                        + " ("
                        + trace.wakes().kind(wake).name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (trace.wakes().confidence(wake) == Confidence.EXACT ? "" : ", inferred")
                        + ")");
        stack(trace.wakes().stack(wake), "waker's stack not recorded");
    }

    private void stack(int stack, String ifNone) {
        if (stack == StackTable.NONE) {
            line("     (" + ifNone + ")");
            return;
        }
        List<String> frames = trace.stacks().texts(stack);
        for (int i = 0; i < frames.size(); i++) {
            if (i == FRAMES_SHOWN) {
                line("     ... " + Limits.count(frames.size() - FRAMES_SHOWN, "frame") + " more");
                return;
            }
            line("     at " + TextWrap.cut(frames.get(i), TextReport.WIDTH - 8));
        }
    }

    private void root(int root) {
        StringBuilder text = new StringBuilder("root: ").append(result.rootKind(root));
        if (result.rootHasOperation(root)) {
            text.append(' ').append(result.rootOperation(root).text());
        }
        if (result.rootResource(root) != ResourceTable.NONE) {
            text.append(' ')
                    .append(ResourceNames.full(trace.resources(), result.rootResource(root)));
        }
        if (!result.rootDetail(root).isEmpty()) {
            text.append(" (").append(result.rootDetail(root)).append(')');
        }
        if (result.rootThread(root) != ThreadTable.NONE) {
            text.append(" in ")
                    .append(Sentences.quoted(trace.threads().displayName(result.rootThread(root))));
        }
        for (int member : result.rootMembers(root)) {
            text.append(' ').append(Sentences.quoted(trace.threads().displayName(member)));
        }
        paragraph("", text.toString());
    }

    private void paragraph(String indent, String text) {
        TextWrap.wrap(out, indent, indent, text, TextReport.WIDTH);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }
}
