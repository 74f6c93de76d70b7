package dev.holdup.blame;

import dev.holdup.base.IntColumn;
import dev.holdup.base.PairIndex;
import java.util.Arrays;

/**
 * Counts in how many incidents each root had a share: a wait counts once for a root, by however
 * many paths it reaches it. For each victim the roots of its present incident are kept in a list;
 * the few incidents with very many roots go on in an index.
 */
final class RootIncidents {
    private static final int NONE = -1;
    private static final int LONG_LIST = 32;

    private final RootTable roots;
    private final int[] incidentOf;
    private final int[] firstOf;
    private final int[] lengthOf;

    /** Links of the lists: root and next link; links of ended incidents are used again. */
    private final IntColumn rootOfLink = new IntColumn();

    private final IntColumn nextLink = new IntColumn();
    private int freeLink = NONE;

    private final PairIndex pairs = new PairIndex();
    private final IntColumn incidentOfPair = new IntColumn();

    RootIncidents(RootTable roots, int threads) {
        this.roots = roots;
        incidentOf = new int[threads];
        firstOf = new int[threads];
        lengthOf = new int[threads];
        Arrays.fill(incidentOf, NONE);
        Arrays.fill(firstOf, NONE);
    }

    void add(int root, int victim, int incident) {
        if (incidentOf[victim] != incident) {
            incidentOf[victim] = incident;
            forget(victim);
        }
        if (lengthOf[victim] < LONG_LIST ? addToList(root, victim) : isNew(root, victim)) {
            roots.incidents.set(root, roots.incidents.get(root) + 1);
        }
    }

    private void forget(int victim) {
        int link = firstOf[victim];
        while (link != NONE) {
            int next = nextLink.get(link);
            nextLink.set(link, freeLink);
            freeLink = link;
            link = next;
        }
        firstOf[victim] = NONE;
        lengthOf[victim] = 0;
    }

    private boolean addToList(int root, int victim) {
        if (isListed(root, victim)) {
            return false;
        }
        int link = freeLink;
        if (link == NONE) {
            link = rootOfLink.size();
            rootOfLink.add(root);
            nextLink.add(firstOf[victim]);
        } else {
            freeLink = nextLink.get(link);
            rootOfLink.set(link, root);
            nextLink.set(link, firstOf[victim]);
        }
        firstOf[victim] = link;
        lengthOf[victim]++;
        return true;
    }

    private boolean isListed(int root, int victim) {
        for (int link = firstOf[victim]; link != NONE; link = nextLink.get(link)) {
            if (rootOfLink.get(link) == root) {
                return true;
            }
        }
        return false;
    }

    /** The list is full: the rest of this incident's roots are looked up by root and victim. */
    private boolean isNew(int root, int victim) {
        if (isListed(root, victim)) {
            return false;
        }
        int pair = pairs.intern(root, victim);
        if (pair == incidentOfPair.size()) {
            incidentOfPair.add(NONE);
        }
        boolean found = incidentOfPair.get(pair) == incidentOf[victim];
        incidentOfPair.set(pair, incidentOf[victim]);
        return !found;
    }
}
