package dev.holdup.boot;

import jdk.internal.misc.CDS;

/**
 * Tells whether this JVM is writing a class-data archive or an AOT cache. A woven class cannot go
 * into one, and JDK 25 crashes at exit when {@code java.lang.Thread} is missing there.
 */
public final class ArchiveDump {
    private ArchiveDump() {}

    /** True if an archive is being written; false also where this JDK does not tell. */
    public static boolean isOn() {
        try {
            return CDS.isDumpingArchive();
        } catch (LinkageError unknown) {
            return false;
        }
    }
}
