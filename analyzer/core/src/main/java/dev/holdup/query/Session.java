package dev.holdup.query;

import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Detectors;
import dev.holdup.blame.PoolLedger;
import dev.holdup.blame.TaskLedger;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;
import dev.holdup.report.BlameRow;
import dev.holdup.report.LedgerBuilder;
import dev.holdup.report.Ledgers;
import dev.holdup.report.Report;
import dev.holdup.report.ReportBuilder;
import dev.holdup.report.ReportOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One opened recording, ready for the questions of a viewer. Threads, segments, waits and resources
 * are named by their rows in the model. Safe for use by many threads. What every viewer asks for
 * first is indexed at once, the index of a thread's lane when it is first asked for.
 */
public final class Session {
    /** Longest answer to a question about lanes. */
    public static final int MAX_LANES = 512;

    /** Lane of group 0; the lanes of the other groups are below it. */
    public static final int FIRST_GROUP_LANE = -2;

    /** Groups of at least so many threads are indexed when the session is made. */
    private static final int LARGE_GROUP = 8;

    /** Lane of resource 0; the lanes of the other resources are below it. */
    public static final int FIRST_RESOURCE_LANE = -1_000_000_000;

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
    private final PinnedWaits pinned;
    private final List<ResourcesAnswer.Row> resourceRows;
    private final byte[] wholeDirectory;
    private final byte[] firstThreads;
    private final @Nullable Path recordingFile;
    private final RowOfRoot rowOfRoot;
    private final AtomicReferenceArray<Optional<StallAnswer.Worst>> worst;
    private final AtomicReferenceArray<int[]> culprits;
    private final OverviewStrip strip;
    private volatile @Nullable List<PoolLedger> poolLedgers;
    private volatile @Nullable Ledgers ledgers;
    private volatile int @Nullable [] waitsByStart;

    private Session(String title, BlameResult blame, @Nullable Path recordingFile) {
        this.title = title;
        this.recordingFile = recordingFile;
        this.blame = blame;
        trace = blame.trace();
        lanes = new AtomicReferenceArray<>(trace.threads().size());
        relations = new Relations(blame);
        groups = ThreadGroups.of(trace.threads());
        groupIndexes = new AtomicReferenceArray<>(groups.names().size());
        report = ReportBuilder.build(blame, Detectors.find(blame), ReportOptions.everything());
        strip = new OverviewStrip(this);
        pinned = new PinnedWaits(blame);
        resourceRows = new ResourcesAnswer(this).rows();
        buildLargeGroups();
        rowOfRoot = RowOfRoot.of(blame.rootCount(), report);
        worst = new AtomicReferenceArray<>(report.blame().size());
        culprits = new AtomicReferenceArray<>(report.blame().size());
        if (!report.blame().isEmpty()) {
            // The first screen shows it.
            worst(report.blame().get(0));
            culprits(report.blame().get(0));
        }
        ThreadDirectory directory = new ThreadDirectory(this);
        wholeDirectory = directory.whole();
        firstThreads = directory.firstScreen();
    }

    /**
     * A session on an analysed recording.
     *
     * @param title what the recording is called on the screen, for instance the file's name
     */
    public static Session of(String title, BlameResult blame) {
        return new Session(title, blame, null);
    }

    /**
     * As {@link #of(String, BlameResult)}, of a recording that stays where it is, so that notes can
     * be saved beside it.
     *
     * @param recordingFile the recording's file or folder, the first one of several
     */
    public static Session of(String title, BlameResult blame, Path recordingFile) {
        return new Session(title, blame, recordingFile);
    }

