package dev.holdup.load.format;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;

/**
 * Frames and stacks of all chunks, each distinct one once: a stack is a node in a tree of callers.
 * Chunks number their stacks anew, so they meet here by content. Not thread-safe.
 */
public final class StackDictionary {
    /** No stack. */
    public static final int NONE = -1;

    private final LongIntMap methodIds = new LongIntMap();
    private final IntColumn methodClasses = new IntColumn();
    private final IntColumn methodNames = new IntColumn();
    private final LongIntMap frameIds = new LongIntMap();
    private final LongColumn frames = new LongColumn();
    private final LongIntMap nodeIds = new LongIntMap();
    private final IntColumn nodeParents = new IntColumn();
    private final IntColumn nodeFrames = new IntColumn();

    /** Number of a method by the symbols of its class and its name. */
    int method(int classSymbol, int nameSymbol) {
        int known = methodIds.putIfAbsent(pair(classSymbol, nameSymbol), methodClasses.size());
        if (known == methodClasses.size()) {
            methodClasses.add(classSymbol);
            methodNames.add(nameSymbol);
        }
        return known;
    }

    /** Number of a frame; {@code line} ≤ 0 if not known. */
    int frame(int method, int line) {
        long key = pair(method, Math.max(line, 0));
        int known = frameIds.putIfAbsent(key, frames.size());
        if (known == frames.size()) {
            frames.add(key);
        }
        return known;
    }

    /** Node for {@code frame} called from {@code parent}, NONE for the outermost frame. */
    int node(int parent, int frame) {
        int known = nodeIds.putIfAbsent(pair(parent, frame), nodeParents.size());
        if (known == nodeParents.size()) {
            nodeParents.add(parent);
            nodeFrames.add(frame);
        }
        return known;
    }

    /** Number of nodes; a node's parent has a lower number. */
    public int size() {
        return nodeParents.size();
    }

    public int frameCount() {
        return frames.size();
    }

    /** The caller, or {@link #NONE}. */
    public int parent(int node) {
        return nodeParents.get(node);
    }

    public int frame(int node) {
        return nodeFrames.get(node);
    }

    /** Symbol of the class of a frame's method, slashes as in the class file or dots. */
    public int classSymbol(int frame) {
        return methodClasses.get((int) (frames.get(frame) >>> 32));
    }

    /** Symbol of the name of a frame's method. */
    public int methodSymbol(int frame) {
        return methodNames.get((int) (frames.get(frame) >>> 32));
    }

    /** Line in the source, 0 if not known. */
    public int line(int frame) {
        return (int) frames.get(frame);
    }

    private static long pair(int high, int low) {
        return ((long) high << 32) | (low & 0xffff_ffffL);
    }
}
