package dev.holdup.query;

import dev.holdup.model.ThreadTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which threads belong together: those the recording puts into one group, else those whose names
 * differ only in numbers, as the threads of a pool do.
 */
final class ThreadGroups {
    private final int[] groupOfThread;
    private final int[] members;
    private final List<String> names = new ArrayList<>();
    private int[] firstOfGroup = new int[1];

    private ThreadGroups(int threads) {
        groupOfThread = new int[threads];
        members = new int[threads];
    }

    static ThreadGroups of(ThreadTable threads) {
        ThreadGroups groups = new ThreadGroups(threads.size());
        Map<String, Integer> known = new HashMap<>();
        for (int thread = 0; thread < threads.size(); thread++) {
            String name = groupName(threads, thread);
            Integer group = known.get(name);
            if (group == null) {
                group = groups.names.size();
                known.put(name, group);
                groups.names.add(name);
            }
            groups.groupOfThread[thread] = group;
        }
        groups.sortMembers();
        return groups;
    }

    private static String groupName(ThreadTable threads, int thread) {
        String name = threads.name(thread);
        if (threads.isCarrier(thread)) {
            return "carriers";
        }
        if (threads.isVirtual(thread)) {
            int creator = threads.creator(thread);
            String pattern = pattern(name);
            if (!pattern.isEmpty() && !pattern.equals("*")) {
                return "virtual " + pattern;
            }
            return creator == ThreadTable.NONE
                    ? "virtual threads"
                    : "virtual threads of " + threads.name(creator);
        }
        return pattern(name);
    }

    /** The name with each run of digits replaced by a star. */
    static String pattern(String name) {
        StringBuilder pattern = new StringBuilder(name.length());
        boolean inDigits = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit) {
                pattern.append(c);
            } else if (!inDigits) {
                pattern.append('*');
            }
            inDigits = digit;
        }
        return pattern.toString();
    }

    /** Threads of a group, in order of their rows. */
    int[] members(int group) {
        return Arrays.copyOfRange(members, firstOfGroup[group], firstOfGroup[group + 1]);
    }

    int size(int group) {
        return firstOfGroup[group + 1] - firstOfGroup[group];
    }

    private void sortMembers() {
        firstOfGroup = new int[names.size() + 1];
        for (int group : groupOfThread) {
            firstOfGroup[group + 1]++;
        }
        for (int group = 0; group < names.size(); group++) {
            firstOfGroup[group + 1] += firstOfGroup[group];
        }
        int[] next = firstOfGroup.clone();
        for (int thread = 0; thread < groupOfThread.length; thread++) {
            members[next[groupOfThread[thread]]++] = thread;
        }
    }

    int of(int thread) {
        return groupOfThread[thread];
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
