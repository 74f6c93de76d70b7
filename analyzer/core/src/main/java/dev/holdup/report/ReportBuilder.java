package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.Finding;
import dev.holdup.blame.RootKind;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.ThreadTable;
import dev.holdup.model.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * Turns a {@link BlameResult} into a {@link Report}.
 *
 * <ol>
 *   <li>Group the roots into rows ({@link RootGroups}).
 *   <li>Sum the cells of the selected victims into the groups.
 *   <li>Order the groups: largest total first, without what {@link Overseers} waited; ties by their
 *       texts, so that the order depends neither on thread numbers nor on the order of events.
 *   <li>Write the rows, the threads with their causes, the findings.
 * </ol>
 *
 * Groups that stalled no selected victim have no row. One use, one thread.
 */
public final class ReportBuilder {
    private final BlameResult result;
    private final Trace trace;
    private final ReportOptions options;
    private final RootGroups groups;
    private final GroupSums[] sums;
    private final boolean[] selected;
    private final Map<Integer, List<String>> sites = new HashMap<>();
    private final Map<Integer, Integer> idOfGroup = new HashMap<>();

    private ReportBuilder(BlameResult result, ReportOptions options, IntPredicate subjects) {
        this.result = result;
        this.trace = result.trace();
        this.options = options;
        this.groups = RootGroups.of(result); // (1)
        this.sums = new GroupSums[groups.count()];
        this.selected = new boolean[trace.threads().size()];
        for (int thread = 0; thread < selected.length; thread++) {
            selected[thread] =
                    options.selects(trace.threads().displayName(thread)) && subjects.test(thread);
        }
    }

    /** The report on a result; {@code findings} come from {@code Detectors.find}. */
    public static Report build(BlameResult result, List<Finding> findings, ReportOptions options) {
        return build(result, findings, options, thread -> true);
    }

    /**
     * The report on a part of the threads.
     *
     * @param subjects rows of the threads it is about, as far as {@code options} selects them
     */
    public static Report build(
            BlameResult result,
            List<Finding> findings,
            ReportOptions options,
            IntPredicate subjects) {
        return new ReportBuilder(result, options, subjects).report(findings);
    }

    private Report report(List<Finding> findings) {
        sumCells(); // (2)
        List<BlameRow> rows = rows(); // (3), (4)
        ThreadRows threads = new ThreadRows(result, groups, idOfGroup, selected);
        return new Report(
                options,
                result.fromNanos(),
                result.toNanos(),
                trace.recording(),
                trace.capture(),
                trace.notices(),
                result.idleRulesVersion(),
                threads.totals(),
                rows,
                threads.rows(),
                findingRows(findings),
                Ledgers.NONE,
                rootRows());
    }

    private RootRows rootRows() {
        int[] ids = new int[result.rootCount()];
        for (int root = 0; root < ids.length; root++) {
            ids[root] = idOfGroup.getOrDefault(groups.of(root), 0);
        }
        return new RootRows(ids);
    }

    private void sumCells() {
        for (int group = 0; group < sums.length; group++) {
            sums[group] = new GroupSums();
        }
        Overseers overseers = new Overseers(result);
        Map<List<Integer>, List<String>> throughTexts = new HashMap<>();
        for (int cell = 0; cell < result.cellCount(); cell++) {
            int root = result.cellRoot(cell);
            int group = groups.of(root);
            if (group == RootGroups.NONE || !selected[result.cellVictim(cell)]) {
                continue;
            }
            List<Integer> through = boxed(result.cellThrough(cell));
            sums[group].add(
                    result,
                    cell,
                    isSelf(result, root, result.cellVictim(cell)),
                    overseers.has(cell),
                    throughTexts.computeIfAbsent(through, this::resourceNames));
        }
    }

    private static List<Integer> boxed(int[] numbers) {
        List<Integer> boxed = new ArrayList<>(numbers.length);
        for (int number : numbers) {
            boxed.add(number);
        }
        return boxed;
    }

    private List<String> resourceNames(List<Integer> resources) {
        List<String> names = new ArrayList<>();
        for (int resource : resources) {
            names.add(ResourceNames.full(trace.resources(), resource));
        }
        return List.copyOf(names);
    }

    /**
     * True if the victim is the root itself, or a member of the deadlock. Of a latency nobody is:
     * the thread it is noted at did nothing but wait.
     */
    static boolean isSelf(BlameResult result, int root, int victim) {
        if (result.rootKind(root) == RootKind.LATENCY) {
            return false;
        }
        if (result.rootThread(root) == victim) {
            return true;
        }
        for (int member : result.rootMembers(root)) {
            if (member == victim) {
                return true;
            }
        }
        return false;
    }

    private List<BlameRow> rows() {
        List<Integer> order = new ArrayList<>();
        for (int group = 0; group < sums.length; group++) {
            if (sums[group].totalNanos() > 0) {
                order.add(group);
            }
        }
        Map<Integer, String> tieBreakers = new HashMap<>();
        order.sort(
                Comparator.<Integer>comparingLong(group -> -sums[group].rankNanos())
                        .thenComparingLong(group -> -sums[group].totalNanos())
                        .thenComparing(
                                group -> tieBreakers.computeIfAbsent(group, this::tieBreaker)));
        long[] wallNanos = GroupWall.of(result, groups);
        List<BlameRow> rows = new ArrayList<>();
        for (int group : order) {
            int id = rows.size() + 1;
            idOfGroup.put(group, id);
            rows.add(row(id, group, wallNanos[group]));
        }
        return List.copyOf(rows);
    }

