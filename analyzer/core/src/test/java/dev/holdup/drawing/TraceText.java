package dev.holdup.drawing;

import dev.holdup.model.MountTable;
import dev.holdup.model.PauseTable;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.SegmentTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.TaskTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import dev.holdup.model.WaitTable;
import dev.holdup.model.WakeTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A trace as lines that do not depend on row numbers: two traces that say the same have the same
 * text. Frames of the JDK are left out, they say only what the operation says.
 */
final class TraceText {
    private final Trace trace;

    private TraceText(Trace trace) {
        this.trace = trace;
    }

    /** The lines about the threads named, sorted. */
    static List<String> lines(Trace trace, Set<String> threads) {
        return new TraceText(trace).lines(threads);
    }

    private List<String> lines(Set<String> names) {
        List<String> lines = new ArrayList<>();
        for (int thread = 0; thread < trace.threads().size(); thread++) {
            if (names.contains(trace.threads().name(thread))) {
                addThread(thread, lines);
            }
        }
        WaitTable waits = trace.waits();
        for (int wait = 0; wait < waits.size(); wait++) {
            if (names.contains(trace.threads().name(waits.thread(wait)))) {
                lines.add(wait(wait));
            }
        }
        addTasks(lines);
        addMounts(lines);
        PauseTable pauses = trace.pauses();
        for (int pause = 0; pause < pauses.size(); pause++) {
            lines.add(
                    "pause "
                            + pauses.kind(pause)
                            + at(pauses.startNanos(pause), pauses.endNanos(pause))
                            + pauses.name(pause));
        }
        lines.add("end " + trace.recording().durationNanos());
        Collections.sort(lines);
        return lines;
    }

    private void addThread(int thread, List<String> lines) {
        ThreadTable threads = trace.threads();
        String name = threads.name(thread);
        lines.add(
                "thread "
                        + name
                        + " #"
                        + threads.javaThreadId(thread)
                        + (threads.isVirtual(thread) ? " virtual" : "")
                        + (threads.isCarrier(thread) ? " carrier" : "")
                        + at(threads.startNanos(thread), threads.endNanos(thread)));
        SegmentTable segments = trace.segments();
        for (int s = segments.first(thread); s < segments.end(thread); s++) {
            String wait =
                    segments.wait(s) == WaitTable.NONE
                            ? ""
                            : trace.waits().operation(segments.wait(s)).text();
            lines.add(
                    "segment "
                            + name
                            + at(segments.startNanos(s), segments.endNanos(thread, s))
                            + segments.state(s)
                            + " "
                            + wait);
        }
    }

    private String wait(int wait) {
        WaitTable waits = trace.waits();
        StringBuilder line = new StringBuilder("wait ");
        line.append(thread(waits.thread(wait)))
                .append(at(waits.startNanos(wait), waits.endNanos(wait)))
                .append(waits.operation(wait).text())
                .append(' ')
                .append(resource(waits.resource(wait)))
                .append(' ')
                .append(waits.outcome(wait))
                .append(' ')
                .append(waits.confidence(wait))
                .append(" owner ")
                .append(thread(waits.owner(wait)))
                .append(" previous ")
                .append(thread(waits.previousOwner(wait)));
        int wake = waits.wake(wait);
        if (wake != WakeTable.NONE) {
            WakeTable wakes = trace.wakes();
            line.append(" by ")
                    .append(thread(wakes.from(wake)))
                    .append('@')
                    .append(wakes.actNanos(wake))
                    .append(' ')
                    .append(wakes.kind(wake))
                    .append(' ')
                    .append(wakes.confidence(wake));
        }
        if (waits.stack(wait) != StackTable.NONE) {
            for (String frame : trace.stacks().texts(waits.stack(wait))) {
                if (!frame.startsWith("java.")) {
                    line.append(' ').append(frame);
                }
            }
        }
        return line.toString();
    }

    private void addTasks(List<String> lines) {
        TaskTable tasks = trace.tasks();
        for (int task = 0; task < tasks.size(); task++) {
            lines.add(
                    "task "
                            + tasks.label(task)
                            + " by "
                            + thread(tasks.submitter(task))
                            + "@"
                            + tasks.submitNanos(task)
                            + " on "
                            + thread(tasks.worker(task))
                            + at(tasks.startNanos(task), tasks.endNanos(task))
                            + resource(tasks.executor(task)));
        }
    }

    private void addMounts(List<String> lines) {
        MountTable mounts = trace.mounts();
        for (int mount = 0; mount < mounts.size(); mount++) {
            lines.add(
                    "mount "
                            + thread(mounts.virtualThread(mount))
                            + " on "
                            + thread(mounts.carrier(mount))
                            + at(mounts.startNanos(mount), mounts.endNanos(mount)));
        }
    }

    private String thread(int thread) {
        return thread == ThreadTable.NONE ? "-" : trace.threads().name(thread);
    }

    private String resource(int resource) {
        return resource == ResourceTable.NONE ? "-" : trace.resources().name(resource);
    }

    private static String at(long start, long end) {
        return " " + start + ".." + end + " ";
    }
}
