package dev.holdup.query;

import dev.holdup.model.ThreadTable;
import java.util.Arrays;
import java.util.Locale;

/**
 * Order of threads as people expect it: {@code worker-9} before {@code worker-10}, capitals as
 * small letters; equal names by their rows.
 */
final class NameOrder {
    private NameOrder() {}

    /** The place of each thread in that order. */
    static int[] ranks(ThreadTable threads) {
        Integer[] order = new Integer[threads.size()];
        String[] keys = new String[threads.size()];
        for (int thread = 0; thread < order.length; thread++) {
            order[thread] = thread;
            keys[thread] = key(threads.name(thread));
        }
        Arrays.sort(
                order,
                (a, b) -> {
                    int byName = keys[a].compareTo(keys[b]);
                    return byName != 0 ? byName : Integer.compare(a, b);
                });
        int[] ranks = new int[order.length];
        for (int place = 0; place < order.length; place++) {
            ranks[order[place]] = place;
        }
        return ranks;
    }

    /** The name with the number of its digits before each number, so that texts order by value. */
    static String key(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        StringBuilder key = new StringBuilder(small.length() + 4);
        int at = 0;
        while (at < small.length()) {
            char c = small.charAt(at);
            if (c < '0' || c > '9') {
                key.append(c);
                at++;
                continue;
            }
            int first = at;
            while (first < small.length() && small.charAt(first) == '0') {
                first++;
            }
            int end = first;
            while (end < small.length() && small.charAt(end) >= '0' && small.charAt(end) <= '9') {
                end++;
            }
            key.append('0').append((char) (end - first)).append(small, first, end);
            at = end;
        }
        return key.toString();
    }
}
