package dev.holdup.blame;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/conformance-kit.json} is what the tests run: every drawing of {@link
 * WorkedExamplesTest} with its expected shares, and every law with the tests that hold it. {@code
 * -Dholdup.rewrite=true} writes it anew.
 */
class ConformanceKitTest {
    private static final Path KIT = Path.of("../../docs/conformance-kit.json");

    private static final List<Class<?>> LAW_TESTS =
            List.of(LawsTest.class, MoreLawsTest.class, OracleTest.class);

    /** The laws as blame.md numbers them; the tests that hold a law begin with its number. */
    private static final Map<Integer, String> LAWS = laws();

    private static Map<Integer, String> laws() {
        Map<Integer, String> laws = new TreeMap<>();
        laws.put(1, "The states of a thread are contiguous, disjoint, and sum to its life.");
        laws.put(2, "Of each thread, on a CPU + wanting one + neither = life.");
        laws.put(3, "The shares of a wait sum to its length.");
        laws.put(4, "The stalls of all threads sum to what all roots inflicted.");
        laws.put(5, "A root bears no more than the overlap of its own segment with a wait.");
        laws.put(6, "Without slots: wall <= inflicted <= wall x most victims at once.");
        laws.put(7, "The order of threads and of events does not matter.");
        laws.put(8, "A shift in time changes nothing, a scale scales.");
        laws.put(9, "Blame is additive over windows.");
        laws.put(
                10,
                "Kernel events leave each operation's total unchanged; more edges only move UNKNOWN"
                        + " to named roots.");
        laws.put(11, "An unrelated idle thread changes nothing.");
        laws.put(12, "A chain meets no thread twice.");
        laws.put(
                13,
                "Queue length over time sums to the queue delays; amplification is the mean number"
                        + " of stalled threads.");
        laws.put(14, "Carriers suffer nothing.");
        laws.put(15, "After a deadlock closes, all behind it have one root, the CYCLE.");
        laws.put(16, "No Java thread runs during the operation of a safepoint.");
        laws.put(17, "Losing edges or events keeps the sums; UNKNOWN does not fall.");
        laws.put(18, "The sweep says what brute force says, nanosecond by nanosecond.");
        laws.put(19, "Who answers for slots does not change what is suffered.");
        return laws;
    }

    @Test
    void theKitInTheDocsIsWhatTheTestsRun() throws Exception {
        String kit = kit();
        if (Boolean.getBoolean("holdup.rewrite")) {
            Files.writeString(KIT, kit, StandardCharsets.UTF_8);
        }
        assertThat(Files.readString(KIT, StandardCharsets.UTF_8)).isEqualTo(kit);
    }

    @Test
    void everyLawHasATest() {
        for (int law : LAWS.keySet()) {
            assertThat(testsOf(law)).as("law L%d", law).isNotEmpty();
        }
    }

    private static List<String> testsOf(int law) {
        List<String> tests = new ArrayList<>();
        for (Class<?> type : LAW_TESTS) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class) && numbers(method).contains(law)) {
                    tests.add(type.getSimpleName() + "." + method.getName());
                }
            }
        }
        tests.sort(Comparator.naturalOrder());
        return tests;
    }

    /** {@code l5And6InflictedIs…} holds laws 5 and 6; the oracle's test holds 18. */
    private static List<Integer> numbers(Method method) {
        if (method.getDeclaringClass() == OracleTest.class) {
            return List.of(18);
        }
        List<Integer> numbers = new ArrayList<>();
        for (String part : method.getName().split("And", 2)) {
            String digits = part.replaceFirst("^l?(\\d*).*$", "$1");
            if (!digits.isEmpty()) {
                numbers.add(Integer.parseInt(digits));
            }
        }
        return numbers;
    }

    private static String kit() throws Exception {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            json.setHtmlSafe(false);
            json.beginObject();
            json.name("schema").value("holdup.conformance/1");
            json.name("drawings").beginArray();
            for (Map.Entry<String, List<String>> example : drawings().entrySet()) {
                for (String drawing : example.getValue()) {
                    write(json, example.getKey(), drawing);
                }
            }
            json.endArray();
            json.name("laws").beginArray();
            for (Map.Entry<Integer, String> law : LAWS.entrySet()) {
                json.beginObject();
                json.name("law").value("L" + law.getKey());
                json.name("says").value(law.getValue());
                json.name("tests").beginArray();
                for (String test : testsOf(law.getKey())) {
                    json.value(test);
                }
                json.endArray().endObject();
            }
            json.endArray().endObject();
        }
        return text + "\n";
    }

    /** A drawing, its lines apart from what is expected of it. */
    private static void write(JsonWriter json, String name, String drawing) throws IOException {
        json.beginObject();
        json.name("name").value(name);
        for (boolean expected : new boolean[] {false, true}) {
            json.name(expected ? "expect" : "drawing").beginArray();
            for (String line : drawing.lines().toList()) {
                if (!line.isBlank() && line.startsWith("expect ") == expected) {
                    json.value(expected ? line.substring("expect ".length()) : line);
                }
            }
            json.endArray();
        }
        json.endObject();
    }

    /** Runs the examples and listens; they hold, or this fails too. */
    private static Map<String, List<String>> drawings() throws Exception {
        Map<String, List<String>> drawings = new TreeMap<>();
        Method[] methods = WorkedExamplesTest.class.getDeclaredMethods();
        Arrays.sort(methods, Comparator.comparing(Method::getName));
        try {
            for (Method method : methods) {
                if (method.isAnnotationPresent(Test.class)) {
                    List<String> held = new ArrayList<>();
                    WorkedExamplesTest.listener = held::add;
                    method.setAccessible(true);
                    method.invoke(new WorkedExamplesTest());
                    drawings.put(method.getName(), held);
                }
            }
        } finally {
            WorkedExamplesTest.listener = drawing -> {};
        }
        return drawings;
    }
}
