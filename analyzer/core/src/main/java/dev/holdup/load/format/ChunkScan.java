package dev.holdup.load.format;

import dev.holdup.base.LongColumn;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Reads one chunk: metadata, then constants, then every event once. One thread. */
public final class ChunkScan {
    private static final int CONSTANT_WINDOW = 64 << 10;
    private static final int DENSE_TYPES = 16 << 10;
    private static final long PROGRESS_BYTES = 4 << 20;

    private final ByteSource source;
    private final ChunkHeader header;
    private final long end;
    private final List<ChunkPlace> neighbours;
    private final ChunkClock clock;
    private final Dictionaries shared;
    private final int jvm;
    private final int window;

    private final SymbolDictionary symbols = new SymbolDictionary();
    private final DamageLog damage = new DamageLog();
    private final Map<Long, EventTally> tallies = new HashMap<>();
    private long missingConstants;
    private ChunkLoss loss = ChunkLoss.NOTHING;

    /**
     * @param place of the chunk
     * @param neighbours other chunks of the same JVM, nearest first: their types serve if this
     *     one's cannot be read
     * @param clock of the chunk
     * @param shared dictionaries of all chunks
     * @param jvm number of the JVM in the dictionary of threads
     * @param window bytes to read at once
     */
    public ChunkScan(
            ChunkPlace place,
            List<ChunkPlace> neighbours,
            ChunkClock clock,
            Dictionaries shared,
            int jvm,
            int window) {
        source = place.source();
        header = place.header();
        end = place.endPosition();
        this.neighbours = List.copyOf(neighbours);
        this.clock = clock;
        this.shared = shared;
        this.jvm = jvm;
        this.window = window;
    }

    /** Strings of this chunk; what handlers got as symbols. */
    public SymbolDictionary symbols() {
        return symbols;
    }

    public DamageLog damage() {
        return damage;
    }

    /** Counts by event. */
    public List<EventTally> tallies() {
        return List.copyOf(tallies.values());
    }

    /** Where events are missing. */
    public ChunkLoss loss() {
        for (EventTally tally : tallies.values()) {
            if (tally.broken() > 0) {
                return ChunkLoss.ANYWHERE;
            }
        }
        return loss;
    }

    /** References to constants that are not in the chunk. */
    public long missingConstants() {
        return missingConstants;
    }

    /**
     * Reads the chunk: (1) metadata, (2) constants, (3) resolve them, (4) make plans, (5) events.
     *
     * @param turns decides when this chunk may resolve its constants
     * @param turn number of this chunk among them
     * @param requests the events wanted
     * @param progress gets the number of bytes done since the last call
     * @throws IOException if the file cannot be read; damage is no reason, see {@link #damage}
     */
    public void run(
            ResolveTurns turns, int turn, List<EventRequest> requests, LongConsumer progress)
            throws IOException {
        // (1)
        ChunkInput constantInput = new ChunkInput(source, end, CONSTANT_WINDOW);
        ChunkTypes types = readTypes(constantInput);
        // (2)
        ConstantReader constantReader =
                new ConstantReader(constantInput, types, header.compressed(), symbols);
        readConstants(constantInput, constantReader, types);
        // (3)
        ChunkConstants constants;
        turns.await(turn);
        synchronized (shared) {
            constants = ChunkConstants.resolve(constantReader, types, symbols, shared, jvm);
        }
        turns.done(turn);
        // (4)
        Map<Long, EventPlan> plans = plans(types, requests);
        // (5)
        EventRow row = new EventRow(clock, constants, types, symbols, header.compressed());
        readEvents(types, plans, row, progress);
        missingConstants = row.missingConstants();
    }

    /** Types from where the header says, else the last ones anywhere, else a neighbour's. */
    private ChunkTypes readTypes(ChunkInput input) throws IOException {
        ChunkTypes types = readTypes(input, header, end);
        for (int i = 0; i < neighbours.size() && types == null; i++) {
            ChunkPlace place = neighbours.get(i);
            ChunkInput other = new ChunkInput(place.source(), place.endPosition(), CONSTANT_WINDOW);
            types = readTypes(other, place.header(), place.endPosition());
        }
        if (types != null) {
            return types;
        }
        damage.add(
                "metadata",
                new DamageException(header.position(), "a readable metadata event", "none"));
        loss = ChunkLoss.ANYWHERE;
        return new ChunkTypes(List.of());
    }

