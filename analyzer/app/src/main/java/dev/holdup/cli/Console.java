package dev.holdup.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command prints.
 *
 * @param out machine output
 * @param err hints, progress, errors
 * @param inIsTerminal true if stdin is a terminal: its interrupt key reaches our children itself
 * @param errIsTerminal true if a human looks at {@code err} while the command runs
 * @param colour true if escape sequences for colour may be written
 */
record Console(
        PrintWriter out,
        PrintWriter err,
        boolean inIsTerminal,
        boolean errIsTerminal,
        boolean colour) {

    /** The process's own stdout and stderr, in UTF-8. */
    static Console ofProcess(Map<String, String> environment) {
        boolean errIsTerminal = isTerminal(2);
        boolean colour =
                isTerminal(1)
                        && environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Console(
                writer(FileDescriptor.out, false),
                writer(FileDescriptor.err, true),
                isTerminal(0),
                errIsTerminal,
                colour);
    }

    /** Prints a line to {@code err} that helps a human and that no program should parse. */
    void hint(String text) {
        err.println("holdup: " + text);
        err.flush();
    }

    private static PrintWriter writer(FileDescriptor descriptor, boolean autoFlush) {
        BufferedOutputStream stream =
                new BufferedOutputStream(new FileOutputStream(descriptor), 1 << 16);
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), autoFlush);
    }

    /**
     * Java cannot ask whether one of its three streams is a terminal. Linux tells by the name of
     * the open file; elsewhere POSIX's {@code test -t}, which inherits the stream, can tell. Where
     * neither exists nobody is assumed to look.
     */
    private static boolean isTerminal(int descriptor) {
        try {
            Path link = Path.of("/proc/self/fd/" + descriptor);
            if (Files.isSymbolicLink(link)) {
                String target = Files.readSymbolicLink(link).toString();
                return target.startsWith("/dev/pts/")
                        || target.startsWith("/dev/tty")
                        || target.equals("/dev/console");
            }
            return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
                            .inheritIO()
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
