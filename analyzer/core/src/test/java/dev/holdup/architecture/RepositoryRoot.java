package dev.holdup.architecture;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the top folder of the checkout; tests run with a module's folder as working directory. */
public final class RepositoryRoot {
    private RepositoryRoot() {}

    /**
     * The nearest folder upwards that holds the page with the architecture.
     *
     * @throws IllegalStateException if there is none
     */
    public static Path find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("ARCHITECTURE.md"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no ARCHITECTURE.md in " + start + " or above it");
    }
}
