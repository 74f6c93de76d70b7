package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import dev.holdup.blame.RootKind;
import dev.holdup.model.StackTable;
import dev.holdup.model.ThreadTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which fine-grained roots form one row: those of one kind, operation, detail and site whose
 * targets are alike ({@link Targets}). The thread is part of the key only where nothing else tells
 * two roots apart, so that eight workers reading from one database are one row with eight threads.
 * NO_WORK is in no group.
 */
final class RootGroups {
    /** The group of roots that belong in no row. */
    static final int NONE = -1;

    private record Key(
            RootKind kind,
            String operation,
            String targetKey,
            String detail,
            int stack,
            int thread,
            List<Integer> members) {}

    private final int[] groupOfRoot;
    private final List<List<Integer>> rootsOfGroup = new ArrayList<>();
    private final List<String> targetKeys = new ArrayList<>();

    private RootGroups(int roots) {
        groupOfRoot = new int[roots];
    }

    static RootGroups of(BlameResult result) {
        RootGroups groups = new RootGroups(result.rootCount());
        Targets targets = new Targets(result);
        Map<Key, Integer> known = new HashMap<>();
        for (int root = 0; root < result.rootCount(); root++) {
            if (result.rootKind(root) == RootKind.NO_WORK) {
                groups.groupOfRoot[root] = NONE;
                continue;
            }
            Key key = key(result, root, targets);
            Integer group = known.putIfAbsent(key, groups.rootsOfGroup.size());
            if (group == null) {
                group = groups.rootsOfGroup.size();
                groups.rootsOfGroup.add(new ArrayList<>());
                groups.targetKeys.add(key.targetKey());
            }
            groups.groupOfRoot[root] = group;
            groups.rootsOfGroup.get(group).add(root);
        }
        return groups;
    }

    private static Key key(BlameResult result, int root, Targets targets) {
        RootKind kind = result.rootKind(root);
        String target = targets.key(result.rootResource(root));
        int stack = result.rootStack(root);
        boolean anonymous = kind == RootKind.EXEC && target.isEmpty() && stack == StackTable.NONE;
        return new Key(
                kind,
                operation(result, root),
                target,
                result.rootDetail(root),
                stack,
                anonymous ? result.rootThread(root) : ThreadTable.NONE,
                Arrays.stream(result.rootMembers(root)).boxed().toList());
    }

    static String operation(BlameResult result, int root) {
        return result.rootHasOperation(root) ? result.rootOperation(root).text() : "";
    }

    static String target(BlameResult result, int root) {
        return ResourceNames.target(result.trace().resources(), result.rootResource(root));
    }

    /** What the roots of a group are about; a pattern like {@code 10.0.0.1:*} where they differ. */
    String targetOf(BlameResult result, int group) {
        List<String> names = new ArrayList<>();
        for (int root : rootsOfGroup.get(group)) {
            names.add(target(result, root));
        }
        return Targets.text(names, targetKeys.get(group));
    }

    int count() {
        return rootsOfGroup.size();
    }

    /** The group of a root, or {@link #NONE}. */
    int of(int root) {
        return groupOfRoot[root];
    }

    List<Integer> roots(int group) {
        return rootsOfGroup.get(group);
    }

    /** A copy, root by root, for {@code BlameQuery}. */
    int[] groupOfRoot() {
        return groupOfRoot.clone();
    }
}
