package dev.holdup.load;

import dev.holdup.vocabulary.EventField;
import dev.holdup.vocabulary.EventType;
import dev.holdup.vocabulary.EventVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A recording of two chunks with rows of every event of the vocabulary, flushed several times; the
 * same bytes each time it is made.
 */
final class EveryEvent {
    private static final int ROWS = 12;
    private static final int FLUSHES = 3;
    private static final long MILLI = 1_000_000;

    private final MadeRecording recording;
    private final Random random = new Random(7);
    private long nanos;

    private EveryEvent(MadeRecording recording) {
        this.recording = recording;
    }

    static void write(Path file) throws IOException {
        try (MadeRecording recording = new MadeRecording(file)) {
            EveryEvent all = new EveryEvent(recording);
            for (EventType type : EventVocabulary.ALL) {
                all.describe(type);
            }
            all.chunk();
            recording.nextChunk();
            all.chunk();
        }
    }

    private void chunk() throws IOException {
        for (int flush = 0; flush < FLUSHES; flush++) {
            for (int row = 0; row < ROWS; row++) {
                for (EventType type : EventVocabulary.ALL) {
                    nanos += MILLI / 8;
                    recording.write(type.name(), nanos, values(type));
                }
            }
            recording.flush();
        }
    }

    private void describe(EventType type) {
        List<String> fields = new ArrayList<>();
        boolean timed = type.fields().stream().anyMatch(f -> f.name().equals("duration"));
        if (timed) {
            fields.add("duration:long@TICKS");
        }
        fields.add("eventThread:java.lang.Thread#");
        fields.add("stackTrace:jdk.types.StackTrace#");
        for (EventField field : named(type)) {
            fields.add(field.name() + ":" + typeOf(field));
        }
        recording.event(type.name(), fields.toArray(new String[0]));
    }

    private Object[] values(EventType type) {
        List<Object> values = new ArrayList<>();
        if (type.fields().stream().anyMatch(f -> f.name().equals("duration"))) {
            values.add(MILLI * random.nextInt(20));
        }
        values.add(thread());
        values.add(stack());
        for (EventField field : named(type)) {
            values.add(value(field));
        }
        return values.toArray();
    }

    private static List<EventField> named(EventType type) {
        List<EventField> fields = new ArrayList<>();
        Map<String, EventField> seen = new TreeMap<>();
        for (EventField field : type.fields()) {
            boolean standard =
                    field.name().equals("duration") || field.name().equals("eventThread");
            if (!standard && seen.put(field.name(), field) == null) {
                String name = field.name();
                int bar = name.indexOf('|');
                fields.add(
                        new EventField(
                                bar < 0 ? name : name.substring(0, bar),
                                field.type(),
                                field.unit(),
                                field.meaning()));
            }
        }
        return fields;
    }

    private static String typeOf(EventField field) {
        return switch (field.type()) {
            case "Class" -> "java.lang.Class#";
            case "Thread" -> "java.lang.Thread#";
            case "int", "long", "byte", "boolean", "float" -> field.type();
            default -> "java.lang.String";
        };
    }

    private Object value(EventField field) {
        return switch (field.type()) {
            case "Class" -> recording.type("app.Type" + random.nextInt(5));
            case "Thread" -> thread();
            case "int" -> random.nextInt(9000);
            case "long" -> number(field);
            case "byte" -> (byte) random.nextInt(4);
            case "boolean" -> random.nextBoolean();
            case "float" -> random.nextFloat();
            default -> text(field);
        };
    }

    private Object number(EventField field) {
        return switch (field.name()) {
            case "thread", "owner", "readier", "submitter", "carrier", "javaThreadId" -> thread();
            case "id" -> recording.typeId("jdk.ThreadPark");
            default -> (long) random.nextInt(1 << random.nextInt(24));
        };
    }

    private static String text(EventField field) {
        return switch (field.name()) {
            case "result" ->
                    """
                    "main" #1 prio=5 tid=0x1 nid=0x1 waiting on condition  [0x1]
                       java.lang.Thread.State: TIMED_WAITING (sleeping)
                    \tat java.lang.Thread.sleep(java.base@17/Native Method)
                    \tat app.Main.main(Main.java:3)
                    """;
            case "state" -> "STATE_SLEEPING";
            case "stack" -> "java.lang.Object.wait0\napp.Main.main:4\n";
            default -> "text \u00e4 of " + field.name();
        };
    }

    private long thread() {
        int number = random.nextInt(9);
        return recording.thread("thread-" + number, 20 + number, number > 5);
    }

    private long stack() {
        return recording.stack(
                List.of(
                        "jdk.internal.misc.Unsafe.park",
                        "app.Inner.wait" + random.nextInt(7),
                        "app.Outer.run"));
    }
}
