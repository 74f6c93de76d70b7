package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.report.BlameRow;
import dev.holdup.report.Report;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One opened recording, ready for the questions of a viewer. Threads, segments, waits and resources
 * are named by their rows in the model. Safe for use by many threads; indexes are built when first
 * asked for and kept.
 */
public final class Session {
    /** Longest answer to a question about lanes. */
    public static final int MAX_LANES = 512;

    /** Lane of group 0; the lanes of the other groups are below it. */
    public static final int FIRST_GROUP_LANE = -2;

    /** Widest picture of lanes, in pixels of the resolution asked for. */
    public static final int MAX_PIXELS = 1 << 16;

    private final String title;
    private final Trace trace;
    private final BlameResult blame;
    private final AtomicReferenceArray<LaneIndex> lanes;
    private final AtomicReferenceArray<GroupIndex> groupIndexes;
    private final Relations relations;
    private final ThreadGroups groups;
    private final Report report;
    private final RowOfRoot rowOfRoot;
    private volatile @Nullable OverviewStrip strip;
    private volatile int @Nullable [] waitsByStart;

    private Session(String title, BlameResult blame) {
        this.title = title;
        this.blame = blame;
        trace = blame.trace();
        lanes = new AtomicReferenceArray<>(trace.threads().size());
        relations = new Relations(blame);
        groups = ThreadGroups.of(trace.threads());
        groupIndexes = new AtomicReferenceArray<>(groups.names().size());
        report = ReportBuilder.build(blame, Detectors.find(blame), ReportOptions.everything());
        rowOfRoot = RowOfRoot.of(blame, report);
    }

    /**
     * A session on an analysed recording.
     *
     * @param title what the recording is called on the screen, for instance the file's name
     */
    public static Session of(String title, BlameResult blame) {
        return new Session(title, blame);
    }

    public String title() {
        return title;
    }

    public int threads() {
        return trace.threads().size();
    }

    public long durationNanos() {
        return trace.recording().durationNanos();
    }

    Trace trace() {
        return trace;
    }

    BlameResult blame() {
        return blame;
    }

    Relations relations() {
        return relations;
    }

    /** Rows of all waits in order of their starts. */
    int[] waitsByStart() {
        int[] known = waitsByStart;
        if (known == null) {
            known =
                    Grouped.of(trace.waits().size(), 1, wait -> 0, trace.waits()::startNanos)
                            .rows(0);
            waitsByStart = known;
        }
        return known;
    }

    RowOfRoot rowOfRoot() {
        return rowOfRoot;
    }

    Report report() {
        return report;
    }

    ThreadGroups groups() {
        return groups;
    }

    /** The index of a thread's lane; two threads may build it at once, one of the two is kept. */
    LaneIndex lane(int thread) {
        LaneIndex known = lanes.get(thread);
        if (known != null) {
            return known;
        }
        LaneIndex built = new LaneIndex(trace.segments(), thread, blame::stateOf);
        return lanes.compareAndSet(thread, null, built) ? built : lanes.get(thread);
    }

    /** Number of groups of threads; rows 0 … count - 1. */
    public int groupCount() {
        return groups.names().size();
    }

    private GroupIndex group(int group) {
        GroupIndex known = groupIndexes.get(group);
        if (known != null) {
            return known;
        }
        GroupIndex built = GroupIndex.of(trace.segments(), groups.members(group), blame::stateOf);
        return groupIndexes.compareAndSet(group, null, built) ? built : groupIndexes.get(group);
    }

    /** Recording, capture, totals, threads as columns, ranked stalls. */
    public void writeOverview(JsonWriter json) {
        new OverviewAnswer(this).write(json);
    }

    /**
     * Items of some lanes for a picture with pixels of about 2^shift nanoseconds; layout in {@link
     * TileColumns}.
     *
     * @param threads rows of threads; {@link #FIRST_GROUP_LANE} - g is group g as one lane
     * @param shift 0 … 60
     * @param cancelled asked between lanes; when true the answer stops with the lanes done so far
     */
    public byte[] tiles(
            int[] threads, long fromNanos, long toNanos, int shift, BooleanSupplier cancelled) {
        // A sixteenth of a pixel is as fine as a picture needs, and keeps instants in 32 bits.
        TileColumns out = new TileColumns(fromNanos, toNanos, Math.max(0, shift - 4));
        TilePainter painter = new TilePainter();
        for (int thread : threads) {
            if (cancelled.getAsBoolean()) {
                break;
            }
            out.beginLane(thread);
            if (thread <= FIRST_GROUP_LANE) {
                group(FIRST_GROUP_LANE - thread).paint(fromNanos, toNanos, shift, out);
            } else {
                painter.paint(lane(thread), fromNanos, toNanos, shift, out);
            }
        }
        return out.encode();
    }

