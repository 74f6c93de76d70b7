package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.NULL;
import static dev.holdup.agent.probe.Source.SELF;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.constant;
import static dev.holdup.agent.probe.Source.object;

import dev.holdup.boot.Families;
import dev.holdup.boot.Operations;
import java.util.ArrayList;
import java.util.List;

/** Opening files, locking and mapping them, and everything about files but their contents. */
final class FileMetaProbe {
    private static final String CHANNEL = "sun/nio/ch/FileChannelImpl";
    private static final String PROVIDER = "sun/nio/fs/UnixFileSystemProvider";
    private static final String UNIX = "java/io/UnixFileSystem";
    private static final String FILE = "java/io/File";
    private static final String HOOKS = "PlainHooks";
    private static final String PATH = "Ljava/nio/file/Path;";
    private static final String ATTRIBUTES = "[Ljava/nio/file/attribute/FileAttribute;";

    /** First version in which {@code java.io.UnixFileSystem} has Java around its native methods. */
    private static final int FIRST_WITH_WRAPPERS = 19;

    private FileMetaProbe() {}

    static List<Hook> hooks() {
        List<Hook> hooks = new ArrayList<>();
        open(hooks);
        channel(hooks);
        paths(hooks);
        files(hooks);
        return hooks;
    }

    private static void open(List<Hook> hooks) {
        int open = Operations.FILE_OPEN;
        hooks.add(named("java/io/FileInputStream", "open", "(Ljava/lang/String;)V", open));
        hooks.add(named("java/io/FileOutputStream", "open", "(Ljava/lang/String;Z)V", open));
        hooks.add(named("java/io/RandomAccessFile", "open", "(Ljava/lang/String;I)V", open));
        String options = "(" + PATH + "Ljava/util/Set;" + ATTRIBUTES + ")";
        hooks.add(
                named(
                        PROVIDER,
                        "newByteChannel",
                        options + "Ljava/nio/channels/SeekableByteChannel;",
                        open));
        hooks.add(
                named(
                        PROVIDER,
                        "newFileChannel",
                        options + "Ljava/nio/channels/FileChannel;",
                        open));
    }

    private static void channel(List<Hook> hooks) {
        String lock = "(JJZ)Ljava/nio/channels/FileLock;";
        hooks.add(onChannel(Families.FILE, "lock", lock, Operations.FILE_LOCK));
        hooks.add(onChannel(Families.FILE, "tryLock", lock, Operations.FILE_LOCK));
        String mode = "(Ljava/nio/channels/FileChannel$MapMode;JJ";
        int meta = Families.FILE_META;
        hooks.add(
                onChannel(meta, "map", mode + ")Ljava/nio/MappedByteBuffer;", Operations.FILE_MAP));
        hooks.add(onChannel(meta, "truncate", "(J)Ljava/nio/channels/FileChannel;", meta()));
        hooks.add(onChannel(meta, "size", "()J", meta()));
        hooks.add(
                Hook.on(
                                Families.FILE,
                                "java/nio/MappedMemoryUtils",
                                "force",
                                "(Ljava/io/FileDescriptor;JZJJ)V")
                        .entry("Calls", "enter")
                        .exit(
                                HOOKS,
                                "namedExit",
                                START,
                                NULL,
                                NULL,
                                THROWN,
                                constant(Operations.FILE_FORCE),
                                constant(Families.FILE)));
    }

    private static void paths(List<Hook> hooks) {
        String readAttributes =
                "("
                        + PATH
                        + "Ljava/lang/Class;[Ljava/nio/file/LinkOption;)"
                        + "Ljava/nio/file/attribute/BasicFileAttributes;";
        hooks.add(named(PROVIDER, "readAttributes", readAttributes, meta()));
        hooks.add(
                builder(PROVIDER, "readAttributesIfExists", readAttributes)
                        .since(FIRST_WITH_WRAPPERS)
                        .exit(HOOKS, "namedExit", arguments(meta())));
        String copy = "(" + PATH + PATH + "[Ljava/nio/file/CopyOption;)V";
        hooks.add(named(PROVIDER, "copy", copy, meta()));
        hooks.add(named(PROVIDER, "move", copy, meta()));
        hooks.add(named(PROVIDER, "implDelete", "(" + PATH + "Z)Z", meta()));
        hooks.add(
                named(
                        PROVIDER,
                        "checkAccess",
                        "(" + PATH + "[Ljava/nio/file/AccessMode;)V",
                        meta()));
        hooks.add(named(PROVIDER, "createDirectory", "(" + PATH + ATTRIBUTES + ")V", meta()));
        hooks.add(
                named(
                        PROVIDER,
                        "createSymbolicLink",
                        "(" + PATH + PATH + ATTRIBUTES + ")V",
                        meta()));
        hooks.add(
                named(
                        PROVIDER,
                        "newDirectoryStream",
                        "("
                                + PATH
                                + "Ljava/nio/file/DirectoryStream$Filter;)"
                                + "Ljava/nio/file/DirectoryStream;",
                        meta()));
    }

