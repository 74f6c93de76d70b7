package dev.holdup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdup.cli.HoldupJar.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Attaching to what is not an ordinary program of our own: it works, or the message says why. */
class AttachIT {
    private static final String PROGRAM = EndsWithItsInput.class.getName();
    private static final String NOBODY = "65534";

    @TempDir private Path folder;
    private HoldupJar holdup = new HoldupJar(Path.of("."));
    private Path classes = Path.of(".");
    private final List<Process> started = new ArrayList<>();

    /** Everybody may read the program and nothing else of ours. */
    @BeforeEach
    void copyProgram() throws IOException {
        holdup = new HoldupJar(folder);
        String file = PROGRAM.replace('.', '/') + ".class";
        classes = folder.resolve("program");
        Files.createDirectories(classes.resolve(file).resolveSibling(""));
        Files.copy(
                Path.of(HoldupJar.testClasses()).resolve(file),
                classes.resolve(file),
                StandardCopyOption.REPLACE_EXISTING);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @AfterEach
    void endPrograms() throws Exception {
        for (Process process : started) {
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        }
    }

    @Test
    void recordsAJvmThatHides() throws IOException {
        Process target = start(java("-XX:-UsePerfData"));
        expectRecording(target.pid(), target);
    }

    @Test
    void recordsAJvmOfAnotherUser() throws IOException {
        assumeTrue(isRoot(), "only root may attach to another user's JVM");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "setpriv",
                                "--reuid=" + NOBODY,
                                "--regid=" + NOBODY,
                                "--clear-groups"));
        assumeTrue(works(command, "true"), "there is no setpriv here");
        command.addAll(java());
        Process target = start(command);
        expectRecording(target.pid(), target);
    }

    @Test
    void recordsAJvmThatHasItsOwnFilesAndProcessIds() throws IOException {
        List<String> container = List.of("unshare", "--mount", "--pid", "--fork", "--mount-proc");
        assumeTrue(
                isRoot() && works(container, "true"), "no namespaces of our own can be made here");
        List<String> command = new ArrayList<>(container);
        command.addAll(
                List.of(
                        "sh",
                        "-c",
                        "mount -t tmpfs none /mnt && cp -r \"$1\" /mnt/program"
                                + " && mount -t tmpfs none /tmp && cd /tmp"
                                + " && exec \"$2\" -cp /mnt/program \"$3\"",
                        "sh",
                        classes.toString(),
                        HoldupJar.java(),
                        PROGRAM));
        Process first = start(command);
        long pid = first.children().findFirst().orElseThrow().pid();
        expectRecording(pid, first);
    }

    @ParameterizedTest
    @CsvSource({
        "-XX:+DisableAttachMechanism, -XX:+DisableAttachMechanism",
        "-XX:-EnableDynamicAgentLoading, EnableDynamicAgentLoading"
    })
    void saysWhichOptionForbidsIt(String option, String said) throws IOException {
        Process target = start(java(option));
        expectRefusal(Long.toString(target.pid()), said);
        assertThat(target.isAlive()).isTrue();
    }

    @Test
    void leavesAProgramThatIsNoJvmAlone() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/cat")), "there is no /bin/cat here");
        Process cat = new ProcessBuilder("/bin/cat").start();
        started.add(cat);
        expectRefusal(Long.toString(cat.pid()), "expected a JVM, found /bin/cat");
        assertThat(cat.isAlive()).isTrue();
    }

    @Test
    void saysThatThereIsNoSuchProcess() {
        expectRefusal("999999999", "expected a running program, found none");
    }

    private void expectRecording(long pid, Process target) {
        Outcome outcome =
                holdup.run("record", Long.toString(pid), "-d", "500ms", "-o", "there.jfr");
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).contains("recording: ");
        assertThat(holdup.run("report", "there.jfr").out())
                .contains("Recorded by the Holdup agent");
        assertThat(target.isAlive()).isTrue();
    }

    private void expectRefusal(String pid, String said) {
        Outcome outcome = holdup.run("record", pid, "-d", "500ms", "-o", "there.jfr");
        assertThat(outcome.status()).isEqualTo(ExitCode.NOT_ATTACHABLE);
        assertThat(outcome.err())
                .contains(said)
                .contains("what to do: ")
                .contains("docs/troubleshooting.md#not-attachable");
        assertThat(folder.resolve("there.jfr")).doesNotExist();
    }

    private List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(HoldupJar.java());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classes.toString(), PROGRAM));
        return command;
    }

    /** Starts a program and waits until it says that it is up. */
    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        started.add(process);
        BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(said.readLine()).isEqualTo("up");
        return process;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean works(List<String> prefix, String command) throws IOException {
        List<String> whole = new ArrayList<>(prefix);
        whole.add(command);
        try {
            return new ProcessBuilder(whole).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
