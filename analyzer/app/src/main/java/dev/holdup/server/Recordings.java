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
    private final CopyOnWriteArrayList<Entry> entries = new CopyOnWriteArrayList<>();

    /** A recording and what people wrote about it. */
    record Entry(Session session, Notes notes) {}

    /** How often a recording was replaced by a newer state of itself. */
    private final Map<Integer, Integer> updates = new ConcurrentHashMap<>();

    Recordings(List<Session> sessions) {
        for (Session session : sessions) {
            add(session);
        }
    }

    /** Adds one that stays where it is, and returns its id. */
    int add(Session session) {
        return add(new Entry(session, Notes.beside(session.recordingFile())));
    }

    /** Adds one whose file is gone, so that notes on it cannot be saved. */
    int addWithoutFile(Session session) {
        return add(new Entry(session, Notes.beside(null)));
    }

    private synchronized int add(Entry entry) {
        entries.add(entry);
        return entries.size() - 1;
    }

    /** Puts a newer state of a recording in the place of the old one. */
    synchronized void replace(int id, Session session) {
        entries.set(id, new Entry(session, entries.get(id).notes));
        updates.merge(id, 1, Integer::sum);
    }

    /** The recording with this id as text, or null. */
    @Nullable Entry find(String id) {
        if (id.isEmpty() || id.length() > 6 || !id.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return null;
        }
        int number = Integer.parseInt(id);
        return number < entries.size() ? entries.get(number) : null;
    }

    void write(JsonWriter json) {
        json.beginObject().name("recordings").beginArray();
        List<Entry> all = new ArrayList<>(entries);
        for (int id = 0; id < all.size(); id++) {
            json.beginObject()
                    .member("id", id)
                    .member("title", all.get(id).session.title())
                    .member("updates", updates.getOrDefault(id, 0))
                    .endObject();
        }
        json.endArray().endObject();
    }
}
