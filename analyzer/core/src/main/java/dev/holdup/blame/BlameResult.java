package dev.holdup.blame;

import dev.holdup.model.Operation;
import dev.holdup.model.ThreadState;
import dev.holdup.model.Trace;

/**
 * The answer: roots, cells (root × victim), and the ledger of every thread. All numbers are integer
 * nanoseconds within the window; per thread, stall time less idle shares equals the sum of its
 * cells, to the nanosecond. Roots of kind NO_WORK and their cells are rows like the others, so that
 * the sums close; they never belong in a blame table. Immutable; safe for use by many threads.
 */
public final class BlameResult {
    private final Links links;
    private final long fromNanos;
    private final long toNanos;
    private final RootTable roots;
    private final CellTable cells;
    private final ThreadLedger ledger;

    BlameResult(
            Links links,
            long fromNanos,
            long toNanos,
            RootTable roots,
            CellTable cells,
            ThreadLedger ledger) {
        this.links = links;
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.roots = roots;
        this.cells = cells;
        this.ledger = ledger;
    }

    public Trace trace() {
        return links.trace();
    }

    Links links() {
        return links;
    }

    RootTable roots() {
        return roots;
    }

    /** Start of the window. */
    public long fromNanos() {
        return fromNanos;
    }

    /** End of the window, exclusive; not after the trace's end. */
    public long toNanos() {
        return toNanos;
    }

    /** Version of the idle rules that were applied. */
    public String idleRulesVersion() {
        return links.idleRulesVersion();
    }

    /** Number of roots; rows 0 … count - 1. */
    public int rootCount() {
        return roots.size();
    }

    public RootKind rootKind(int root) {
        return roots.kind(root);
    }

    /**
     * The thread that is the root, or the one whose wait ends the chain; {@link
     * dev.holdup.model.ThreadTable#NONE} for VM, CYCLE and KNOT.
     */
    public int rootThread(int root) {
        return roots.thread(root);
    }

    /** Member threads of a CYCLE or KNOT, ascending; empty for other kinds. */
    public int[] rootMembers(int root) {
        return roots.members(root);
    }

    /** True for roots that are a call or a wait of {@link #rootThread}. */
    public boolean rootHasOperation(int root) {
        return roots.operationCode(root) != RootTable.NO_OPERATION;
    }

    /**
     * The operation of a CALL, or of the wait that ends the chain.
     *
     * @throws IllegalStateException unless {@link #rootHasOperation}
     */
    public Operation rootOperation(int root) {
        if (!rootHasOperation(root)) {
            throw new IllegalStateException(
                    "root "
                            + root
                            + " of kind "
                            + rootKind(root)
                            + ": expected an operation, found none");
        }
        return Operation.ofCode(roots.operationCode(root));
    }

    /**
     * Target of a CALL, the lock through which an EXEC was reached, the pool of a KNOT; {@link
     * dev.holdup.model.ResourceTable#NONE} if there is none.
     */
    public int rootResource(int root) {
        return roots.resource(root);
    }

    /**
     * Blocked stack of a CALL or UNKNOWN; for an EXEC the stack of the act that released its
     * victims, if recorded; {@link dev.holdup.model.StackTable#NONE} if there is none.
     */
    public int rootStack(int root) {
        return roots.stack(root);
    }

    /**
     * Name of the VM's operation, kind of latency, reason of an UNKNOWN; empty if there is none.
     */
    public String rootDetail(int root) {
        return roots.detail(root);
    }

    /** Time during which this was the root of at least one stall (union over victims). */
    public long rootWallNanos(int root) {
        return roots.wallNanos.get(root);
    }

    /**
     * Wall time of groups of roots, united where roots of one group stalled somebody at the same
     * time. Costs a sweep of the window, without its cells.
     *
     * @param groupOfRoot group of each root, or -1 for none; not kept
     * @param groups number of groups
     */
    public long[] groupWallNanos(int[] groupOfRoot, int groups) {
        CellTable none = new CellTable();
        SiteTable sites = new SiteTable(none);
        RootNames names = new RootNames(links, roots, sites);
        GroupWalls walls = new GroupWalls(names, groupOfRoot);
        new Sweep(links, none, sites, names, walls, fromNanos, toNanos).run();
        long[] wallNanos = new long[groups];
        for (int group = 0; group < groups; group++) {
            wallNanos[group] = walls.nanos(group);
        }
        return wallNanos;
    }

