package dev.holdup.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A report in the format {@code holdup.report/1}, read as a stranger would read it. */
final class ReportDocument {
    private final JsonObject root;

    private ReportDocument(JsonObject root) {
        this.root = root;
    }

    static ReportDocument parse(String json) {
        return new ReportDocument(JsonParser.parseString(json).getAsJsonObject());
    }

    JsonObject root() {
        return root;
    }

    String headline() {
        return root.get("headline").getAsString();
    }

    List<JsonObject> blame() {
        return objects(root.getAsJsonArray("blame"));
    }

    List<JsonObject> threads() {
        return objects(root.getAsJsonArray("threads"));
    }

    List<JsonObject> findings() {
        return objects(root.getAsJsonArray("findings"));
    }

    long sufferedNanos() {
        return root.getAsJsonObject("totals").get("sufferedNanos").getAsLong();
    }

    /** The thread of this name; fails if there is none or more than one. */
    JsonObject thread(String name) {
        List<JsonObject> found = new ArrayList<>();
        for (JsonObject thread : threads()) {
            if (thread.get("name").getAsString().equals(name)) {
                found.add(thread);
            }
        }
        if (found.size() != 1) {
            throw new AssertionError(
                    "expected one thread named " + name + ", found " + found.size());
        }
        return found.get(0);
    }

    /**
     * The conservation laws a stranger can check in the document alone: what all suffered is what
     * all rows inflict, to the nanosecond; each thread's states make up its life; each row's parts
     * make up its total; each thread's causes make up what it suffered.
     */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        long inflicted = 0;
        for (JsonObject row : blame()) {
            long total = number(row, "totalNanos");
            inflicted += total;
            String name = "blame row " + row.get("id");
            check(violations, name + " self + others", sum(row, "selfNanos", "othersNanos"), total);
            check(
                    violations,
                    name + " exact + inferred",
                    sum(row, "exactNanos", "inferredNanos"),
                    total);
            long victims = 0;
            for (JsonObject victim : objects(row.getAsJsonArray("victims"))) {
                victims += number(victim, "nanos");
            }
            check(violations, name + " victims", victims, total);
        }
        check(violations, "inflicted", inflicted, sufferedNanos());
        long suffered = 0;
        for (JsonObject thread : threads()) {
            String name = "thread " + thread.get("name").getAsString();
            long states = 0;
            for (Map.Entry<String, JsonElement> state :
                    thread.getAsJsonObject("states").entrySet()) {
                states += state.getValue().getAsLong();
            }
            check(violations, name + " states", states, number(thread, "lifeNanos"));
            long causes = 0;
            for (JsonObject cause : objects(thread.getAsJsonArray("causes"))) {
                causes += number(cause, "nanos");
            }
            check(violations, name + " causes", causes, number(thread, "sufferedNanos"));
            suffered += number(thread, "sufferedNanos");
        }
        check(violations, "suffered of all threads", suffered, sufferedNanos());
        return violations;
    }

    static List<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonElement element : array) {
            objects.add(element.getAsJsonObject());
        }
        return objects;
    }

    static List<String> strings(JsonArray array) {
        List<String> strings = new ArrayList<>();
        for (JsonElement element : array) {
            strings.add(element.getAsString());
        }
        return strings;
    }

    static long number(JsonObject object, String name) {
        return object.get(name).getAsLong();
    }

    /** What a thread suffered by a row, by all threads of that name. */
    static long suffered(JsonObject row, String thread) {
        long nanos = 0;
        for (JsonObject victim : objects(row.getAsJsonArray("victims"))) {
            if (victim.get("thread").getAsString().equals(thread)) {
                nanos += number(victim, "nanos");
            }
        }
        return nanos;
    }

    private static long sum(JsonObject object, String first, String second) {
        return number(object, first) + number(object, second);
    }

    private static void check(List<String> violations, String what, long found, long expected) {
        if (found != expected) {
            violations.add(what + ": expected " + expected + " ns, found " + found + " ns");
        }
    }
}
