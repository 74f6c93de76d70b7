package dev.holdup.load.format;

import java.util.ArrayList;
import java.util.List;

/**
 * One event, field by field, without objects: a cursor that is moved from event to event. Fields
 * are numbered as in the request. A field the recording does not have reads as 0, NONE or empty;
 * {@link #has} tells the difference. One thread.
 */
public final class EventRow {
    /** No thread, stack or symbol. */
    public static final int NONE = -1;

    private static final List<String> STANDARD =
            List.of("startTime", "duration", "eventThread", "stackTrace");
    private static final int START = 0;
    private static final int DURATION = 1;
    private static final int THREAD = 2;
    private static final int STACK = 3;
    private static final int FIRST = 4;

    private static final RowPlan NOTHING =
            new RowPlan(
                    new RowProgram(new int[0], new RowProgram[0], 1, true), new int[0], List.of());

    private final long[] values = new long[RowPlan.MAX_SLOTS + 16];
    private final StringBytes converted;
    private final ChunkClock clock;
    private final ChunkConstants constants;
    private final IdTable threads;
    private final IdTable stacks;
    private final ChunkTypes types;
    private final SymbolDictionary symbols;

    private byte[] bytes = new byte[0];
    private RowPlan plan = NOTHING;
    private long missing;

    EventRow(
            ChunkClock clock,
            ChunkConstants constants,
            ChunkTypes types,
            SymbolDictionary symbols,
            boolean compressed) {
        this.clock = clock;
        this.constants = constants;
        threads = constants.threads();
        stacks = constants.stacks();
        this.types = types;
        this.symbols = symbols;
        converted = new StringBytes(compressed);
    }

    static List<String> withStandard(List<String> wanted) {
        List<String> all = new ArrayList<>(STANDARD);
        all.addAll(wanted);
        return all;
    }

    /** Moves to an event; false if it does not end before the limit. */
    @SuppressWarnings("ReferenceEquality") // only to do without a store
    boolean read(RowPlan plan, byte[] b, int from, int limit) {
        // Most events are like the one before, and to store a reference costs a barrier.
        if (bytes != b) {
            bytes = b;
        }
        if (this.plan != plan) {
            this.plan = plan;
        }
        return plan.program().run(b, from, limit, values) <= limit;
    }

    /** References to constants the chunk does not have, over all rows so far. */
    long missingConstants() {
        return missing;
    }

    /** Start of the event in the trace. */
    public long startNanos() {
        return clock.nanos(values[plan.slot(START)]);
    }

    /** Duration of the event, 0 if it has none. */
    public long durationNanos() {
        return clock.spanNanos(values[plan.slot(DURATION)]);
    }

    /** Thread that wrote the event. */
    public int thread() {
        return threadOf(THREAD);
    }

    /** Stack of the event. */
    public int stack() {
        long id = values[plan.slot(STACK)];
        int stack = stacks.get(id);
        if (stack == NONE && id != 0) {
            missing++;
        }
        return stack;
    }

    /** True if the recording has this field for this event. */
    public boolean has(int field) {
        return plan.field(FIRST + field) != null;
    }

    /** An integer, as it stands. */
    public long number(int field) {
        return values[plan.slot(FIRST + field)];
    }

    public boolean flag(int field) {
        return number(field) != 0;
    }

    /** A time span or an instant since 1970, to nanoseconds by the unit the recording states. */
    public long nanos(int field) {
        JfrField described = plan.field(FIRST + field);
        long value = number(field);
        if (described == null) {
            return 0;
        }
        return switch (described.unit()) {
            case NONE, NANOS -> value;
            case TICKS -> clock.spanNanos(value);
            case MICROS, MILLIS, SECONDS, EPOCH_MILLIS -> saturated(value, described.unit().nanos);
        };
    }

    /** The thread a field refers to. */
    public int thread(int field) {
        return threadOf(FIRST + field);
    }

    /** The thread whose {@code Thread.threadId()} is the number in a field; NONE for 0. */
    public int javaThread(int field) {
        return constants.javaThread(number(field), false);
    }

    /** Like {@link #javaThread}, for a field that always holds a virtual thread. */
    public int virtualThread(int field) {
        return constants.javaThread(number(field), true);
    }

    /**
     * Symbol, of the chunk, of a string, of the name of a class, or of any constant that is text.
     */
    public int symbol(int field) {
        JfrField described = plan.field(FIRST + field);
        if (described == null) {
            return NONE;
        }
        int slot = plan.slot(FIRST + field);
        if (described.constant()) {
            return constants.text(described.typeId(), values[slot]);
        }
        JfrType type = types.byId(described.typeId());
        if (type == null || !type.isString()) {
            return NONE;
        }
        int encoding = (int) values[slot];
        if (encoding == StringBytes.CONSTANT) {
            return constants.string(values[slot + 1]);
        }
        return SlotText.symbol(symbols, converted, bytes, encoding, values[slot + 1]);
    }

    /** A string, the name of a class, or any constant that is text; empty if there is none. */
    public String text(int field) {
        int symbol = symbol(field);
        return symbol == NONE ? "" : symbols.text(symbol);
    }

    /** The text of a {@link #symbol} of this row. */
    public String textOf(int symbol) {
        return symbols.text(symbol);
    }

    /** Full name of the type with this id in this chunk, empty if there is none. */
    public String typeName(long id) {
        JfrType type = types.byId(id);
        return type == null ? "" : type.name();
    }

    private int threadOf(int index) {
        long id = values[plan.slot(index)];
        int thread = threads.get(id);
        if (thread == NONE && id != 0) {
            missing++;
        }
        return thread;
    }

    private static long saturated(long value, long factor) {
        long limit = Long.MAX_VALUE / factor;
        return value > limit ? Long.MAX_VALUE : value < -limit ? Long.MIN_VALUE : value * factor;
    }
}
