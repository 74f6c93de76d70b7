package dev.holdup.load;

import dev.holdup.load.event.WaitRows;
import dev.holdup.load.format.LongIntMap;
import dev.holdup.load.format.SymbolDictionary;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import java.util.ArrayList;
import java.util.List;

/** Finds the resource of a wait: what kind of thing its operation waits for, and which one. */
final class WaitResources {
    private final Assembly assembly;

    /** Number of each (kind, name, port), and the row of the model's table by identity. */
    private final LongIntMap known = new LongIntMap();

    private final List<LongIntMap> rows = new ArrayList<>();

    // A thread waits for one thing many times in a row.
    private long lastKey;
    private LongIntMap byIdentity = new LongIntMap();
    private long lastIdentity;
    private int last = ResourceTable.NONE;

    WaitResources(Assembly assembly) {
        this.assembly = assembly;
    }

    /**
     * Resource of row {@code wait} when its operation is {@code operation}; NONE if it has none.
     */
    int of(WaitRows waits, int wait, Operation operation) {
        int symbol = waits.names.get(wait);
        if (operation == Operation.THREAD_JOIN) {
            return joined(waits, wait, symbol);
        }
        long identity = waits.identities.get(wait);
        if (symbol == SymbolDictionary.NONE && identity == 0) {
            return ResourceTable.NONE;
        }
        ResourceTable.Kind kind = kind(operation);
        long key =
                ((long) kind.ordinal() << 56)
                        | ((waits.ports.get(wait) & 0xffffffL) << 32)
                        | (symbol & 0xffff_ffffL);
        if (last != ResourceTable.NONE && key == lastKey && identity == lastIdentity) {
            return last;
        }
        if (key != lastKey || last == ResourceTable.NONE) {
            int number = known.putIfAbsent(key, rows.size());
            if (number == rows.size()) {
                rows.add(new LongIntMap());
            }
            byIdentity = rows.get(number);
        }
        int resource = byIdentity.get(identity);
        if (resource == LongIntMap.NONE) {
            String name = name(kind, symbol, waits.ports.get(wait));
            resource = assembly.builder.resource(kind, name, identity);
            byIdentity.putIfAbsent(identity, resource);
        }
        lastKey = key;
        lastIdentity = identity;
        last = resource;
        return resource;
    }

    /** The joined thread is the one that notified, as each thread does when it ends. */
    private int joined(WaitRows waits, int wait, int symbol) {
        int thread = waits.releasers.get(wait);
        if (thread >= 0) {
            String name = assembly.text(assembly.dictionaries.threads().name(thread));
            long id = assembly.dictionaries.threads().javaId(thread);
            return assembly.builder.resource(ResourceTable.Kind.THREAD, name, id);
        }
        return assembly.builder.resource(
                ResourceTable.Kind.THREAD, assembly.className(symbol), waits.identities.get(wait));
    }

    private String name(ResourceTable.Kind kind, int symbol, int port) {
        return switch (kind) {
            case SOCKET -> port > 0 ? assembly.text(symbol) + ':' + port : assembly.text(symbol);
            case FILE, PROCESS -> assembly.text(symbol);
            case MONITOR, LOCK, SYNCHRONIZER, THREAD, OTHER -> assembly.className(symbol);
        };
    }

    static ResourceTable.Kind kind(Operation operation) {
        return switch (operation.state()) {
            case BLOCKED_MONITOR -> ResourceTable.Kind.MONITOR;
            case BLOCKED_LOCK -> ResourceTable.Kind.LOCK;
            case BLOCKED_NET, BLOCKED_DNS -> ResourceTable.Kind.SOCKET;
            case BLOCKED_FILE -> ResourceTable.Kind.FILE;
            case BLOCKED_PROCESS -> ResourceTable.Kind.PROCESS;
            case BLOCKED_CONDITION ->
                    operation == Operation.MONITOR_WAIT
                            ? ResourceTable.Kind.MONITOR
                            : ResourceTable.Kind.SYNCHRONIZER;
            case BLOCKED_FUTURE, BLOCKED_QUEUE, BLOCKED_PARK -> ResourceTable.Kind.SYNCHRONIZER;
            default -> ResourceTable.Kind.OTHER;
        };
    }
}
