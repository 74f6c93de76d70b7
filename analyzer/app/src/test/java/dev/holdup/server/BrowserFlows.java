package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs the scripts of {@code web-ui/browser} in headless Chromium. Without Node, without the UI's
 * packages or without Chromium the test is skipped and says so, unless {@code
 * -Dholdup.browser=required}.
 */
final class BrowserFlows {
    private static final int NO_BROWSER = 77;
    private static final long LIMIT_SECONDS = 900;
    private static final Path WEB_UI = Path.of("..", "..", "web-ui");

    private BrowserFlows() {}

    /**
     * Opens the address and goes through all flows of {@code flows.mjs}.
     *
     * @param name names the folder of the screenshots below target/screenshots
     * @param culprit text that the first ranked stall must show
     * @param victims names of threads that must be among its victims; none checks only that there
     *     are some
     */
    static void run(String address, String name, String culprit, String... victims)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(culprit));
        arguments.addAll(List.of(victims));
        String text = runScript("flows.mjs", address, name, arguments);
        assertThat(text).contains("ok    finds the culprit by text");
    }

    /**
     * Runs a script of {@code web-ui/browser}, all of whose flows must pass; returns its output.
     */
    static String runScript(String script, String address, String name, List<String> arguments)
            throws IOException, InterruptedException {
        if (!Files.isDirectory(WEB_UI.resolve("node_modules/playwright-core"))) {
            unavailable("web-ui/node_modules is not there: build web-ui first");
        }
        Path shots = Path.of("target", "screenshots", name).toAbsolutePath();
        Path file = WEB_UI.resolve("browser").resolve(script).toAbsolutePath().normalize();
        List<String> command =
                new ArrayList<>(List.of(node(), file.toString(), address, shots.toString()));
        command.addAll(arguments);
        File output = Files.createTempFile("flows", ".txt").toFile();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output)
                        .start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
        Files.delete(output.toPath());
        assertThat(ended).as("flows end within %s s:%n%s", LIMIT_SECONDS, text).isTrue();
        if (process.exitValue() == NO_BROWSER) {
            unavailable(text.strip());
        }
        assertThat(process.exitValue()).as("flows; screenshots in %s%n%s", shots, text).isZero();
        assertThat(text).containsPattern("[1-9]\\d* of \\d+ flows passed");
        return text;
    }

    /** The Node that built the UI: a fetched one, else the one on the PATH. */
    private static String node() {
        Path fetched = WEB_UI.resolve("target/node/node");
        return Files.isExecutable(fetched) ? fetched.toAbsolutePath().toString() : "node";
    }

    private static void unavailable(String reason) {
        String message = "browser flows: " + reason;
        assertThat(System.getProperty("holdup.browser", "optional"))
                .as(message)
                .isNotEqualTo("required");
        Assumptions.abort(message);
    }
}
