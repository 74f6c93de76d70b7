package dev.holdup.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.holdup.base.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the JSON answers say about a lock held during a read. */
final class AnswersTest {
    private final Session session = ReadUnderLock.session();

    @Test
    void spanTellsBothStacksTheWakerAndTheCulpritsDoings() {
        JsonObject span = ask(json -> session.writeSpan(ReadUnderLock.WAITER, 400, json));
        assertThat(span.get("state").getAsString()).isEqualTo("BLOCKED_LOCK");
        assertThat(span.get("from").getAsLong()).isEqualTo(200);
        assertThat(span.get("to").getAsLong()).isEqualTo(650);
        JsonObject wait = span.getAsJsonObject("wait");
        assertThat(texts(wait.getAsJsonArray("stack"))).contains("com.acme.Index.get:9");
        JsonObject wake = wait.getAsJsonObject("wake");
        assertThat(wake.get("from").getAsInt()).isEqualTo(ReadUnderLock.HOLDER);
        assertThat(wake.get("act").getAsLong()).isEqualTo(650);
        assertThat(texts(wake.getAsJsonArray("stack"))).contains("com.acme.Index.load:6");
        assertThat(span.get("culprit").getAsInt()).isEqualTo(ReadUnderLock.HOLDER);
        JsonObject meanwhile = span.getAsJsonObject("culpritStates");
        assertThat(meanwhile.get("BLOCKED_FILE").getAsLong()).isEqualTo(400);
        assertThat(meanwhile.get("RUNNING").getAsLong()).isEqualTo(50);
    }

    @Test
    void piecesOfASpanCoverItAndNameItsRoots() {
        JsonObject span = ask(json -> session.writeSpan(ReadUnderLock.WAITER, 400, json));
        long now = 200;
        List<String> kinds = new ArrayList<>();
        for (var piece : span.getAsJsonArray("pieces")) {
            JsonObject object = piece.getAsJsonObject();
            assertThat(object.get("from").getAsLong()).isEqualTo(now);
            now = object.get("to").getAsLong();
            kinds.add(object.getAsJsonObject("root").get("kind").getAsString());
        }
        assertThat(now).isEqualTo(650);
        assertThat(kinds).startsWith("CALL").contains("EXEC");
    }

    @Test
    void spanOfTheHolderTellsWhomItWokeAndWhoWaitedForIt() {
        JsonObject span = ask(json -> session.writeSpan(ReadUnderLock.HOLDER, 655, json));
        JsonArray woke = span.getAsJsonArray("woke");
        assertThat(woke).hasSize(1);
        assertThat(woke.get(0).getAsJsonObject().get("to").getAsInt())
                .isEqualTo(ReadUnderLock.WAITER);
        assertThat(span.getAsJsonArray("victims")).hasSize(1);
    }

    @Test
    void executorsTellWhatTheirTasksQueuedBehind() {
        JsonObject executor =
                ask(session::writeExecutors).getAsJsonArray("executors").get(0).getAsJsonObject();
        assertThat(executor.get("queued").getAsLong()).isEqualTo(20);
        JsonObject ledger = executor.getAsJsonObject("ledger");
        assertThat(ledger.get("window").getAsLong()).isEqualTo(1_000);
        assertThat(ledger.get("queueTime").getAsLong()).isEqualTo(20);
        assertThat(ledger.get("busy").getAsLong()).isEqualTo(870);
        assertThat(ledger.get("starved").getAsLong()).isZero();
        JsonObject behind = ledger.getAsJsonObject("queuedBehind");
        // The worker ran something of its own until it took the task.
        assertThat(behind.get("total").getAsLong()).isEqualTo(20);
        JsonObject cause = behind.getAsJsonArray("largest").get(0).getAsJsonObject();
        assertThat(cause.get("thread").getAsInt()).isEqualTo(ReadUnderLock.WAITER);
        assertThat(cause.get("kind").getAsString()).isEqualTo("EXEC");
        assertThat(ledger.getAsJsonObject("idleBecause").get("total").getAsLong()).isZero();
        assertThat(ledger.get("workersFollowed").getAsInt()).isEqualTo(1);
    }

    @Test
    void handOffsAreLinkedBothWays() {
        JsonObject waiter = ask(json -> session.writeSpan(ReadUnderLock.WAITER, 400, json));
        JsonObject task = waiter.getAsJsonObject("task");
        assertThat(task.get("submitter").getAsInt()).isEqualTo(ReadUnderLock.HOLDER);
        assertThat(task.get("queueLength").getAsInt()).isEqualTo(4);
        JsonObject virtual = ask(json -> session.writeSpan(ReadUnderLock.VIRTUAL, 100, json));
        assertThat(virtual.getAsJsonObject("carrier").get("thread").getAsInt())
                .isEqualTo(ReadUnderLock.CARRIER);
        JsonObject carrier = ask(json -> session.writeSpan(ReadUnderLock.CARRIER, 100, json));
        assertThat(carrier.getAsJsonObject("runs").get("thread").getAsInt())
                .isEqualTo(ReadUnderLock.VIRTUAL);
        assertThat(ask(json -> session.writeSpan(ReadUnderLock.VIRTUAL, 500, json)).has("carrier"))
                .isFalse();
    }

