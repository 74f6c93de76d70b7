package dev.holdup.model;

import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.IntColumn;
import dev.holdup.base.PairIndex;
import dev.holdup.base.TextColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Stacks as a prefix tree: a node is (parent, frame), the parent being the caller; a stack is named
 * by the node of its innermost frame. Frames are written {@code pkg.Class.method:line}, without
 * {@code :line} when the line is not known.
 */
public final class StackTable {
    /** No stack. */
    public static final int NONE = -1;

    private final IntColumn parents = new IntColumn();
    private final IntColumn frames = new IntColumn();
    private final TextColumn frameTexts = new TextColumn();
    private final Map<String, Integer> frameIds = new HashMap<>();
    private final PairIndex nodes = new PairIndex();

    StackTable() {}

    int frame(String text) {
        Integer known = frameIds.putIfAbsent(text, frameTexts.size());
        if (known != null) {
            return known;
        }
        frameTexts.add(text);
        return frameTexts.size() - 1;
    }

    /**
     * Node for {@code frame} called from {@code parent}; {@link #NONE} as parent for the outermost
     * frame.
     */
    int node(int parent, int frame) {
        int node = nodes.intern(parent, frame);
        if (node == parents.size()) {
            parents.add(parent);
            frames.add(frame);
        }
        return node;
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(parents);
        visitor.visit(frames);
        visitor.visit(frameTexts);
    }

    /** True if every stack ends, and whatever a row refers to exists; a file may claim anything. */
    boolean isSound() {
        for (int node = 0; node < parents.size(); node++) {
            if (parents.get(node) < NONE || parents.get(node) >= node) {
                return false;
            }
        }
        return frames.size() == parents.size() && frames.isWithin(0, frameTexts.size() - 1);
    }

    /** Number of nodes; stacks are 0 … size - 1. */
    public int size() {
        return parents.size();
    }

    /** The caller's node, or {@link #NONE} for the outermost frame. */
    public int parent(int stack) {
        return parents.get(stack);
    }

    /** Frame id of the innermost frame, to compare and to look up by {@link #frameText}. */
    public int frameId(int stack) {
        return frames.get(stack);
    }

    public int frameCount() {
        return frameTexts.size();
    }

    public String frameText(int frameId) {
        return frameTexts.get(frameId);
    }

    /** All frames, innermost first; empty for {@link #NONE}. */
    public List<String> texts(int stack) {
        List<String> texts = new ArrayList<>();
        for (int node = stack; node != NONE; node = parents.get(node)) {
            texts.add(frameTexts.get(frames.get(node)));
        }
        return texts;
    }
}
