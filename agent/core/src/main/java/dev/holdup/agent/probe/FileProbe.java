package dev.holdup.agent.probe;

import static dev.holdup.agent.probe.Source.RESULT;
import static dev.holdup.agent.probe.Source.SELF;
import static dev.holdup.agent.probe.Source.START;
import static dev.holdup.agent.probe.Source.THROWN;
import static dev.holdup.agent.probe.Source.constant;
import static dev.holdup.agent.probe.Source.number;
import static dev.holdup.agent.probe.Source.object;

import dev.holdup.boot.Families;
import dev.holdup.boot.Operations;
import java.util.ArrayList;
import java.util.List;

/** Files through streams, random access and channels: read, write, force. */
final class FileProbe {
    private static final String INPUT = "java/io/FileInputStream";
    private static final String OUTPUT = "java/io/FileOutputStream";
    private static final String RANDOM = "java/io/RandomAccessFile";
    private static final String CHANNEL = "sun/nio/ch/FileChannelImpl";
    private static final String DESCRIPTOR = "java/io/FileDescriptor";
    private static final String HOOKS = "FileHooks";

    private static final Source READ = constant(Operations.FILE_READ);
    private static final Source WRITE = constant(Operations.FILE_WRITE);
    private static final Source FORCE = constant(Operations.FILE_FORCE);

    private FileProbe() {}

    static List<Hook> hooks() {
        List<Hook> hooks = new ArrayList<>();
        for (String owner : List.of(INPUT, RANDOM)) {
            hooks.add(
                    hook(owner, "read", "()I")
                            .exit(HOOKS, "oneByteExit", START, SELF, RESULT, THROWN, READ));
            hooks.add(counted(owner, "read", "([B)I", READ));
            hooks.add(counted(owner, "read", "([BII)I", READ));
        }
        for (String owner : List.of(OUTPUT, RANDOM)) {
            hooks.add(
                    hook(owner, "write", "(I)V")
                            .exit(HOOKS, "exit", START, SELF, constant(1).as("J"), THROWN, WRITE));
            hooks.add(
                    hook(owner, "write", "([B)V")
                            .exit(HOOKS, "arrayExit", START, SELF, object(0), THROWN, WRITE));
            hooks.add(
                    hook(owner, "write", "([BII)V")
                            .exit(HOOKS, "exit", START, SELF, number(2), THROWN, WRITE));
        }
        hooks.add(counted(CHANNEL, "read", "(Ljava/nio/ByteBuffer;)I", READ));
        hooks.add(counted(CHANNEL, "read", "(Ljava/nio/ByteBuffer;J)I", READ));
        hooks.add(counted(CHANNEL, "read", "([Ljava/nio/ByteBuffer;II)J", READ));
        hooks.add(counted(CHANNEL, "write", "(Ljava/nio/ByteBuffer;)I", WRITE));
        hooks.add(counted(CHANNEL, "write", "(Ljava/nio/ByteBuffer;J)I", WRITE));
        hooks.add(counted(CHANNEL, "write", "([Ljava/nio/ByteBuffer;II)J", WRITE));
        hooks.add(
                counted(
                        CHANNEL,
                        "transferTo",
                        "(JJLjava/nio/channels/WritableByteChannel;)J",
                        READ));
        hooks.add(
                counted(
                        CHANNEL,
                        "transferFrom",
                        "(Ljava/nio/channels/ReadableByteChannel;JJ)J",
                        WRITE));
        hooks.add(
                hook(CHANNEL, "force", "(Z)V")
                        .exit(HOOKS, "forceExit", START, SELF, THROWN, FORCE));
        hooks.add(
                hook(DESCRIPTOR, "sync", "()V")
                        .exit(HOOKS, "forceExit", START, SELF, THROWN, FORCE));
        return hooks;
    }

    private static Hook counted(String owner, String method, String descriptor, Source operation) {
        return hook(owner, method, descriptor)
                .exit(HOOKS, "exit", START, SELF, RESULT, THROWN, operation);
    }

    private static Hook.Builder hook(String owner, String method, String descriptor) {
        return Hook.on(Families.FILE, owner, method, descriptor).entry("Calls", "enter");
    }
}