    private @Nullable ChunkTypes readTypes(ChunkInput input, ChunkHeader of, long ofEnd)
            throws IOException {
        MetadataReader reader = new MetadataReader(input, of.compressed());
        if (of.metadataOffset() >= ChunkHeader.LENGTH) {
            try {
                return reader.read(of.position() + of.metadataOffset());
            } catch (DamageException e) {
                damage.add("metadata", e);
            }
        }
        LongColumn found = ChunkIndex.scan(input, of, ofEnd, null).metadata;
        for (int i = found.size() - 1; i >= 0; i--) {
            try {
                return reader.read(found.get(i));
            } catch (DamageException e) {
                damage.add("metadata", e);
            }
        }
        return null;
    }

    /** Follows the chain of checkpoints; where it breaks, looks for all of them. */
    private void readConstants(ChunkInput input, ConstantReader reader, ChunkTypes types)
            throws IOException {
        Set<Long> seen = new HashSet<>();
        long at = header.position() + header.constantsOffset();
        boolean whole = header.constantsOffset() >= ChunkHeader.LENGTH && !header.open();
        while (whole) {
            if (!seen.add(at)) {
                damage.add(
                        "constants",
                        new DamageException(at, "a chain of checkpoints that ends", "a cycle"));
                whole = false;
                break;
            }
            long delta = readCheckpoint(reader, at);
            if (delta == BROKEN) {
                whole = false;
            } else if (delta == 0) {
                break;
            }
            at += delta;
        }
        if (!whole) {
            LongColumn found = ChunkIndex.scan(input, header, end, types).checkpoints;
            for (int i = found.size() - 1; i >= 0; i--) {
                if (seen.add(found.get(i))) {
                    readCheckpoint(reader, found.get(i));
                }
            }
        }
    }

    private static final long BROKEN = Long.MIN_VALUE;

    private long readCheckpoint(ConstantReader reader, long at) throws IOException {
        try {
            return reader.read(at);
        } catch (DamageException e) {
            damage.add("constants", e);
            return BROKEN;
        }
    }

    /** What to do with the events of one type. */
    private record EventPlan(RowPlan row, EventRequest.RowHandler handler, EventTally tally) {}

    private Map<Long, EventPlan> plans(ChunkTypes types, List<EventRequest> requests) {
        Map<String, EventRequest> byName = new HashMap<>();
        for (EventRequest request : requests) {
            byName.put(request.event(), request);
        }
        RowCompiler compiler = new RowCompiler(types, header.compressed());
        Map<Long, EventPlan> plans = new HashMap<>();
        for (JfrType type : types.all()) {
            EventRequest request = byName.get(currentName(type.name()));
            if (request == null) {
                continue;
            }
            try {
                RowPlan plan = compiler.prefix(type, EventRow.withStandard(request.fields()));
                EventTally tally = new EventTally(request.event(), true);
                tallies.put(type.id(), tally);
                plans.put(type.id(), new EventPlan(plan, request.handler(), tally));
            } catch (DamageException e) {
                damage.add(type.name(), e);
            }
        }
        return plans;
    }

    /** JDK 9 and 10 wrote the JVM's events under another prefix. */
    private static String currentName(String name) {
        return name.startsWith("com.oracle.jdk.")
                ? "jdk." + name.substring("com.oracle.jdk.".length())
                : name;
    }

    private void readEvents(
            ChunkTypes types, Map<Long, EventPlan> plans, EventRow row, LongConsumer progress)
            throws IOException {
        @Nullable EventPlan[] dense = dense(plans);
        int[] skipped = new int[DENSE_TYPES];
        ChunkInput input = new ChunkInput(source, end, window);
        long at = header.position() + ChunkHeader.LENGTH;
        long told = header.position();
        input.seek(at, 0);
        while (at < end) {
            if (input.available() < EventSize.HEAD) {
                input.fill(window);
            }
            if (at - told >= PROGRESS_BYTES) {
                progress.accept(at - told);
                told = at;
            }
            if (header.compressed()) {
                at += readWindow(input, dense, skipped, row);
                if (at >= end) {
                    break;
                }
            }
            at = readOne(types, plans, input, at, row);
            if (!input.seek(at, 0)) {
                break;
            }
        }
        for (int type = 0; type < skipped.length; type++) {
            if (skipped[type] > 0) {
                tally(types, type).count(skipped[type]);
            }
        }
        progress.accept(end - told);
    }