    private static void files(List<Hook> hooks) {
        String file = "(Ljava/io/File;";
        hooks.add(named(UNIX, "getBooleanAttributes", file + ")I", meta()));
        hooks.add(named(UNIX, "hasBooleanAttributes", file + "I)Z", meta()));
        hooks.add(named(UNIX, "canonicalize", "(Ljava/lang/String;)Ljava/lang/String;", meta()));
        hooks.add(named(UNIX, "delete", file + ")Z", meta()));
        hooks.add(named(UNIX, "rename", file + "Ljava/io/File;)Z", meta()));
        wrapped(hooks, "checkAccess", file + "I)Z");
        wrapped(hooks, "getLastModifiedTime", file + ")J");
        wrapped(hooks, "getLength", file + ")J");
        wrapped(hooks, "list", file + ")[Ljava/lang/String;");
        wrapped(hooks, "createDirectory", file + ")Z");
        wrapped(hooks, "createFileExclusively", "(Ljava/lang/String;)Z");
        wrapped(hooks, "setPermission", file + "IZZ)Z");
        wrapped(hooks, "setLastModifiedTime", file + "J)Z");
        wrapped(hooks, "getSpace", file + "I)J");
        // Before there were wrappers, the callers of the native methods.
        onFile(hooks, "canRead", "()Z");
        onFile(hooks, "canWrite", "()Z");
        onFile(hooks, "lastModified", "()J");
        onFile(hooks, "length", "()J");
        onFile(hooks, "normalizedList", "()[Ljava/lang/String;");
        onFile(hooks, "mkdir", "()Z");
        onFile(hooks, "createNewFile", "()Z");
        onFile(hooks, "setLastModified", "(J)Z");
        onFile(hooks, "getTotalSpace", "()J");
        onFile(hooks, "getFreeSpace", "()J");
        onFile(hooks, "getUsableSpace", "()J");
    }

    private static void wrapped(List<Hook> hooks, String method, String descriptor) {
        hooks.add(
                builder(UNIX, method, descriptor)
                        .since(FIRST_WITH_WRAPPERS)
                        .exit(HOOKS, "namedExit", arguments(meta())));
    }

    private static void onFile(List<Hook> hooks, String method, String descriptor) {
        hooks.add(
                builder(FILE, method, descriptor)
                        .until(FIRST_WITH_WRAPPERS - 1)
                        .exit(
                                HOOKS,
                                "namedExit",
                                START,
                                SELF,
                                SELF,
                                THROWN,
                                constant(meta()),
                                constant(Families.FILE_META)));
    }

    private static Hook onChannel(int family, String method, String descriptor, int operation) {
        return Hook.on(family, CHANNEL, method, descriptor)
                .entry("Calls", "enter")
                .exit(
                        HOOKS,
                        "fileExit",
                        START,
                        SELF,
                        THROWN,
                        constant(operation),
                        constant(family));
    }

    private static Hook named(String owner, String method, String descriptor, int operation) {
        return builder(owner, method, descriptor).exit(HOOKS, "namedExit", arguments(operation));
    }

    private static Source[] arguments(int operation) {
        return new Source[] {
            START, SELF, object(0), THROWN, constant(operation), constant(Families.FILE_META)
        };
    }

    private static Hook.Builder builder(String owner, String method, String descriptor) {
        return Hook.on(Families.FILE_META, owner, method, descriptor).entry("Calls", "enter");
    }

    private static int meta() {
        return Operations.FILE_META;
    }
}
