package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.agent.scene.ParkScene;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** If a hook does not fire the agent says so and stays off, and the application does not notice. */
class SelfTestIT {
    private static final String OFF =
            "holdup: the agent is off, the application runs without it: the self-test did not see ";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "ParkHooks, exit, park",
        "ParkHooks, wakeup, unpark",
        "FileHooks, oneByteExit, file read",
        "TaskRecorder, record, task of an executor",
        "SocketHooks, connectExit, socket connect",
        "SocketHooks, moved, 'socket write, socket read'",
        "TimedHooks, selectExit, select",
        "VirtualHooks, slice, virtual thread on its carrier"
    })
    void staysOffWhenAHookDoesNotFire(String hooks, String method, String what) throws Exception {
        assumeTrue(
                !hooks.startsWith("Virtual") || Runtime.version().feature() >= 24,
                "the hooks of virtual threads need Java 24");
        ObservedJvm run =
                ObservedJvm.runUnder(
                        broken(hooks, method), folder, "selftest=full", ParkScene.class);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).as("the program ran").contains("holder=");
        assertThat(run.hasRecording()).isFalse();
        assertThat(run.err().lines().filter(line -> line.startsWith("holdup: ")))
                .containsExactly(OFF + what);
    }

    @Test
    void findsNothingMissingInAJdkAsItIs() throws Exception {
        ObservedJvm run = ObservedJvm.run(folder, "selftest=full", ParkScene.class);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("self-test");
        assertThat(run.hasRecording()).isTrue();
    }

    /** The shipped jar, but one method of a hook does nothing. */
    private Path broken(String hooks, String method) throws IOException {
        String spoiled = "dev/holdup/boot/" + hooks + ".class";
        Path jar = folder.resolve("broken.jar");
        try (JarFile shipped = new JarFile(ObservedJvm.JAR.toFile());
                OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (JarEntry entry : Collections.list(shipped.entries())) {
                entries.putNextEntry(new JarEntry(entry.getName()));
                try (InputStream in = shipped.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    entries.write(entry.getName().equals(spoiled) ? without(method, bytes) : bytes);
                }
                entries.closeEntry();
            }
        }
        return jar;
    }

    private static byte[] without(String method, byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public @Nullable MethodVisitor visitMethod(
                                    int access,
                                    String name,
                                    String descriptor,
                                    @Nullable String signature,
                                    String @Nullable [] exceptions) {
                                MethodVisitor next =
                                        super.visitMethod(
                                                access, name, descriptor, signature, exceptions);
                                boolean isHook = name.equals(method) && descriptor.endsWith(")V");
                                return isHook ? empty(next) : next;
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    /** Writes a method that does nothing, and takes none of the original. */
    private static @Nullable MethodVisitor empty(MethodVisitor method) {
        method.visitCode();
        method.visitInsn(Opcodes.RETURN);
        method.visitMaxs(0, 16);
        method.visitEnd();
        return null;
    }
}