    /** The root's own time: of a CALL its length within the window, of others the wall time. */
    public long rootOwnNanos(int root) {
        return roots.wallNanos.get(root);
    }

    /** Number of waits (or other stalls) this root had a share in. */
    public long rootIncidents(int root) {
        return roots.incidents.get(root);
    }

    /** Longest uninterrupted time one victim was stalled by this root. */
    public long rootLongestNanos(int root) {
        return roots.longestNanos.get(root);
    }

    /** Number of cells; rows 0 … count - 1. */
    public int cellCount() {
        return cells.size();
    }

    public int cellRoot(int cell) {
        return cells.root(cell);
    }

    public int cellVictim(int cell) {
        return cells.victim(cell);
    }

    /** State the victim was stalled in. */
    public ThreadState cellState(int cell) {
        return cells.state(cell);
    }

    /** True unless the victim was stalled outside an operation: runnable or stopped. */
    public boolean cellHasOperation(int cell) {
        return cells.operationCode(cell) != RootTable.NO_OPERATION;
    }

    /**
     * Operation the victim waited in.
     *
     * @throws IllegalStateException unless {@link #cellHasOperation}
     */
    public Operation cellOperation(int cell) {
        if (!cellHasOperation(cell)) {
            throw new IllegalStateException("cell " + cell + ": expected an operation, found none");
        }
        return Operation.ofCode(cells.operationCode(cell));
    }

    /** Blocked stack of the victim, or {@link dev.holdup.model.StackTable#NONE}. */
    public int cellStack(int cell) {
        return cells.stack(cell);
    }

    /** Resources on the way from the victim to the root, the victim's first. */
    public int[] cellThrough(int cell) {
        return cells.through(cell);
    }

    /** The part known by recorded facts alone. */
    public long cellExactNanos(int cell) {
        return cells.exactNanos(cell);
    }

    /** The part for which at least one step of the chain was inferred. */
    public long cellInferredNanos(int cell) {
        return cells.inferredNanos(cell);
    }

    public long cellNanos(int cell) {
        return cells.exactNanos(cell) + cells.inferredNanos(cell);
    }

    /** Number of waits (or other stalls) of the victim in this cell. */
    public long cellIncidents(int cell) {
        return cells.incidents(cell);
    }

    /** Longest uninterrupted piece. */
    public long cellLongestNanos(int cell) {
        return cells.longestNanos(cell);
    }

    /** Time of the thread in the state within the window, idle rules applied. */
    public long stateNanos(int thread, ThreadState state) {
        return ledger.stateNanos(thread, state);
    }

    /** Stall time of the thread, less what is transitively idle. Carriers suffer nothing. */
    public long sufferedNanos(int thread) {
        return ledger.sufferedNanos(thread);
    }

    /** Stall time of other threads of which a root of this thread is the cause. */
    public long inflictedOthersNanos(int thread) {
        return ledger.inflictedOthersNanos(thread);
    }

    /** True if the wait is a wait for work, the switch for ambiguous ones applied. */
    public boolean isIdleWait(int wait) {
        return links.idle().isIdle(wait);
    }

    /** True if the wait may be a wait for work or a stall. */
    public boolean isAmbiguousWait(int wait) {
        return links.idle().isAmbiguous(wait);
    }

    /** State of a segment, idle rules applied. */
    public ThreadState stateOf(int segment) {
        return links.state(segment);
    }

    /** Sum of {@link #sufferedNanos(int)}; equals the sum of all cells but those of NO_WORK. */
    public long sufferedNanos() {
        return ledger.suffered();
    }

    /** Time in IDLE, and stall time whose root is NO_WORK. */
    public long idleNanos() {
        return ledger.idle();
    }

    /** The part of {@link #idleNanos} in waits the rules call ambiguous. */
    public long ambiguousIdleNanos() {
        return ledger.ambiguousIdle();
    }

    /** Suffered time whose root is UNKNOWN. */
    public long unknownNanos() {
        return ledger.unknown();
    }

    /** Suffered time for which at least one step of the chain was inferred. */
    public long inferredNanos() {
        return ledger.inferred();
    }
}
