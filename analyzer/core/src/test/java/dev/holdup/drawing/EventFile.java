package dev.holdup.drawing;

import dev.holdup.vocabulary.EventField;
import dev.holdup.vocabulary.EventVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmc.flightrecorder.writer.api.Recording;
import org.openjdk.jmc.flightrecorder.writer.api.Recordings;
import org.openjdk.jmc.flightrecorder.writer.api.Type;
import org.openjdk.jmc.flightrecorder.writer.api.TypeStructureBuilder;
import org.openjdk.jmc.flightrecorder.writer.api.TypedValue;
import org.openjdk.jmc.flightrecorder.writer.api.TypedValueBuilder;
import org.openjdk.jmc.flightrecorder.writer.api.Types;

/**
 * A JFR file of events of the vocabulary, with times counted from its start. The bytes are those of
 * JDK Mission Control's writer, so nothing of ours but the vocabulary is shared with the reader.
 */
final class EventFile implements AutoCloseable {
    /** Any instant; a tick is a nanosecond. */
    private static final long START_TICKS = 1_000_000_000_000L;

    private static final long START_EPOCH_NANOS = 1_700_000_000_000_000_000L;

    private final Recording recording;
    private final Map<String, Type> types = new HashMap<>();

    /** A file whose only chunk lasts {@code durationNanos}. */
    EventFile(Path file, long durationNanos) throws IOException {
        recording =
                Recordings.newRecording(
                        file,
                        settings ->
                                settings.withTimestamp(START_EPOCH_NANOS)
                                        .withStartTicks(START_TICKS)
                                        .withDuration(durationNanos));
        registerConstants(recording.getTypes());
    }

    /** As the JVM has them; the writer's own definitions know neither ids nor virtual threads. */
    private static void registerConstants(Types types) {
        Type symbol =
                types.getOrAdd(Types.JDK.SYMBOL, t -> t.addField("string", Types.Builtin.STRING));
        Type group =
                types.getOrAdd(
                        Types.JDK.THREAD_GROUP, t -> t.addField("name", Types.Builtin.STRING));
        types.getOrAdd(
                Types.JDK.THREAD,
                t ->
                        t.addField("osName", Types.Builtin.STRING)
                                .addField("osThreadId", Types.Builtin.LONG)
                                .addField("javaName", Types.Builtin.STRING)
                                .addField("javaThreadId", Types.Builtin.LONG)
                                .addField("group", group)
                                .addField("virtual", Types.Builtin.BOOLEAN));
        Type type = types.getOrAdd(Types.JDK.CLASS, t -> t.addField("name", symbol));
        Type method =
                types.getOrAdd(
                        Types.JDK.METHOD,
                        t ->
                                t.addField("type", type)
                                        .addField("name", symbol)
                                        .addField("descriptor", symbol));
        Type frame =
                types.getOrAdd(
                        Types.JDK.STACK_FRAME,
                        t ->
                                t.addField("method", method)
                                        .addField("lineNumber", Types.Builtin.INT));
        types.getOrAdd(
                Types.JDK.STACK_TRACE,
                t ->
                        t.addField("truncated", Types.Builtin.BOOLEAN)
                                .addField("frames", frame, f -> f.asArray()));
    }

    /** A thread of Java. */
    TypedValue thread(String name, long javaId, boolean virtual, String group) {
        return recording
                .getType(Types.JDK.THREAD)
                .asValue((TypedValueBuilder t) ->
                        t.putField("osThreadId", 0L)
                                .putField("javaName", name)
                                .putField("javaThreadId", javaId)
                                .putField("virtual", virtual)
                                .putField(
                                        "group",
                                        (TypedValueBuilder g) -> g.putField("name", group)));
    }

    /** A class by its name with dots. */
    TypedValue type(String name) {
        return recording
                .getType(Types.JDK.CLASS)
                .asValue((TypedValueBuilder c) -> c.putField("name", symbol(name)));
    }

    /** A stack of frames {@code type.method:line}, innermost first. */
    TypedValue stack(List<String> frames) {
        TypedValue[] values = frames.stream().map(this::frame).toArray(TypedValue[]::new);
        return recording
                .getType(Types.JDK.STACK_TRACE)
                .asValue((TypedValueBuilder s) ->
                        s.putField("truncated", false).putField("frames", values));
    }

    /** Writes an event whose timestamp is {@code atNanos}; fields not put are null or 0. */
    void write(String event, long atNanos, Consumer<TypedValueBuilder> fields) {
        Type type = types.computeIfAbsent(event, this::register);
        recording.writeEvent(
                type.asValue((TypedValueBuilder e) -> {
                    e.putField("startTime", START_TICKS + atNanos);
                    EventVocabulary.named(event).fields().forEach(f -> putZero(e, f));
                    fields.accept(e);
                }));
    }

    @Override
    public void close() throws IOException {
        recording.close();
    }

    private Type register(String event) {
        return recording.registerType(
                event,
                "jdk.jfr.Event",
                fields -> {
                    fields.addField("startTime", Types.Builtin.LONG)
                            .addField("eventThread", Types.JDK.THREAD)
                            .addField("stackTrace", Types.JDK.STACK_TRACE);
                    for (EventField field : EventVocabulary.named(event).fields()) {
                        addField(fields, field);
                    }
                });
    }

    private static void addField(TypeStructureBuilder fields, EventField field) {
        String name = name(field);
        switch (field.type()) {
            case "long" -> fields.addField(name, Types.Builtin.LONG);
            case "int" -> fields.addField(name, Types.Builtin.INT);
            case "byte" -> fields.addField(name, Types.Builtin.BYTE);
            case "boolean" -> fields.addField(name, Types.Builtin.BOOLEAN);
            case "Class" -> fields.addField(name, Types.JDK.CLASS);
            case "Thread" -> fields.addField(name, Types.JDK.THREAD);
            // Constants like GCCause are texts to us.
            default -> fields.addField(name, Types.Builtin.STRING);
        }
    }

    /** A number not put would be left out of the file, and the fields after it move. */
    private static void putZero(TypedValueBuilder event, EventField field) {
        String name = name(field);
        switch (field.type()) {
            case "long" -> event.putField(name, 0L);
            case "int" -> event.putField(name, 0);
            case "byte" -> event.putField(name, (byte) 0);
            case "boolean" -> event.putField(name, false);
            default -> {}
        }
    }

    /** The first of the names a field has had. */
    private static String name(EventField field) {
        return field.name().replaceFirst("\\|.*", "");
    }

    private TypedValue frame(String frame) {
        int colon = frame.lastIndexOf(':');
        int dot = frame.lastIndexOf('.', colon);
        Type frames = recording.getType(Types.JDK.STACK_FRAME);
        TypedValue method =
                recording
                        .getType(Types.JDK.METHOD)
                        .asValue((TypedValueBuilder m) ->
                                m.putField("type", type(frame.substring(0, dot)))
                                        .putField("name", symbol(frame.substring(dot + 1, colon)))
                                        .putField("descriptor", symbol("()V")));
        return frames.asValue((TypedValueBuilder f) ->
                f.putField("method", method)
                        .putField("lineNumber", Integer.parseInt(frame.substring(colon + 1))));
    }

    private TypedValue symbol(String text) {
        return recording
                .getType(Types.JDK.SYMBOL)
                .asValue((TypedValueBuilder s) -> s.putField("string", text));
    }
}
