package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.holdup.base.JsonWriter;
import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.model.CaptureInfo;
import dev.holdup.model.Confidence;
import dev.holdup.model.Operation;
import dev.holdup.model.Outcome;
import dev.holdup.model.RecordingInfo;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.StackTable;
import dev.holdup.model.TraceBuilder;
import dev.holdup.model.WakeKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Lanes of locks, hatches of pinned carriers, one row for one file. */
final class LanesOfThingsTest {
    private static final int FIRST = 0;
    private static final int SECOND = 1;
    private static final int VIRTUAL = 2;
    private static final int CARRIER = 3;

    private final TraceBuilder trace = new TraceBuilder();
    private final int lock = trace.resource(ResourceTable.Kind.LOCK, "com.acme.Lock", 7);
    private final int otherLock = trace.resource(ResourceTable.Kind.LOCK, "com.acme.Lock", 8);
    private final int file = trace.resource(ResourceTable.Kind.FILE, "/data/f", 1);
    private final int sameFile = trace.resource(ResourceTable.Kind.FILE, "/data/f", 2);

    LanesOfThingsTest() {
        trace.addThread("worker-10", 1, 11, "");
        trace.addThread("Worker-9", 2, 12, "");
        trace.addThread("v\0irtual", 3, 0, "");
        trace.addThread("carrier", 4, 14, "");
        trace.threadFlags(VIRTUAL, true, false, false);
        trace.threadFlags(CARRIER, false, true, false);
    }

    @Test
    void ownersOfALockAreItsHoldsOneAfterTheOther() {
        trace.addHold(lock, FIRST, 100, 400, Confidence.EXACT);
        trace.addHold(lock, SECOND, 400, 600, Confidence.EXACT);
        trace.addHold(lock, SECOND, 650, 660, Confidence.EXACT);
        assertThat(ownerItems(lock, 0, 1_000, 0))
                .containsExactly("0 x1 100-400", "1 x1 400-600", "1 x1 650-660");
        assertThat(ownerItems(lock, 300, 500, 0)).containsExactly("0 x1 300-400", "1 x1 400-500");
        assertThat(ownerItems(lock, 0, 1_000, 10))
                .singleElement()
                .satisfies(item -> assertThat(item).startsWith("0 x3 "));
    }

    @Test
    void withoutHoldsTheOwnerIsDrawnOnlyBetweenInstantsThatNameIt() {
        int first = wait(SECOND, 200, 300, Operation.LOCK_ACQUIRE, otherLock);
        trace.waitOwner(first, FIRST);
        trace.addWake(first, FIRST, 290, WakeKind.UNPARK, Confidence.EXACT, StackTable.NONE);
        int second = wait(VIRTUAL, 250, 500, Operation.LOCK_ACQUIRE, otherLock);
        // The owner of the wait's beginning, not of all of it.
        trace.waitOwner(second, FIRST);
        trace.addWake(second, SECOND, 480, WakeKind.UNPARK, Confidence.EXACT, StackTable.NONE);
        trace.waitOutcome(first, Outcome.SATISFIED);
        trace.waitOutcome(second, Outcome.SATISFIED);
        assertThat(ownerItems(otherLock, 0, 1_000, 0))
                .containsExactly("0 x1 200-290", "1 x1 300-480");
        assertThat(ownerItems(lock, 0, 1_000, 0)).isEmpty();
    }

    @Test
    void whileNobodyWaitsTheOwnerIsNotKnown() {
        for (int start : new int[] {100, 600}) {
            for (int thread : new int[] {SECOND, VIRTUAL}) {
                int begun = start + 50 * thread;
                int row = wait(thread, begun, start + 200, Operation.LOCK_ACQUIRE, otherLock);
                trace.waitOwner(row, FIRST);
                trace.waitOutcome(row, Outcome.TIMED_OUT);
            }
        }
        assertThat(ownerItems(otherLock, 0, 1_000, 0))
                .containsExactly("0 x1 150-200", "0 x1 650-700");
    }

