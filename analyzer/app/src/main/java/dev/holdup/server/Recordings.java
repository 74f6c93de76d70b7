package dev.holdup.server;

import dev.holdup.base.JsonWriter;
import dev.holdup.query.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The opened recordings, in the order they were opened; their ids are 0, 1, …. */
final class Recordings {
    private final CopyOnWriteArrayList<Session> sessions;

    /** How often a recording was replaced by a newer state of itself. */
    private final Map<Integer, Integer> updates = new ConcurrentHashMap<>();

    Recordings(List<Session> sessions) {
        this.sessions = new CopyOnWriteArrayList<>(sessions);
    }

    /** Adds one and returns its id. */
    synchronized int add(Session session) {
        sessions.add(session);
        return sessions.size() - 1;
    }

    /** Puts a newer state of a recording in the place of the old one. */
    void replace(int id, Session session) {
        sessions.set(id, session);
        updates.merge(id, 1, Integer::sum);
    }

    /** The recording with this id as text, or null. */
    @Nullable Session find(String id) {
        if (id.isEmpty() || id.length() > 6 || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int number = Integer.parseInt(id);
        return number < sessions.size() ? sessions.get(number) : null;
    }

    void write(JsonWriter json) {
        json.beginObject().name("recordings").beginArray();
        List<Session> all = new ArrayList<>(sessions);
        for (int id = 0; id < all.size(); id++) {
            json.beginObject()
                    .member("id", id)
                    .member("title", all.get(id).title())
                    .member("updates", updates.getOrDefault(id, 0))
                    .endObject();
        }
        json.endArray().endObject();
    }
}
