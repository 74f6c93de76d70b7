package dev.holdup.load.format;

import dev.holdup.base.IntColumn;
import dev.holdup.base.LongColumn;
import java.util.List;

/**
 * The stacks of one chunk as they stand in it: frames as ids of methods, innermost first. A writer
 * may instead keep the frames as constants of their own; then they are ids of frames.
 */
final class StackPool {
    private static final List<String> FRAME = List.of("method", "lineNumber");

    final RowPlan before;
    final RowPlan frame;
    final RowPlan after;
    private final boolean hasFrames;

    /** True if {@link #methods} holds ids of frames, whose lines the frames know. */
    final boolean framesAreConstants;

    private final boolean compressed;

    final LongIntMap rows = new LongIntMap();
    final IntColumn firstFrames = new IntColumn();
    final IntColumn endFrames = new IntColumn();
    final LongColumn methods = new LongColumn();
    final IntColumn lines = new IntColumn();

    /** Node of each row, set by resolving. */
    int[] nodes = new int[0];

    StackPool(JfrType type, ChunkTypes types, RowCompiler compiler, boolean compressed)
            throws DamageException {
        this.compressed = compressed;
        int split = 0;
        while (split < type.fields().size() && !type.fields().get(split).array()) {
            split++;
        }
        hasFrames = split < type.fields().size();
        List<JfrField> fields = type.fields();
        before = compiler.plan(fields.subList(0, split), List.of());
        after = compiler.plan(fields.subList(hasFrames ? split + 1 : split, fields.size()), FRAME);
        framesAreConstants = hasFrames && fields.get(split).constant();
        frame = compiler.plan(frameFields(fields, split, types), FRAME);
    }

    private List<JfrField> frameFields(List<JfrField> fields, int frames, ChunkTypes types) {
        if (framesAreConstants) {
            long type = fields.get(frames).typeId();
            return List.of(new JfrField(FRAME.get(0), type, true, false, JfrField.Unit.NONE));
        }
        JfrType type = hasFrames ? types.byId(fields.get(frames).typeId()) : null;
        return type == null ? List.of() : type.fields();
    }

    /**
     * Reads one stack.
     *
     * @return position after it, {@link RowProgram#OVERRUN} if it does not end before the limit
     */
    int read(byte[] b, int from, int limit, long[] slots, long id) {
        int p = before.program().run(b, from, limit, slots);
        if (p > limit) {
            return RowProgram.OVERRUN;
        }
        int first = methods.size();
        if (hasFrames) {
            p = readFrames(b, p, limit, slots);
            if (p > limit) {
                return RowProgram.OVERRUN;
            }
        }
        p = after.program().run(b, p, limit, slots);
        if (p <= limit && rows.putIfAbsent(id, firstFrames.size()) == firstFrames.size()) {
            firstFrames.add(first);
            endFrames.add(methods.size());
        }
        return p;
    }

    private int readFrames(byte[] b, int from, int limit, long[] slots) {
        int[] counted = {from};
        long count = count(b, counted);
        int p = counted[0];
        if (count < 0 || count > limit - p || frame.program().isEmpty()) {
            return count == 0 ? p : RowProgram.OVERRUN;
        }
        int methodSlot = frame.slot(0);
        int lineSlot = frame.slot(1);
        for (long i = 0; i < count; i++) {
            p = frame.program().run(b, p, limit, slots);
            if (p > limit) {
                return RowProgram.OVERRUN;
            }
            methods.add(slots[methodSlot]);
            lines.add(framesAreConstants ? 0 : (int) slots[lineSlot]);
        }
        return p;
    }

    private long count(byte[] b, int[] position) {
        int p = position[0];
        long value = 0;
        if (compressed) {
            int shift = 0;
            int next;
            do {
                next = b[p++];
                value |= (next & 0x7fL) << shift;
                shift += 7;
            } while (next < 0 && shift < 35);
        } else {
            for (int i = 0; i < 4; i++) {
                value = (value << 8) | (b[p++] & 0xff);
            }
        }
        position[0] = p;
        return value;
    }
}
