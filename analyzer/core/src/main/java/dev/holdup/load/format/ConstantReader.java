package dev.holdup.load.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the checkpoint events of a chunk into its pools.
 *
 * <pre>
 *   size  type=1  start  duration  delta  flush  n pool*n
 *   pool = type  n (id row)*n
 * </pre>
 *
 * {@code delta} leads to the checkpoint before, 0 at the first. Constants refer to each other over
 * checkpoints in any direction, so nothing is resolved here.
 */
final class ConstantReader {
    /** Constants are rarely longer; a longer one is read again with more room. */
    private static final int ROOM = 8 << 10;

    private final ChunkInput input;
    private final ChunkTypes types;
    private final boolean compressed;
    private final RowCompiler compiler;
    private final SymbolDictionary symbols;
    private final StringBytes converted;
    private final long[] slots = new long[RowPlan.MAX_SLOTS + 16];

    final Map<Long, ConstantPool> pools = new HashMap<>();
    @Nullable StackPool stacks;

    /** {@code symbols} receives the strings. */
    ConstantReader(
            ChunkInput input, ChunkTypes types, boolean compressed, SymbolDictionary symbols) {
        this.input = input;
        this.types = types;
        this.compressed = compressed;
        this.symbols = symbols;
        compiler = new RowCompiler(types, compressed);
        converted = new StringBytes(compressed);
    }

    /**
     * Reads the checkpoint at {@code position}.
     *
     * @return its delta
     * @throws DamageException if it is not one, or ends before its rows do; rows read until then
     *     stay
     */
    long read(long position) throws IOException, DamageException {
        int size = EventSize.read(input, position, compressed);
        long end = position + size;
        input.fill(Math.min(size, ROOM));
        input.readInteger(4, compressed);
        long type = input.readInteger(8, compressed);
        if (type != 1) {
            throw new DamageException(position, "a checkpoint event, type 1", "type " + type);
        }
        input.readInteger(8, compressed);
        input.readInteger(8, compressed);
        long delta = input.readInteger(8, compressed);
        input.readByte();
        long poolCount = input.readInteger(4, compressed);
        for (long i = 0; i < poolCount; i++) {
            input.fill(EventSize.HEAD);
            if (input.filePosition() >= end) {
                throw new DamageException(
                        position, poolCount + " pools of constants", i + " before its end");
            }
            readPool(end);
        }
        return delta;
    }

    private void readPool(long end) throws IOException, DamageException {
        long at = input.filePosition();
        long typeId = input.readInteger(8, compressed);
        long count = input.readInteger(4, compressed);
        JfrType type = types.byId(typeId);
        if (type == null) {
            throw new DamageException(at, "constants of a known type", "type " + typeId);
        }
        if (count < 0 || count > end - at) {
            throw new DamageException(
                    at, "a number of constants that fits in " + (end - at) + " bytes", "" + count);
        }
        ConstantPool pool = pools.get(typeId);
        if (pool == null) {
            pool = newPool(type);
            pools.put(typeId, pool);
        }
        for (long i = 0; i < count; i++) {
            readConstant(pool, end);
        }
    }

    private void readConstant(ConstantPool pool, long end) throws IOException, DamageException {
        int room = ROOM;
        while (true) {
            input.fill(room);
            int from = input.position;
            long start = input.filePosition();
            long left = end - start;
            int limit = (int) Math.min(input.limit, from + left);
            long id = input.readInteger(8, compressed);
            int next = readRow(pool, input.position, limit, id);
            if (next <= limit) {
                input.position = next;
                return;
            }
            input.position = from;
            // With that much asked for, what is not there now is not in the file.
            boolean askedForAll = room >= Math.min(left, ChunkInput.MAX_WINDOW);
            if (input.available() >= left || askedForAll) {
                throw new DamageException(
                        start,
                        "a constant that ends within its " + left + " bytes",
                        "one that does not");
            }
            room = (int) Math.min(left, Math.max(room, input.available()) * 2L);
        }
    }

    private int readRow(ConstantPool pool, int from, int limit, long id) {
        StackPool stackPool = stacks;
        if (pool.kind == ConstantPool.Kind.STACK && stackPool != null) {
            return stackPool.read(input.bytes, from, limit, slots, id);
        }
        int next = pool.plan.program().run(input.bytes, from, limit, slots);
        if (next > limit || pool.kind == ConstantPool.Kind.SKIPPED) {
            return next;
        }
        int row = pool.columns[0].size();
        // Checkpoints are read from the last to the first: the first value seen is the newest.
        if (pool.rows.putIfAbsent(id, row) == row) {
            for (int column = 0; column < pool.columns.length; column++) {
                pool.columns[column].add(value(pool.plan, column));
            }
        }
        return next;
    }

    private long value(RowPlan plan, int column) {
        JfrField field = plan.field(column);
        int slot = plan.slot(column);
        if (field == null) {
            return MISSING;
        }
        if (field.constant() || !isString(field)) {
            return slots[slot];
        }
        return text(slot);
    }

    /** Value of a field the type does not have. */
    static final long MISSING = Long.MIN_VALUE;

    /** Values below this refer to the string constant {@code -value + STRING_CONSTANT}. */
    static final long STRING_CONSTANT = -16;

    private long text(int slot) {
        int encoding = (int) slots[slot];
        if (encoding == StringBytes.CONSTANT) {
            return STRING_CONSTANT - slots[slot + 1];
        }
        return SlotText.symbol(symbols, converted, input.bytes, encoding, slots[slot + 1]);
    }

    private boolean isString(JfrField field) {
        JfrType type = types.byId(field.typeId());
        return type != null && type.isString();
    }

    private ConstantPool newPool(JfrType type) throws DamageException {
        ConstantPool.Kind kind = ConstantPool.Kind.of(type);
        if (type.isString()) {
            // The type String has no fields in the metadata: its constants are one string each.
            JfrField itself = new JfrField("string", type.id(), false, false, JfrField.Unit.NONE);
            return new ConstantPool(kind, compiler.plan(List.of(itself), List.of("string")), 1);
        }
        if (kind == ConstantPool.Kind.STACK) {
            stacks = new StackPool(type, types, compiler, compressed);
            return new ConstantPool(kind, compiler.plan(List.of(), List.of()), 0);
        }
        List<String> wanted = kind.fields();
        if (kind == ConstantPool.Kind.TEXT) {
            // Damaged metadata may have a type without fields.
            if (type.fields().isEmpty() || !isString(type.fields().get(0))) {
                kind = ConstantPool.Kind.SKIPPED;
            } else {
                wanted = List.of(type.fields().get(0).name());
            }
        }
        return new ConstantPool(kind, compiler.plan(type.fields(), wanted), wanted.size());
    }
}
