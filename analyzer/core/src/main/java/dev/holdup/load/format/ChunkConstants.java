package dev.holdup.load.format;

import dev.holdup.base.LongColumn;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The constants of one chunk, resolved: ids of the chunk on one side, symbols of the chunk and
 * threads and stacks of everybody on the other. One thread.
 */
final class ChunkConstants {
    /** Frames of our own hooks stand on top of what the application did and say nothing. */
    private static final byte[] HOOK_PREFIX =
            "dev/holdup/boot/".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] HOOK_PREFIX_DOTS =
            "dev.holdup.boot.".getBytes(StandardCharsets.US_ASCII);

    private final Dictionaries shared;
    private final int jvm;
    private final int symbolCount;
    private final LongIntMap javaThreads = new LongIntMap();
    private final Map<Long, ConstantPool> pools;
    private final @Nullable StackPool stacks;
    private final @Nullable ConstantPool strings;
    private IdTable stackIds = IdTable.EMPTY;
    private @Nullable ConstantPool threads;
    private @Nullable ConstantPool classes;
    private @Nullable ConstantPool methods;
    private @Nullable ConstantPool groups;
    private @Nullable ConstantPool frames;

    private ChunkConstants(
            ConstantReader read,
            ChunkTypes types,
            SymbolDictionary local,
            Dictionaries shared,
            int jvm) {
        symbolCount = local.size();
        this.shared = shared;
        this.jvm = jvm;
        pools = read.pools;
        stacks = read.stacks;
        ConstantPool foundStrings = null;
        for (Map.Entry<Long, ConstantPool> entry : pools.entrySet()) {
            ConstantPool pool = entry.getValue();
            JfrType type = types.byId(entry.getKey());
            switch (pool.kind) {
                case THREAD -> threads = pool;
                case CLASS -> classes = pool;
                case METHOD -> methods = pool;
                case GROUP -> groups = pool;
                case FRAME -> frames = pool;
                case TEXT -> {
                    if (type != null && type.isString()) {
                        foundStrings = pool;
                    }
                }
                case STACK, SKIPPED -> {
                    // Stacks have a pool of their own.
                }
            }
        }
        strings = foundStrings;
    }

    /**
     * Resolves what was read: (1) texts, (2) classes and groups, (3) threads, (4) methods and
     * stacks. Call with the lock of {@code shared} held.
     *
     * @param local symbols of the chunk
     * @param jvm number of the JVM
     */
    static ChunkConstants resolve(
            ConstantReader read,
            ChunkTypes types,
            SymbolDictionary local,
            Dictionaries shared,
            int jvm) {
        ChunkConstants constants = new ChunkConstants(read, types, local, shared, jvm);
        constants.resolveTexts();
        constants.resolveNames(constants.classes);
        constants.resolveNames(constants.groups);
        constants.resolveThreads(local, shared, jvm);
        constants.resolveStacks(local, shared);
        return constants;
    }

    /** Threads of everybody. */
    IdTable threads() {
        return threads == null ? IdTable.EMPTY : threads.ids();
    }

    /** Nodes of everybody. */
    IdTable stacks() {
        return stackIds;
    }

    /** Thread of everybody by its id in Java, a new one if nobody knew it; NONE for 0. */
    int javaThread(long javaId, boolean virtual) {
        if (javaId <= 0) {
            return NONE;
        }
        int known = javaThreads.get(javaId);
        if (known == NONE) {
            synchronized (shared) {
                known = shared.threads().intern(jvm, javaId, 0);
                if (virtual) {
                    shared.threads().markVirtual(known);
                }
            }
            javaThreads.putIfAbsent(javaId, known);
        }
        return known;
    }

    /** Symbol of the chunk for a constant of any type that is a text, or NONE. */
    int text(long typeId, long id) {
        ConstantPool pool = pools.get(typeId);
        return pool == null ? LongIntMap.NONE : pool.resolve(id);
    }

    /** Symbol of the chunk for a constant string, or NONE. */
    int string(long id) {
        return strings == null ? LongIntMap.NONE : strings.resolve(id);
    }

    private void resolveTexts() {
        ConstantPool stringPool = strings;
        if (stringPool != null) {
            stringPool.resolved = narrow(stringPool.columns[0]);
            stringPool.index();
        }
        for (ConstantPool pool : pools.values()) {
            if (pool.kind == ConstantPool.Kind.TEXT && pool != stringPool) {
                pool.resolved = new int[pool.size()];
                for (int row = 0; row < pool.size(); row++) {
                    pool.resolved[row] = symbol(pool.columns[0].get(row));
                }
                pool.index();
            }
        }
    }

    /** A value read for a string field: a symbol, or a string constant. */
    private int symbol(long value) {
        if (value <= ConstantReader.STRING_CONSTANT && value != ConstantReader.MISSING) {
            return string(ConstantReader.STRING_CONSTANT - value);
        }
        // Damaged metadata may call a number a name.
        return value < 0 || value >= symbolCount ? SymbolDictionary.NONE : (int) value;
    }

    private void resolveNames(@Nullable ConstantPool pool) {
        if (pool == null) {
            return;
        }
        NameField name = NameField.of(pool, 0);
        pool.resolved = new int[pool.size()];
        for (int row = 0; row < pool.size(); row++) {
            pool.resolved[row] = name(pool.columns[0].get(row), name);
        }
        pool.index();
    }

    /** Where the name of a thing stands: in the row, or as a constant of another type. */
    private record NameField(boolean constant, long typeId) {
        static NameField of(ConstantPool pool, int column) {
            JfrField field = pool.plan.field(column);
            return field == null
                    ? new NameField(false, 0)
                    : new NameField(field.constant(), field.typeId());
        }
    }

    private int name(long value, NameField field) {
        return field.constant ? text(field.typeId, value) : symbol(value);
    }

    private void resolveThreads(SymbolDictionary local, Dictionaries shared, int jvm) {
        ConstantPool pool = threads;
        if (pool == null) {
            return;
        }
        NameField osNameField = NameField.of(pool, 0);
        NameField javaNameField = NameField.of(pool, 2);
        pool.resolved = new int[pool.size()];
        for (int row = 0; row < pool.size(); row++) {
            long osId = pool.columns[1].get(row);
            long javaId = pool.columns[3].get(row);
            int name = name(pool.columns[2].get(row), javaNameField);
            if (name == SymbolDictionary.NONE) {
                name = name(pool.columns[0].get(row), osNameField);
            }
            int group = groups == null ? LongIntMap.NONE : groups.resolve(pool.columns[4].get(row));
            int thread = shared.threads().intern(jvm, javaId, osId);
            shared.threads()
                    .describe(
                            thread,
                            global(name, local, shared),
                            global(group, local, shared),
                            pool.columns[5].get(row) > 0,
                            osId);
            pool.resolved[row] = thread;
        }
        pool.index();
    }

    private static int global(int symbol, SymbolDictionary local, Dictionaries shared) {
        return symbol == SymbolDictionary.NONE
                ? SymbolDictionary.NONE
                : shared.symbols().internFrom(local, symbol);
    }

    private void resolveStacks(SymbolDictionary local, Dictionaries shared) {
        StackPool pool = stacks;
        if (pool == null) {
            return;
        }
        resolveMethods(local, shared);
        pool.nodes = new int[pool.firstFrames.size()];
        for (int row = 0; row < pool.nodes.length; row++) {
            int first = pool.firstFrames.get(row);
            int end = pool.endFrames.get(row);
            int node = StackDictionary.NONE;
            for (int frame = end - 1; frame >= first; frame--) {
                long id = pool.methods.get(frame);
                node =
                        pool.framesAreConstants
                                ? constantFrame(node, id, shared)
                                : frame(node, id, pool.lines.get(frame), shared);
            }
            pool.nodes[row] = node;
        }
        stackIds = new IdTable(pool.rows, pool.nodes);
    }

    private int constantFrame(int node, long id, Dictionaries shared) {
        ConstantPool pool = frames;
        int row = pool == null ? NONE : pool.rows.get(id);
        return row == NONE || pool == null
                ? frame(node, NONE, 0, shared)
                : frame(node, pool.columns[0].get(row), (int) pool.columns[1].get(row), shared);
    }

    /** The node one frame further in; the same for a frame of our own hooks. */
    private int frame(int node, long methodId, int line, Dictionaries shared) {
        int method = methods == null ? NONE : methods.resolve(methodId);
        if (method == HOOK) {
            return node;
        }
        if (method == NONE) {
            method = unknownMethod(shared);
        }
        return shared.stacks().node(node, shared.stacks().frame(method, line));
    }

    private static final int NONE = LongIntMap.NONE;
    private static final int HOOK = -2;

    private void resolveMethods(SymbolDictionary local, Dictionaries shared) {
        ConstantPool pool = methods;
        if (pool == null) {
            return;
        }
        NameField nameField = NameField.of(pool, 1);
        pool.resolved = new int[pool.size()];
        for (int row = 0; row < pool.size(); row++) {
            int type = classes == null ? NONE : classes.resolve(pool.columns[0].get(row));
            int name = name(pool.columns[1].get(row), nameField);
            if (type != NONE
                    && (local.startsWith(type, HOOK_PREFIX)
                            || local.startsWith(type, HOOK_PREFIX_DOTS))) {
                pool.resolved[row] = HOOK;
                continue;
            }
            pool.resolved[row] =
                    type == NONE || name == NONE
                            ? NONE
                            : shared.stacks()
                                    .method(
                                            global(type, local, shared),
                                            global(name, local, shared));
        }
        pool.index();
    }

    /** A frame whose method the chunk does not describe is kept, so that depths stay right. */
    private static int unknownMethod(Dictionaries shared) {
        int unknown = shared.symbols().intern("unknown");
        return shared.stacks().method(unknown, unknown);
    }

    private int[] narrow(LongColumn column) {
        int[] values = new int[column.size()];
        for (int i = 0; i < values.length; i++) {
            long value = column.get(i);
            values[i] = value < 0 || value >= symbolCount ? SymbolDictionary.NONE : (int) value;
        }
        return values;
    }
}
