package dev.holdup.samples.fileserver;

import dev.holdup.samples.PrintsToConsole;
import dev.holdup.samples.VirtualThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file server on a loopback port, in one of several designs, to be run under Holdup while {@link
 * LoadClient} asks it for files from another process.
 *
 * <pre>
 *   FileServer design folder [holding-lock | outside-lock]
 * </pre>
 *
 * Prints {@code listening on port} and ends when a client sends QUIT. What it makes happen: most
 * requests need the index for an instant; a few ask for a file that still is on the slow tape. What
 * to look for depends on the design, see {@link Design}.
 */
@PrintsToConsole
public final class FileServer {
    private FileServer() {}

    /** Exit status 2 means wrong usage, 3 a design that this JDK cannot run. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 2 || args.length > 3 || !Design.isName(args[0])) {
            System.err.println(
                    "usage: FileServer ("
                            + String.join(" | ", Design.names())
                            + ") folder [holding-lock | outside-lock]");
            System.exit(2);
        }
        Design design = Design.ofName(args[0]);
        if (design == Design.VIRTUAL && !VirtualThreads.available()) {
            System.err.println(VirtualThreads.whyAbsent());
            System.exit(3);
        }
        Path folder = Files.createDirectories(Path.of(args[1]));
        boolean holdingLock = args.length == 3 && args[2].equals("holding-lock");
        FileService service =
                new FileService(
                        folder,
                        holdingLock
                                ? SharedIndex.RestorePolicy.HOLDING_LOCK
                                : SharedIndex.RestorePolicy.OUTSIDE_LOCK);
        design.create().serve(service, port -> System.out.println("listening on " + port));
    }
}