    @Test
    void outsideAThreadsLifeThereIsNoState() {
        JsonObject span = ask(json -> session.writeSpan(ReadUnderLock.WAITER, 5_000, json));
        assertThat(span.get("alive").getAsBoolean()).isFalse();
        assertThat(span.has("state")).isFalse();
    }

    @Test
    void areaIsCutAtItsEndsAndItsSumsAgree() {
        int[] threads = {ReadUnderLock.HOLDER, ReadUnderLock.WAITER};
        JsonObject area =
                ask(json -> session.writeArea(threads, 300, 500, 0, Long.MAX_VALUE, json));
        assertThat(sum(area.getAsJsonObject("states"))).isEqualTo(2 * 200);
        assertThat(area.get("suffered").getAsLong()).isEqualTo(400);
        long blamed = 0;
        for (var row : area.getAsJsonArray("blame")) {
            blamed += row.getAsJsonObject().get("nanos").getAsLong();
        }
        assertThat(blamed).isEqualTo(400);
        assertThat(area.getAsJsonObject("flame").get("total").getAsLong()).isEqualTo(400);
        JsonObject waker = area.getAsJsonArray("activatedBy").get(0).getAsJsonObject();
        assertThat(waker.get("nanos").getAsLong()).isEqualTo(200);
    }

    @Test
    void areaListsOnlyStallsOfTheChosenLengths() {
        JsonObject all = ask(json -> session.writeArea(new int[0], 0, 1000, 0, 10_000, json));
        JsonObject few = ask(json -> session.writeArea(new int[0], 0, 1000, 480, 10_000, json));
        assertThat(all.get("spanCount").getAsInt()).isEqualTo(2);
        assertThat(few.get("spanCount").getAsInt()).isEqualTo(1);
    }

    @Test
    void worstMomentOfTheFirstStallIsTheWaitersAndItsCulpritTheHolder() {
        JsonObject stall = ask(json -> session.writeStall(1, json));
        assertThat(stall.getAsJsonArray("culprits").get(0).getAsInt())
                .isEqualTo(ReadUnderLock.HOLDER);
        JsonObject worst = stall.getAsJsonObject("worst");
        assertThat(worst.get("thread").getAsInt()).isEqualTo(ReadUnderLock.WAITER);
        assertThat(worst.getAsJsonArray("hops")).hasSize(2);
    }

    @Test
    void everyRootOfTheResultHasItsRow() {
        RowOfRoot rows = RowOfRoot.of(session.blame().rootCount(), session.report());
        assertThat(rows.unplaced()).isZero();
    }

    @Test
    void searchFindsByOperationTargetAndOwnFrameOnly() {
        assertThat(hits("file.read")).isEqualTo(1);
        assertThat(hits("/DATA/f")).isEqualTo(1);
        assertThat(hits("index.get")).isEqualTo(1);
        assertThat(hits("FileInputStream")).isZero();
    }

    @Test
    void relatedThreadsAreThoseWithAWakeATaskOrAMount() {
        JsonObject direct = ask(json -> session.writeRelated(ReadUnderLock.HOLDER, 1, json));
        assertThat(direct.getAsJsonArray("threads")).hasSize(2);
        JsonObject carrier = ask(json -> session.writeRelated(ReadUnderLock.CARRIER, 3, json));
        assertThat(carrier.getAsJsonArray("threads")).hasSize(2);
    }

    @Test
    void threadsInAStateAreThoseWithTimeInIt() {
        JsonObject locked = ask(json -> session.writeThreadsIn(Set.of("BLOCKED_LOCK"), json));
        assertThat(locked.getAsJsonArray("threads")).hasSize(1);
        assertThat(
                        ask(json -> session.writeThreadsIn(Set.of("NONSENSE"), json))
                                .getAsJsonArray("threads"))
                .isEmpty();
    }

    private int hits(String text) {
        return ask(json -> session.writeSearch(text, json)).get("count").getAsInt();
    }

    private static long sum(JsonObject states) {
        long sum = 0;
        for (String state : states.keySet()) {
            sum += states.get(state).getAsLong();
        }
        return sum;
    }

    private static List<String> texts(JsonArray array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.getAsString()));
        return texts;
    }

    private static JsonObject ask(Consumer<JsonWriter> question) {
        StringBuilder text = new StringBuilder();
        question.accept(new JsonWriter(text));
        return JsonParser.parseString(text.toString()).getAsJsonObject();
    }
}