    @Test
    void aReleaseEndsWhatIsKnownOfTheOwner() {
        int first = wait(SECOND, 200, 300, Operation.LOCK_ACQUIRE, otherLock);
        trace.waitOwner(first, FIRST);
        trace.addWake(first, FIRST, 250, WakeKind.UNPARK, Confidence.EXACT, StackTable.NONE);
        trace.waitOutcome(first, Outcome.TIMED_OUT);
        int later = wait(SECOND, 600, 700, Operation.LOCK_ACQUIRE, otherLock);
        trace.waitOwner(later, FIRST);
        trace.waitOutcome(later, Outcome.TIMED_OUT);
        assertThat(ownerItems(otherLock, 0, 1_000, 0)).containsExactly("0 x1 200-250");
    }

    @Test
    void waitersOfALockAreCountedAtEachInstant() {
        wait(SECOND, 200, 300, Operation.LOCK_ACQUIRE, lock);
        wait(VIRTUAL, 250, 500, Operation.LOCK_ACQUIRE, lock);
        byte[] tiles =
                session().blockingTiles(new int[] {Session.FIRST_RESOURCE_LANE - lock}, 0, 999, 0);
        assertThat(items(tiles, 0))
                .containsExactly("-1 x1 200-250", "-1 x2 250-300", "-1 x1 300-500");
    }

    @Test
    void aWaitOnACarrierIsPinnedAndOneOffItIsNot() {
        trace.addMount(VIRTUAL, CARRIER, 0, 300);
        wait(VIRTUAL, 100, 250, Operation.FILE_READ, file);
        wait(VIRTUAL, 400, 600, Operation.LATCH_AWAIT, ResourceTable.NONE);
        Session session = session();
        assertThat(session.pinned().size()).isEqualTo(1);
        assertThat(session.pinned().totalNanos()).isEqualTo(150);
        for (int lane : new int[] {VIRTUAL, CARRIER}) {
            byte[] tiles = session.pinnedTiles(new int[] {lane}, 0, 1_000, 0);
            assertThat(items(tiles, 0)).containsExactly("-1 x1 100-250");
            tiles = session.pinnedTiles(new int[] {lane}, 200, 220, 0);
            assertThat(items(tiles, 200)).containsExactly("-1 x1 200-220");
        }
        assertThat(items(session.pinnedTiles(new int[] {FIRST}, 0, 1_000, 0), 0)).isEmpty();
    }

    @Test
    void oneFileOpenedTwiceIsOneRowAndTwoLocksAreTwo() {
        wait(FIRST, 100, 200, Operation.FILE_READ, file);
        wait(SECOND, 100, 300, Operation.FILE_READ, sameFile);
        wait(FIRST, 300, 400, Operation.LOCK_ACQUIRE, lock);
        wait(SECOND, 300, 400, Operation.LOCK_ACQUIRE, otherLock);
        Session session = session();
        JsonArray rows = ask(session::writeResources).getAsJsonArray("rows");
        assertThat(rows).hasSize(3);
        JsonObject first = rows.get(0).getAsJsonObject();
        assertThat(first.getAsJsonObject("resource").get("name").getAsString())
                .isEqualTo("/data/f");
        assertThat(first.get("nanos").getAsLong()).isEqualTo(300);
        assertThat(first.get("threads").getAsInt()).isEqualTo(2);
        JsonObject one = ask(json -> session.writeResource(sameFile, json));
        assertThat(one.getAsJsonArray("waits")).hasSize(2);
        assertThat(one.getAsJsonObject("resource").get("id").getAsInt()).isEqualTo(file);
    }