    private String tieBreaker(int group) {
        int root = groups.roots(group).get(0);
        return result.rootKind(root)
                + "\n"
                + RootGroups.operation(result, root)
                + "\n"
                + RootGroups.target(result, root)
                + "\n"
                + result.rootDetail(root)
                + "\n"
                + site(result.rootStack(root))
                + "\n"
                + threadNames(group);
    }

    private BlameRow row(int id, int group, long wallNanos) {
        GroupSums sum = sums[group];
        int root = groups.roots(group).get(0);
        RootKind kind = result.rootKind(root);
        long ownNanos = 0;
        for (int member : groups.roots(group)) {
            ownNanos += result.rootOwnNanos(member);
        }
        RowFacts facts =
                new RowFacts(
                        kind,
                        RootGroups.operation(result, root),
                        groups.targetOf(result, group),
                        result.rootDetail(root),
                        threadNames(group),
                        site(result.rootStack(root)),
                        sum.heldLock(result));
        List<VictimRow> victims = victims(sum);
        return new BlameRow(
                id,
                kind,
                facts.operation(),
                facts.target(),
                targets(sum),
                facts.detail(),
                facts.site(),
                facts.threads(),
                sum.selfNanos,
                sum.othersNanos,
                sum.overseerNanos,
                wallNanos,
                kind == RootKind.CALL ? ownNanos : wallNanos,
                sum.incidents,
                sum.longestNanos,
                sum.exactNanos,
                sum.inferredNanos,
                victims,
                Sentences.row(facts, sum.selfNanos, sum.othersNanos, victims));
    }

    private static List<BlameRow.Target> targets(GroupSums sum) {
        List<BlameRow.Target> targets = new ArrayList<>();
        sum.targets.forEach((name, nanos) -> {
            if (!name.isEmpty()) {
                targets.add(new BlameRow.Target(name, nanos));
            }
        });
        targets.sort(
                Comparator.comparingLong((BlameRow.Target target) -> -target.nanos())
                        .thenComparing(BlameRow.Target::name));
        return List.copyOf(targets);
    }

    private List<VictimRow> victims(GroupSums sum) {
        List<VictimRow> rows = new ArrayList<>();
        for (Map.Entry<GroupSums.VictimKey, Long> entry : sum.victims.entrySet()) {
            GroupSums.VictimKey key = entry.getKey();
            rows.add(
                    new VictimRow(
                            key.victim(),
                            trace.threads().displayName(key.victim()),
                            trace.threads().javaThreadId(key.victim()),
                            trace.threads().isVirtual(key.victim()),
                            key.self(),
                            entry.getValue(),
                            key.operation(),
                            key.through(),
                            site(key.stack())));
        }
        rows.sort(
                Comparator.comparingLong((VictimRow row) -> -row.nanos())
                        .thenComparing(VictimRow::name)
                        .thenComparingLong(VictimRow::javaThreadId)
                        .thenComparing(VictimRow::self)
                        .thenComparing(VictimRow::operation)
                        .thenComparing(row -> row.through() + "\n" + row.site()));
        return List.copyOf(rows);
    }

    private List<String> site(int stack) {
        return sites.computeIfAbsent(stack, node -> List.copyOf(trace.stacks().texts(node)));
    }

    private List<String> threadNames(int group) {
        TreeSet<String> names = new TreeSet<>();
        for (int root : groups.roots(group)) {
            if (result.rootThread(root) != ThreadTable.NONE) {
                names.add(trace.threads().displayName(result.rootThread(root)));
            }
            for (int member : result.rootMembers(root)) {
                names.add(trace.threads().displayName(member));
            }
        }
        return List.copyOf(names);
    }

    private List<FindingRow> findingRows(List<Finding> findings) {
        List<FindingRow> rows = new ArrayList<>();
        for (Finding finding : findings) {
            List<String> threads = new ArrayList<>();
            for (int thread : finding.threads()) {
                threads.add(trace.threads().displayName(thread));
            }
            TreeSet<Integer> ids = new TreeSet<>();
            for (int root : finding.roots()) {
                Integer id = idOfGroup.get(groups.of(root));
                if (id != null) {
                    ids.add(id);
                }
            }
            List<Integer> resources = new ArrayList<>(finding.resources());
            resources.removeIf(resource -> resource == ResourceTable.NONE);
            rows.add(
                    new FindingRow(
                            finding.kind().name(),
                            finding.severityNanos(),
                            finding.summary(),
                            threads,
                            resourceNames(resources),
                            List.copyOf(ids)));
        }
        rows.sort(
                Comparator.comparingLong((FindingRow row) -> -row.severityNanos())
                        .thenComparing(FindingRow::kind)
                        .thenComparing(FindingRow::summary));
        return List.copyOf(rows);
    }
}
