package dev.holdup.report;

/** Which row of a blame table a root of the result belongs to. Immutable. */
final class RootRows {
    private final int[] idOfRoot;

    /** Takes the array over; 0 stands for no row. */
    RootRows(int[] idOfRoot) {
        this.idOfRoot = idOfRoot;
    }

    /** Id of the row, or 0 if the root has none: NO_WORK, or no selected victim. */
    int idOf(int root) {
        return root >= 0 && root < idOfRoot.length ? idOfRoot[root] : 0;
    }
}
