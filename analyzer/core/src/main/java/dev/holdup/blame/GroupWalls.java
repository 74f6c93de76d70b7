package dev.holdup.blame;

/** Unites the pieces of the roots of each group: wall time of rows that stand for many roots. */
final class GroupWalls implements PieceSink {
    private final RootNames names;
    private final int[] groupOfRoot;
    private final Walls walls = new Walls();

    GroupWalls(RootNames names, int[] groupOfRoot) {
        this.names = names;
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
            int victim,
            int incident,
            int endThread,
            int end,
            int path,
            int place,
            long from,
            long to,
            boolean exact) {
        addWall(names.root(endThread, end), from, to);
    }

    @Override
    public void addShare(
            int victim,
            int incident,
            int root,
            int path,
            int place,
            long from,
            long to,
            long nanos,
            boolean exact) {
        addWall(root, from, to);
    }

    private void addWall(int root, long from, long to) {
        int group = groupOfRoot[root];
        if (group >= 0) {
            walls.add(group, from, to);
        }
    }

    @Override
    public void forgetBefore(long nanos) {
        walls.makeRoom(nanos);
    }

    @Override
    public void finish() {}
}
