package dev.holdup.query;

import dev.holdup.model.ResourceTable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which rows of the resource table are one thing to the reader. A lock is told by its identity; a
 * file is its path, whichever stream it was opened with, and a peer its address: rows of files,
 * sockets and processes with one name belong together, and the first one stands for all.
 */
final class ResourceGroups {
    private final int[] firstOfGroup;

    private ResourceGroups(int resources) {
        firstOfGroup = new int[resources];
    }

    static ResourceGroups of(ResourceTable resources) {
        ResourceGroups groups = new ResourceGroups(resources.size());
        Map<String, Integer> known = new HashMap<>();
        for (int resource = 0; resource < resources.size(); resource++) {
            int first = resource;
            if (isToldByName(resources.kind(resource))) {
                String key = resources.kind(resource) + " " + resources.name(resource);
                Integer before = known.putIfAbsent(key, resource);
                first = before == null ? resource : before;
            }
            groups.firstOfGroup[resource] = first;
        }
        return groups;
    }

    private static boolean isToldByName(ResourceTable.Kind kind) {
        return switch (kind) {
            case FILE, SOCKET, PROCESS -> true;
            case MONITOR, LOCK, SYNCHRONIZER, THREAD, OTHER -> false;
        };
    }

    /** The resource that stands for this one; NONE for NONE. */
    int first(int resource) {
        return resource == ResourceTable.NONE ? ResourceTable.NONE : firstOfGroup[resource];
    }

    boolean isFirst(int resource) {
        return firstOfGroup[resource] == resource;
    }
}
