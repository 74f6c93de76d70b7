package dev.holdup.load.format;

import java.util.List;

/**
 * A type, as the chunk's metadata describes it.
 *
 * @param id its number in events and constants
 * @param name full name
 * @param superType name of its supertype, empty if it has none
 * @param fields in the order of the bytes
 */
record JfrType(long id, String name, String superType, List<JfrField> fields) {
    JfrType {
        fields = List.copyOf(fields);
    }

    /**
     * Name without its package: the packages of the JVM's own types differ between JDK 9 and 11.
     */
    String simpleName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** True if rows of it are events of their own. */
    boolean isEvent() {
        return superType.endsWith(".Event");
    }

    boolean isString() {
        return name.equals("java.lang.String");
    }
}
