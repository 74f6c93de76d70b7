package dev.holdup.report;

import dev.holdup.model.ClassNames;
import dev.holdup.model.ResourceTable;

/** Names of resources as people read them. */
public final class ResourceNames {
    private ResourceNames() {}

    /** The target of a root: host:port, path or full class name; empty for none. */
    static String target(ResourceTable resources, int resource) {
        return resource == ResourceTable.NONE ? "" : readable(resources.name(resource));
    }

    /**
     * Name as it stands in sources, with the number that tells it from others of its name, for
     * instance {@code com.acme.Inventory@3f}.
     */
    public static String full(ResourceTable resources, int resource) {
        long identity = resources.identity(resource);
        String name = resources.writtenName(resource);
        return identity == 0 ? name : name + "@" + Long.toHexString(identity);
    }

    /** Classes of arrays as they stand in sources: {@code int[]} for {@code [I}. */
    static String readable(String name) {
        return ClassNames.ofArray(name);
    }

    /** True for a resource that one thread owns at a time. */
    static boolean isLock(ResourceTable resources, int resource) {
        ResourceTable.Kind kind = resources.kind(resource);
        return kind == ResourceTable.Kind.MONITOR || kind == ResourceTable.Kind.LOCK;
    }

    /** A class name without its package; anything else unchanged. */
    public static String brief(String name) {
        if (name.equals(Targets.PEERS)) {
            return "several peers";
        }
        if (name.indexOf('/') >= 0 || name.indexOf(':') >= 0 || name.indexOf(' ') >= 0) {
            return name;
        }
        String simple = ClassNames.brief(name);
        boolean isClass = !simple.isEmpty() && Character.isUpperCase(simple.charAt(0));
        return isClass ? simple : name;
    }
}
