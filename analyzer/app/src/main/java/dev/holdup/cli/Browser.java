package dev.holdup.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens the user's browser if there is a desktop. */
final class Browser {
    private Browser() {}

    /**
     * Opens the page by way of a private file: the address holds a token, and what stands on a
     * command line is visible to every user of the machine. Nothing happens without a desktop.
     */
    static void open(String url, Map<String, String> environment) {
        List<String> command = command(System.getProperty("os.name", ""), environment);
        if (command.isEmpty()) {
            return;
        }
        try {
            // Temporary files are readable by their owner only.
            Path page = Files.createTempFile("holdup-open", ".html");
            page.toFile().deleteOnExit();
            Files.writeString(
                    page,
                    "<!DOCTYPE html><meta charset=\"utf-8\"><title>Holdup</title>"
                            + "<meta http-equiv=\"refresh\" content=\"0; url="
                            + url
                            + "\">\n");
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.command().add(page.toUri().toString());
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The address is on stdout anyway; a browser is a convenience.
        }
    }

    /** The command that opens an address on this system; empty if nobody would see it. */
    static List<String> command(String system, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return new ArrayList<>(List.of("open"));
        }
        if (name.startsWith("windows")) {
            return new ArrayList<>(List.of("rundll32", "url.dll,FileProtocolHandler"));
        }
        boolean hasDesktop =
                !environment.getOrDefault("DISPLAY", "").isEmpty()
                        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
        return hasDesktop ? new ArrayList<>(List.of("xdg-open")) : List.of();
    }
}