    /**
     * Where each of some threads stood in the way of others: items whose count is the number of
     * threads waiting for it directly. Same layout as {@link #tiles}.
     */
    public byte[] blockingTiles(int[] threads, long fromNanos, long toNanos, int shift) {
        TileColumns out = new TileColumns(fromNanos, toNanos, Math.max(0, shift - 4));
        for (int thread : threads) {
            out.beginLane(thread);
            relations.paintBlocking(thread, fromNanos, toNanos, 1L << shift, out);
        }
        return out.encode();
    }

    /** All that is known about what a thread did at an instant, and why. */
    public void writeSpan(int thread, long nanos, JsonWriter json) {
        new SpanAnswer(this).write(thread, nanos, json);
    }

    /** What threads waited for, the most waited for first. */
    public void writeResources(JsonWriter json) {
        new ResourcesAnswer(this).write(json);
    }

    /** Number of resources; rows 0 … count - 1. */
    public int resources() {
        return trace.resources().size();
    }

    /** One resource with all waits for it. */
    public void writeResource(int resource, JsonWriter json) {
        new ResourcesAnswer(this).writeOne(resource, json);
    }

    /** Executors with the time tasks queued. */
    public void writeExecutors(JsonWriter json) {
        new ExecutorsAnswer(this).writeExecutors(json);
    }

    /** Carriers and virtual threads. */
    public void writeCarriers(JsonWriter json) {
        new ExecutorsAnswer(this).writeCarriers(json);
    }

    /**
     * What happened on some threads in [from, to).
     *
     * @param threads rows; none means all
     * @param minLength shortest stall to list
     * @param maxLength length from which stalls are not listed any more
     */
    public void writeArea(
            int[] threads,
            long fromNanos,
            long toNanos,
            long minLength,
            long maxLength,
            JsonWriter json) {
        int[] chosen = threads.length == 0 ? everyThread() : threads;
        new AreaAnswer(this, chosen, fromNanos, toNanos).write(minLength, maxLength, json);
    }

    private int[] everyThread() {
        int[] all = new int[threads()];
        int count = 0;
        for (int thread = 0; thread < all.length; thread++) {
            if (!trace.threads().isCarrier(thread)) {
                all[count++] = thread;
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** Waits whose operation, target or frames contain a text. */
    public void writeSearch(String text, JsonWriter json) {
        new SearchAnswer(this).write(text, json);
    }

    /** Threads that have to do with one, within some steps. */
    public void writeRelated(int thread, int steps, JsonWriter json) {
        new RelatedThreads(this).write(thread, steps, json);
    }

    /**
     * Threads that spent time in one of these states.
     *
     * @param stateNames names of states; unknown ones match nothing
     */
    public void writeThreadsIn(Set<String> stateNames, JsonWriter json) {
        json.beginObject().name("threads").beginArray();
        for (int thread = 0; thread < threads(); thread++) {
            long nanos = 0;
            for (ThreadState state : ThreadState.values()) {
                if (stateNames.contains(state.name())) {
                    nanos += blame.stateNanos(thread, state);
                }
            }
            if (nanos > 0) {
                json.number(thread);
            }
        }
        json.endArray().endObject();
    }

    /** Thread time by state in equal parts of the recording, for a strip above the lanes. */
    public void writeStrip(JsonWriter json) {
        OverviewStrip known = strip;
        if (known == null) {
            known = new OverviewStrip(this);
            strip = known;
        }
        known.write(json);
    }

    /** Number of ranked stalls; their ids are 1 … count. */
    public int stalls() {
        return report.blame().size();
    }

    /** One ranked stall in full: victims, culprits, worst moment. */
    public void writeStall(int id, JsonWriter json) {
        BlameRow row = report.blame().get(id - 1);
        new StallAnswer(this).write(row, json);
    }

    /** A thread's life: states, causes, creator. */
    public void writeThread(int thread, JsonWriter json) {
        new ThreadAnswer(this).write(thread, json);
    }
}
