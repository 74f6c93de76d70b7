package dev.holdup.server;

import dev.holdup.query.Session;
import java.nio.file.Path;

/** Loads and analyses a recording that the user dropped on the page. */
@FunctionalInterface
public interface RecordingOpener {
    /**
     * Opens a file, which is deleted afterwards.
     *
     * @throws Exception if it is not a readable recording; the message is shown to the user
     */
    Session open(Path file) throws Exception;
}
