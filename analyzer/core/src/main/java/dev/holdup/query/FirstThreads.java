package dev.holdup.query;

import dev.holdup.base.SortByKey;
import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Hop;
import dev.holdup.model.ThreadTable;
import dev.holdup.report.BlameRow;
import dev.holdup.report.VictimRow;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which threads a viewer must know to draw its first screen: culprits and victims of the first
 * stall, every lane that stands alone, the first one of each large group. Of the others it needs
 * their number by group. So what is sent before the first picture does not grow with the number of
 * threads.
 */
final class FirstThreads {
    /** Recordings of so many threads are sent whole. */
    static final int FEW = 2_000;

    /** Lanes that stand alone, by order; more do not fit any screen. */
    private static final int ROW_LIMIT = 1_000;

    /** Threads of one section and group that are all sent; a viewer folds groups from 8 on. */
    private static final int LONE = 40;

    /** Culprits and victims of the first stall; a viewer shows 6 and 24. */
    private static final int OF_STALL = 60;

    /** A viewer shows threads that matter, threads nothing ever stopped, threads of the JVM. */
    private static final int EVENTFUL = 0;

    private static final int QUIET = 1;
    private static final int MACHINE = 2;
    private static final int SECTIONS = 3;

    /** Threads that are sent, and the numbers of the others. */
    static final class Choice {
        /** Threads, ascending. */
        final int[] rows;

        /** The same, the most stalled first. */
        final int[] order;

        /** Rows of groups, ascending; -1 for all others. */
        final int[] groups;

        /** For each section, by place in groups, how many threads are not among the rows. */
        final int[][] more;

        Choice(int[] rows, int[] order, int[] groups, int[][] more) {
            this.rows = rows;
            this.order = order;
            this.groups = groups;
            this.more = more;
        }
    }

    private final Session session;
    private final ThreadTable threads;
    private final int[] order;
    private final int[] nameRanks;

    FirstThreads(Session session) {
        this.session = session;
        threads = session.trace().threads();
        nameRanks = NameOrder.ranks(threads);
        order = mostStalledFirst();
    }

    /** Place of a thread among all when they are ordered by name. */
    int nameRank(int thread) {
        return nameRanks[thread];
    }

    private int[] mostStalledFirst() {
        BlameResult blame = session.blame();
        int[] rows = new int[threads.size()];
        long[] keys = new long[rows.length];
        for (int thread = 0; thread < rows.length; thread++) {
            rows[nameRanks[thread]] = thread;
            keys[thread] = -blame.sufferedNanos(thread);
        }
        // Equal ones stay in order of their names.
        SortByKey.sort(rows, keys);
        return rows;
    }

    Choice everything() {
        int[] rows = new int[threads.size()];
        for (int thread = 0; thread < rows.length; thread++) {
            rows[thread] = thread;
        }
        int[] groups = new int[session.groupCount()];
        for (int group = 0; group < groups.length; group++) {
            groups[group] = group;
        }
        return new Choice(rows, order, groups, new int[SECTIONS][groups.length]);
    }

    /** (1) count sections and groups; (2) choose rows; (3) count the rest by groups. */
    Choice ofFirstScreen() {
        if (threads.size() <= FEW) {
            return everything();
        }
        int[][] counts = new int[SECTIONS][session.groupCount()];
        for (int thread = 0; thread < threads.size(); thread++) {
            counts[section(thread)][session.groups().of(thread)]++;
        }
        BitSet ofStall = ofFirstStall();
        BitSet chosen = (BitSet) ofStall.clone();
        for (int section = 0; section < SECTIONS; section++) {
            chooseLone(section, counts[section], ofStall, chosen);
        }
        return choiceOf(chosen, counts);
    }

    /**
     * Lanes of a section in order, up to the limit. Those of the stall stand elsewhere, so that a
     * large group needs one more that says where its row is.
     */
    private void chooseLone(int section, int[] counts, BitSet ofStall, BitSet chosen) {
        boolean[] begun = new boolean[counts.length];
        for (int thread : order) {
            if (chosen.cardinality() >= ROW_LIMIT) {
                return;
            }
            int group = session.groups().of(thread);
            boolean folded = counts[group] > LONE && begun[group];
            if (section(thread) == section && !ofStall.get(thread) && !folded) {
                begun[group] = true;
                chosen.set(thread);
            }
        }
    }

    private Choice choiceOf(BitSet chosen, int[][] counts) {
        int[] rows = chosen.stream().toArray();
        int[] shown = new int[rows.length];
        int place = 0;
        for (int thread : order) {
            if (chosen.get(thread)) {
                shown[place++] = thread;
            }
        }
        BitSet named = new BitSet();
        for (int row : rows) {
            counts[section(row)][session.groups().of(row)]--;
            named.set(session.groups().of(row));
        }
        Map<Integer, int[]> more = new TreeMap<>();
        for (int group = 0; group < session.groupCount(); group++) {
            int[] sums = more.computeIfAbsent(named.get(group) ? group : -1, g -> new int[3]);
            for (int section = 0; section < SECTIONS; section++) {
                sums[section] += counts[section][group];
            }
        }
        int[] groups = new int[more.size()];
        int[][] columns = new int[SECTIONS][groups.length];
        int at = 0;
        for (Map.Entry<Integer, int[]> entry : more.entrySet()) {
            groups[at] = entry.getKey();
            for (int section = 0; section < SECTIONS; section++) {
                columns[section][at] = entry.getValue()[section];
            }
            at++;
        }
        return new Choice(rows, shown, groups, columns);
    }

    private BitSet ofFirstStall() {
        BitSet found = new BitSet();
        if (session.report().blame().isEmpty()) {
            return found;
        }
        BlameRow row = session.report().blame().get(0);
        int[] culprits = session.culprits(row);
        for (int thread : Arrays.copyOf(culprits, Math.min(OF_STALL, culprits.length))) {
            found.set(thread);
        }
        for (VictimRow victim :
                row.victims().subList(0, Math.min(OF_STALL, row.victims().size()))) {
            found.set(victim.thread());
        }
        Optional<StallAnswer.Worst> worst = session.worst(row);
        if (worst.isPresent()) {
            found.set(worst.get().victim());
            for (Hop hop : worst.get().piece().hops()) {
                if (hop.thread() != ThreadTable.NONE) {
                    found.set(hop.thread());
                }
            }
        }
        return found;
    }

    /** As laneRows.ts sorts threads out. */
    private int section(int thread) {
        BlameResult blame = session.blame();
        if (threads.isSystem(thread)) {
            return MACHINE;
        }
        boolean eventful =
                blame.sufferedNanos(thread) > 0
                        || blame.inflictedOthersNanos(thread) > 0
                        || threads.isCarrier(thread);
        return eventful ? EVENTFUL : QUIET;
    }
}
