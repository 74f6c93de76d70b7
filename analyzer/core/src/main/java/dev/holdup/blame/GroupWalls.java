package dev.holdup.blame;

/** Unites the pieces of the roots of each group: wall time of rows that stand for many roots. */
final class GroupWalls implements PieceSink {
    private final int[] groupOfRoot;
    private final Walls walls = new Walls();

    GroupWalls(int[] groupOfRoot) {
        this.groupOfRoot = groupOfRoot;
    }

    long nanos(int group) {
        return walls.nanos(group);
    }

    @Override
    public boolean wantsCells() {
        return false;
    }

    @Override
    public void add(
            int victim, int incident, int cell, int root, long from, long to, boolean exact) {
        int group = groupOfRoot[root];
        if (group >= 0) {
            walls.add(group, from, to);
        }
    }

    @Override
    public void addShare(
            int victim,
            int incident,
            int cell,
            int root,
            long from,
            long to,
            long nanos,
            boolean exact) {
        add(victim, incident, cell, root, from, to, exact);
    }

    @Override
    public boolean wantsRoom() {
        return walls.wantsRoom();
    }

    @Override
    public void forgetBefore(long nanos) {
        walls.forgetBefore(nanos);
    }

    @Override
    public void finish() {}
}
