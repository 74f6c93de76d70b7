package dev.holdup.report;

import static dev.holdup.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.RootKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every template of a sentence, with one thread and with several on either side. */
class SentencesTest {
    /** Several threads with the verb of one. */
    private static final Pattern MANY_WITH_ONE =
            Pattern.compile(
                    "(\\d+ threads( \\([^)]*\\))?|` and `[^`]*`) (was|has|is|waits|holds|spends)\\b");

    /** One thread with the verb of several, or counted as several. */
    private static final Pattern ONE_WITH_MANY =
            Pattern.compile(
                    "(^|because |; )(`[^`]*`|a thread that was not recorded) (were|have|are)\\b"
                            + "|\\b1 threads");

    private static final Pattern WELL_FORMED =
            Pattern.compile("(?!.*(``|  | ;|null))[`0-9A-Z].*[^ ]\\.");

    private static final List<List<String>> THREADS =
            List.of(List.of(), List.of("a"), List.of("a", "b"), List.of("a", "b", "c"));

    private static List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        for (RootKind kind : RootKind.values()) {
            for (List<String> threads : THREADS) {
                for (String operation : List.of("", "socket.read", "monitor.enter")) {
                    for (String lock : List.of("", "Stock")) {
                        for (String detail : List.of("", "no signal")) {
                            addAll(
                                    sentences,
                                    new RowFacts(
                                            kind,
                                            operation,
                                            "db:5432",
                                            detail,
                                            threads,
                                            List.of("x.Y.z:1"),
                                            lock));
                        }
                    }
                }
            }
        }
        return sentences;
    }

    private static void addAll(List<String> sentences, RowFacts facts) {
        long[][] times = {{0, 30 * MS}, {30 * MS, 0}, {30 * MS, 30 * MS}, {300 * MS, 1 * MS}};
        for (long[] time : times) {
            for (int victims : new int[] {1, 2, 11}) {
                sentences.add(Sentences.row(facts, time[0], time[1], victims(victims)));
            }
        }
        sentences.add("It stalled because " + Sentences.doing(facts) + ".");
    }

    private static List<VictimRow> victims(int count) {
        List<VictimRow> victims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            victims.add(
                    new VictimRow(i, "w" + i, i, false, false, MS, "park", List.of(), List.of()));
        }
        return victims;
    }

    @Test
    void verbsAgreeWithTheNumberOfThreads() {
        List<String> sentences = sentences();
        assertThat(sentences).hasSizeGreaterThan(2_000);
        sentences.removeIf(sentence ->
                !MANY_WITH_ONE.matcher(sentence).find() && !ONE_WITH_MANY.matcher(sentence).find());
        assertThat(sentences).isEmpty();
    }

    @Test
    void aSentenceBeginsAndEndsAsOneAndHasNoEmptyNames() {
        List<String> sentences = sentences();
        sentences.removeIf(sentence -> WELL_FORMED.matcher(sentence).matches());
        assertThat(sentences).isEmpty();
    }

    @Test
    void thePatternsFindWhatTheyAreFor() {
        assertThat(MANY_WITH_ONE.matcher("11 threads was stalled for 69.7 ms").find()).isTrue();
        assertThat(MANY_WITH_ONE.matcher("because `a` and `b` was running").find()).isTrue();
        assertThat(MANY_WITH_ONE.matcher("because 3 threads (`a`, `b`, ...) was").find()).isTrue();
        assertThat(ONE_WITH_MANY.matcher("`x` were stalled").find()).isTrue();
        assertThat(ONE_WITH_MANY.matcher("because a thread that was not recorded were").find())
                .isTrue();
    }
}
