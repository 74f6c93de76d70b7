package dev.holdup.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one list of events Holdup writes or reads. {@code docs/events.md} is generated from it, the
 * loader's readers and the agent's event classes are held against it by tests.
 */
public final class EventVocabulary {
    /** First our own events, then the JVM's, then those of other profilers. */
    public static final List<EventType> ALL = concatenate();

    private static final Map<String, EventType> BY_NAME = index();

    private EventVocabulary() {}

    /** The events our own agent writes, in the order of the documentation. */
    public static List<EventType> own() {
        return HoldupEvents.ALL;
    }

    /**
     * The event of this name.
     *
     * @throws IllegalArgumentException if the vocabulary has none
     */
    public static EventType named(String name) {
        EventType type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "event name: expected one of EventVocabulary.ALL, found " + name);
        }
        return type;
    }

    private static List<EventType> concatenate() {
        List<EventType> all = new ArrayList<>(HoldupEvents.ALL);
        all.addAll(JdkEvents.ALL);
        all.addAll(ProfilerEvents.ALL);
        return List.copyOf(all);
    }

    private static Map<String, EventType> index() {
        Map<String, EventType> byName = new HashMap<>();
        for (EventType type : ALL) {
            byName.put(type.name(), type);
        }
        return byName;
    }
}