    @Test
    void comparisonTellsWhatEachSecondCostBeforeAndAfter() {
        wait(FIRST, 100, 200, Operation.FILE_READ, file);
        Session before = session();
        Session after = ReadUnderLock.session();
        JsonObject diff = ask(json -> before.writeComparison(after, json));
        JsonObject total = diff.getAsJsonObject("total");
        // Nanoseconds of stall in a recording of 1 000 ns, for each second of it.
        assertThat(total.get("before").getAsLong()).isEqualTo(100_000_000);
        assertThat(total.get("after").getAsLong()).isEqualTo(before(after));
        assertThat(diff.getAsJsonArray("sites")).isNotEmpty();
    }

    private static long before(Session session) {
        long sum = 0;
        for (var row : session.report().blame()) {
            sum += row.totalNanos();
        }
        return sum * 1_000_000;
    }

    @Test
    void anAreaOverEverythingSaysWhatTheReportSays() {
        wait(FIRST, 100, 200, Operation.FILE_READ, file);
        int blocked = wait(SECOND, 300, 480, Operation.LOCK_ACQUIRE, lock);
        trace.waitOwner(blocked, FIRST);
        trace.addHold(lock, FIRST, 250, 480, Confidence.EXACT);
        wait(FIRST, 260, 470, Operation.SOCKET_READ, ResourceTable.NONE);
        wait(VIRTUAL, 500, 700, Operation.THREAD_SLEEP, ResourceTable.NONE);
        for (Session session : List.of(session(), ReadUnderLock.session())) {
            JsonObject area =
                    ask(json -> session.writeArea(new int[0], 0, 1_000, 0, Long.MAX_VALUE, json));
            assertThat(area.get("suffered").getAsLong() + area.get("unblamed").getAsLong())
                    .isEqualTo(session.report().totals().sufferedNanos());
            for (var element : area.getAsJsonArray("blame")) {
                JsonObject row = element.getAsJsonObject();
                int id = row.get("stall").getAsInt();
                assertThat(row.get("nanos").getAsLong())
                        .isEqualTo(session.report().blame().get(id - 1).totalNanos());
            }
            assertThat(area.getAsJsonArray("blame")).hasSameSizeAs(session.report().blame());
        }
    }

    private int wait(int thread, long from, long to, Operation operation, int resource) {
        return trace.addWait(thread, from, to, operation, resource, StackTable.NONE);
    }

    private Session session() {
        BlameResult blame =
                BlameEngine.analyze(
                        trace.build(
                                new RecordingInfo(List.of("x.jfr"), 0, 1_000, 1, "", ""),
                                new CaptureInfo(
                                        CaptureInfo.Tier.AGENT,
                                        1,
                                        List.of(),
                                        "none",
                                        new TreeMap<>(),
                                        List.of(),
                                        0)),
                        BlameOptions.wholeRecording());
        return Session.of("things", blame);
    }

    private List<String> ownerItems(int resource, long from, long to, int shift) {
        int[] lanes = {Session.FIRST_RESOURCE_LANE - resource};
        return items(session().tiles(lanes, from, to, shift, () -> false), from);
    }

    /** Items as "segment xcount from-to"; one tick must be one nanosecond. */
    private static List<String> items(byte[] tiles, long from) {
        ByteBuffer in = ByteBuffer.wrap(tiles).order(ByteOrder.LITTLE_ENDIAN);
        int shift = in.getInt(24);
        int count = in.getInt(28);
        int starts = 32 + 4 + 8;
        List<String> items = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            items.add(
                    in.getInt(starts + 4 * (2 * count + item))
                            + " x"
                            + in.getInt(starts + 4 * (3 * count + item))
                            + " "
                            + (from + ((long) in.getInt(starts + 4 * item) << shift))
                            + "-"
                            + (from + ((long) in.getInt(starts + 4 * (count + item)) << shift)));
        }
        return items;
    }

    private static JsonObject ask(Consumer<JsonWriter> question) {
        StringBuilder text = new StringBuilder();
        question.accept(new JsonWriter(text));
        return JsonParser.parseString(text.toString()).getAsJsonObject();
    }
}
