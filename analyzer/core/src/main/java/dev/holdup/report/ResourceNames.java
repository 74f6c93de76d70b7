package dev.holdup.report;

import dev.holdup.model.ResourceTable;
import java.util.List;

/** Names of resources as people read them. */
public final class ResourceNames {
    /** Letters of primitive types in class files, in the order of {@link #PRIMITIVES}. */
    private static final String DESCRIPTORS = "ZBCSIJFD";

    private static final List<String> PRIMITIVES =
            List.of("boolean", "byte", "char", "short", "int", "long", "float", "double");

    private ResourceNames() {}

    /** The target of a root: host:port, path or full class name; empty for none. */
    static String target(ResourceTable resources, int resource) {
        return resource == ResourceTable.NONE ? "" : readable(resources.name(resource));
    }

    /**
     * Name with the number that tells it from others of its name, for instance {@code
     * com.acme.Inventory@3f}.
     */
    public static String full(ResourceTable resources, int resource) {
        long identity = resources.identity(resource);
        String name = readable(resources.name(resource));
        return identity == 0 ? name : name + "@" + Long.toHexString(identity);
    }

    /** Classes of arrays as they stand in sources: {@code int[]} for {@code [I}. */
    static String readable(String name) {
        int dimensions = 0;
        while (dimensions < name.length() && name.charAt(dimensions) == '[') {
            dimensions++;
        }
        if (dimensions == 0 || dimensions == name.length()) {
            return name;
        }
        String element = name.substring(dimensions);
        String type;
        if (element.length() == 1 && DESCRIPTORS.indexOf(element) >= 0) {
            type = PRIMITIVES.get(DESCRIPTORS.indexOf(element));
        } else if (element.startsWith("L") && element.endsWith(";")) {
            type = element.substring(1, element.length() - 1).replace('/', '.');
        } else {
            return name;
        }
        return type + "[]".repeat(dimensions);
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
        String simple = name.substring(name.lastIndexOf('.') + 1);
        boolean isClass = !simple.isEmpty() && Character.isUpperCase(simple.charAt(0));
        // ReentrantLock$NonfairSync is how a ReentrantLock calls its inside.
        return isClass ? simple.replaceAll("\\$(NonfairSync|FairSync|Sync)$", "") : name;
    }
}
