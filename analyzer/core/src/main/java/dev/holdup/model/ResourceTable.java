package dev.holdup.model;

import dev.holdup.base.LongColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Resources threads wait for, one row for each distinct (kind, name, identity). */
public final class ResourceTable {
    /** No resource. */
    public static final int NONE = -1;

    /** What a resource is. */
    public enum Kind {
        MONITOR,
        LOCK,
        SYNCHRONIZER,
        SOCKET,
        FILE,
        THREAD,
        PROCESS,
        OTHER
    }

    private record Key(Kind kind, String name, long identity) {}

    private final Map<Key, Integer> rows = new HashMap<>();
    private final List<Kind> kinds = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final LongColumn identities = new LongColumn();

    ResourceTable() {}

    int intern(Kind kind, String name, long identity) {
        Integer known = rows.putIfAbsent(new Key(kind, name, identity), kinds.size());
        if (known != null) {
            return known;
        }
        kinds.add(kind);
        names.add(name);
        identities.add(identity);
        return kinds.size() - 1;
    }

    public int size() {
        return kinds.size();
    }

    public Kind kind(int resource) {
        return kinds.get(resource);
    }

    /** Class name of a lock or monitor, host:port of a socket, path of a file. */
    public String name(int resource) {
        return names.get(resource);
    }

    /** A number that tells two resources of one name apart; 0 if none was recorded. */
    public long identity(int resource) {
        return identities.get(resource);
    }
}
