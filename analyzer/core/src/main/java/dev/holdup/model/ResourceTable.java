package dev.holdup.model;

import dev.holdup.base.ByteColumn;
import dev.holdup.base.ColumnVisitor;
import dev.holdup.base.LongColumn;
import dev.holdup.base.TextColumn;
import java.io.IOException;
import java.util.HashMap;
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
        OTHER;

        private static final Kind[] VALUES = values();
    }

    private record Key(Kind kind, String name, long identity) {}

    private final Map<Key, Integer> rows = new HashMap<>();
    private final ByteColumn kinds = new ByteColumn();
    private final TextColumn names = new TextColumn();
    private final LongColumn identities = new LongColumn();

    ResourceTable() {}

    int intern(Kind kind, String name, long identity) {
        Integer known = rows.putIfAbsent(new Key(kind, name, identity), kinds.size());
        if (known != null) {
            return known;
        }
        kinds.add((byte) kind.ordinal());
        names.add(name);
        identities.add(identity);
        return kinds.size() - 1;
    }

    /** All columns, to write them to a file and to read them back. */
    void columns(ColumnVisitor visitor) throws IOException {
        visitor.visit(kinds);
        visitor.visit(names);
        visitor.visit(identities);
    }

    /** True if the rows mean something; a file may claim anything. */
    boolean isSound() {
        return kinds.isWithin((byte) 0, (byte) (Kind.VALUES.length - 1));
    }

    public int size() {
        return kinds.size();
    }

    public Kind kind(int resource) {
        return Kind.VALUES[kinds.get(resource)];
    }

    /** Class name of a lock or monitor, host:port of a socket, path of a file. */
    public String name(int resource) {
        return names.get(resource);
    }

    /** The name as it stands in sources, for people; {@link #name} but for classes. */
    public String writtenName(int resource) {
        return isClass(resource) ? ClassNames.written(name(resource)) : name(resource);
    }

    /** {@link #writtenName}, of a class without its package. */
    public String briefName(int resource) {
        return isClass(resource) ? ClassNames.brief(name(resource)) : name(resource);
    }

    private boolean isClass(int resource) {
        return switch (kind(resource)) {
            case MONITOR, LOCK, SYNCHRONIZER, OTHER -> true;
            case SOCKET, FILE, THREAD, PROCESS -> false;
        };
    }

    /** A number that tells two resources of one name apart; 0 if none was recorded. */
    public long identity(int resource) {
        return identities.get(resource);
    }
}