    /** The recording's file or folder, or null if it does not stay. */
    public @Nullable Path recordingFile() {
        return recordingFile;
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

    /**
     * The worst moment of a ranked stall, empty if no stretch of it is left. Looked for once: where
     * threads stalled a million times that is a second.
     */
    Optional<StallAnswer.Worst> worst(BlameRow row) {
        Optional<StallAnswer.Worst> known = worst.get(row.id() - 1);
        if (known == null) {
            known = StallAnswer.findWorst(this, row);
            worst.set(row.id() - 1, known);
        }
        return known;
    }

    /** Threads that caused a ranked stall, likewise. The caller does not change them. */
    int[] culprits(BlameRow row) {
        int[] known = culprits.get(row.id() - 1);
        if (known == null) {
            known = StallAnswer.findCulprits(this, row);
            culprits.set(row.id() - 1, known);
        }
        return known;
    }

    /** Ledgers of the executors; two threads may build them at once, one of the two is kept. */
    List<PoolLedger> poolLedgers() {
        List<PoolLedger> known = poolLedgers;
        if (known == null) {
            known = TaskLedger.of(blame);
            poolLedgers = known;
        }
        return known;
    }

    /** What is counted beside blame; likewise. */
    Ledgers ledgers() {
        Ledgers known = ledgers;
        if (known == null) {
            known = LedgerBuilder.of(blame, ReportOptions.everything());
            ledgers = known;
        }
        return known;
    }

    List<ResourcesAnswer.Row> resourceRows() {
        return resourceRows;
    }

    PinnedWaits pinned() {
        return pinned;
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

    /** Groups that a viewer shows as one lane until it is told otherwise. */
    private void buildLargeGroups() {
        for (int group = 0; group < groupCount(); group++) {
            if (groups.size(group) >= LARGE_GROUP) {
                group(group);
            }
        }
    }

    private GroupIndex group(int group) {
        GroupIndex known = groupIndexes.get(group);
        if (known != null) {
            return known;
        }
        GroupIndex built = GroupIndex.of(trace.segments(), groups.members(group), blame::stateOf);
        return groupIndexes.compareAndSet(group, null, built) ? built : groupIndexes.get(group);
    }

    /** All threads as columns; layout in {@link ThreadDirectory}. */
    public byte[] threadDirectory() {
        return wholeDirectory.clone();
    }

    /** Those that a viewer's first screen shows, and the numbers of the others; same layout. */
    public byte[] firstThreads() {
        return firstThreads.clone();
    }

    /** Recording, capture, totals, ranked stalls. */
    public void writeOverview(JsonWriter json) {
        new OverviewAnswer(this).write(json);
    }

    /**
     * Items of some lanes for a picture with pixels of about 2^shift nanoseconds; layout in {@link
     * TileColumns}.
     *
     * @param threads rows of threads; {@link #FIRST_GROUP_LANE} - g is group g as one lane, {@link
     *     #FIRST_RESOURCE_LANE} - r shows who owned resource r
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
            if (thread <= FIRST_RESOURCE_LANE) {
                relations.paintOwners(
                        FIRST_RESOURCE_LANE - thread, fromNanos, toNanos, 1L << shift, out);
            } else if (thread <= FIRST_GROUP_LANE) {
                group(FIRST_GROUP_LANE - thread).paint(fromNanos, toNanos, shift, out);
            } else {
                painter.paint(lane(thread), fromNanos, toNanos, shift, out);
            }
        }
        return out.encode();
    }

    /**
     * Where each of some threads stood in the way of others: items whose count is the number of
     * threads waiting for it directly; of resources the number waiting for it. Same layout as
     * {@link #tiles}.
     */
    public byte[] blockingTiles(int[] threads, long fromNanos, long toNanos, int shift) {
        TileColumns out = new TileColumns(fromNanos, toNanos, Math.max(0, shift - 4));
        for (int thread : threads) {
            out.beginLane(thread);
            if (thread <= FIRST_RESOURCE_LANE) {
                relations.paintWaiters(
                        FIRST_RESOURCE_LANE - thread, fromNanos, toNanos, 1L << shift, out);
            } else {
                relations.paintBlocking(thread, fromNanos, toNanos, 1L << shift, out);
            }
        }
        return out.encode();
    }

    /**
     * Where each of some virtual threads and carriers was pinned: blocked without giving the
     * carrier free. Same layout as {@link #tiles}.
     */
    public byte[] pinnedTiles(int[] threads, long fromNanos, long toNanos, int shift) {
        TileColumns out = new TileColumns(fromNanos, toNanos, Math.max(0, shift - 4));
        for (int thread : threads) {
            out.beginLane(thread);
            pinned.paint(thread, fromNanos, toNanos, 1L << shift, out);
        }
        return out.encode();
    }

    /** What changed by site from this recording to another. */
    public void writeComparison(Session after, JsonWriter json) {
        CompareAnswer.write(this, after, json);
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

    /** Waits for the last of several parties, and consumers that nobody fed. */
    public void writeLedgers(JsonWriter json) {
        new LedgersAnswer(this).write(json);
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
        strip.write(json);
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