    /**
     * Reads events as long as they lie whole in the window and there is nothing odd about them:
     * nearly all. Sizes and types rarely take more than two bytes.
     *
     * @param skipped counts events nobody wants, by type
     * @return bytes read
     */
    private int readWindow(
            ChunkInput input, @Nullable EventPlan[] dense, int[] skipped, EventRow row) {
        byte[] b = input.bytes;
        int limit = input.limit;
        int begin = input.position;
        int start = begin;
        while (limit - start >= EventSize.HEAD) {
            int p = start;
            int size = b[p++];
            if (size < 0) {
                size = (size & 0x7f) | (b[p++] << 7);
                if (size < 0) {
                    size = (size & 0x3fff) | (b[p++] << 14);
                    if (size < 0) {
                        // The JVM pads the size of large events to four bytes.
                        size = (size & 0x1f_ffff) | (b[p++] << 21);
                    }
                }
            }
            int type = b[p++];
            if (type < 0) {
                type = (type & 0x7f) | (b[p++] << 7);
            }
            int end = start + size;
            if (size < 2 || end > limit || end < 0 || type < 0) {
                break;
            }
            EventPlan plan = dense[type];
            if (plan == null) {
                skipped[type]++;
            } else {
                plan.tally.count();
                if (row.read(plan.row, b, p, end)) {
                    plan.handler.row(row);
                } else {
                    plan.tally.countBroken();
                }
            }
            start = end;
        }
        input.position = start;
        return start - begin;
    }

    /** Reads one event, however odd; returns the position of the next. */
    private long readOne(
            ChunkTypes types, Map<Long, EventPlan> plans, ChunkInput input, long at, EventRow row)
            throws IOException {
        if (input.available() < EventSize.HEAD) {
            input.fill(EventSize.HEAD);
        }
        long size = input.readInteger(4, header.compressed());
        long type = input.readInteger(8, header.compressed());
        if (size < 2 || size > end - at) {
            damage.add(
                    "events",
                    new DamageException(
                            at, "event size from 2 to " + (end - at), Long.toString(size)));
            long next = resync(types, at);
            damage.addLostBytes(next - at);
            if (loss == ChunkLoss.NOTHING) {
                loss = next < end ? ChunkLoss.ANYWHERE : ChunkLoss.TAIL;
            }
            return next;
        }
        EventPlan plan = plans.get(type);
        if (plan == null) {
            tally(types, type).count(1);
        } else {
            readEvent(input, at, (int) size, plan, row);
        }
        return at + size;
    }

    /** Ids of types are small numbers: an array finds the plan of most without hashing. */
    private static @Nullable EventPlan[] dense(Map<Long, EventPlan> plans) {
        @Nullable EventPlan[] dense = new @Nullable EventPlan[DENSE_TYPES];
        plans.forEach((id, plan) -> {
            if (id >= 0 && id < DENSE_TYPES) {
                dense[id.intValue()] = plan;
            }
        });
        return dense;
    }

    private long resync(ChunkTypes types, long at) throws IOException {
        ChunkInput input = new ChunkInput(source, end, CONSTANT_WINDOW);
        return new Resync(input, header, end, types).next(at);
    }

    private void readEvent(ChunkInput input, long at, int size, EventPlan plan, EventRow row)
            throws IOException {
        plan.tally.count();
        int headLength = (int) (input.filePosition() - at);
        if (input.available() < size - headLength
                && !input.seek(at + headLength, size - headLength)) {
            plan.tally.countBroken();
            return;
        }
        int limit = input.position + size - headLength;
        if (row.read(plan.row, input.bytes, input.position, limit)) {
            plan.handler.row(row);
        } else {
            plan.tally.countBroken();
        }
    }

    private EventTally tally(ChunkTypes types, long type) {
        EventTally known = tallies.get(type);
        if (known == null) {
            JfrType described = types.byId(type);
            known =
                    new EventTally(
                            described == null ? "type " + type : currentName(described.name()),
                            false);
            tallies.put(type, known);
        }
        return known;
    }
}
