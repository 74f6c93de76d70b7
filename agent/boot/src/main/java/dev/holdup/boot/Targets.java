package dev.holdup.boot;

import java.io.File;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Names of what a call is about, read without calling anything an application may have overridden
 * and without asking a name server.
 */
final class Targets {
    private static final @Nullable Class<?> UNIX_PATH = JdkFields.find("sun.nio.fs.UnixPath");
    private static final long FILE_PATH = JdkFields.offset(File.class, "path");

    private Targets() {}

    static @Nullable String of(@Nullable Object target) {
        if (target instanceof String text) {
            return text;
        }
        if (target instanceof File) {
            return JdkFields.reference(target, FILE_PATH) instanceof String path ? path : null;
        }
        if (target instanceof InetAddress) {
            return host(target);
        }
        if (target instanceof String[] command) {
            return command.length == 0 ? null : command[0];
        }
        if (target instanceof Thread thread) {
            return thread.getName();
        }
        return target != null && target.getClass() == UNIX_PATH ? target.toString() : null;
    }

    /** Host name if somebody has looked it up, otherwise the address in figures. */
    static String host(Object address) {
        // "name/literal", the name empty if nobody has looked it up.
        String text = address.toString();
        int slash = text.indexOf('/');
        return slash > 0 ? text.substring(0, slash) : text.substring(slash + 1);
    }
}
