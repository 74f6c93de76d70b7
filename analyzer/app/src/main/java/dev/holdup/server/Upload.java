package dev.holdup.server;

import dev.holdup.query.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** Takes a recording from the page into a temporary file and opens it. */
final class Upload {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_NAME = 100;

    private final RecordingOpener opener;
    private final long maxBytes;

    Upload(RecordingOpener opener, long maxBytes) {
        this.opener = opener;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the request's body and opens it.
     *
     * @throws BadRequestException if it is too large or no recording; the message says which
     */
    Session receive(Request request, Parameters parameters) {
        String name = safeName(parameters.text("name", 1_000));
        try {
            Path folder = Files.createTempDirectory("holdup-open");
            Path file = folder.resolve(name);
            try {
                copy(Content.Source.asInputStream(request), file);
                return open(file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("receiving " + name, e);
        }
    }

    private Session open(Path file) {
        try {
            return opener.open(file);
        } catch (Exception e) {
            throw new BadRequestException(file.getFileName() + ": " + e.getMessage());
        }
    }

    private void copy(InputStream in, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                size += count;
                if (size > maxBytes) {
                    throw new BadRequestException(
                            "body: expected at most " + maxBytes + " bytes, found more");
                }
                out.write(buffer, 0, count);
            }
        }
    }

    /** The last part of the name, of harmless characters only, so that it can be a file's. */
    static String safeName(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
        String cut = plain.substring(Math.max(0, plain.length() - MAX_NAME));
        return cut.isEmpty() ? "recording.jfr" : cut;
    }
}
