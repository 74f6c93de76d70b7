package dev.holdup.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a test class as an IDE would, and tells how each test ended. */
final class CaseRunner {
    /** Stands for the end of one answer. */
    static final String END = "----";

    private CaseRunner() {}

    /** A file to write to, and the classes. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        for (int i = 1; i < arguments.length; i++) {
            outcomes.putAll(run(Class.forName(arguments[i]), Map.of()));
        }
        try (PrintWriter out =
                new PrintWriter(
                        Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8))) {
            outcomes.forEach((name, outcome) -> {
                out.println(name);
                out.println(outcome);
                out.println(END);
            });
        }
    }

    /** "passed", or the message of what a test failed with; by class and display name. */
    static Map<String, String> run(Class<?> type, Map<String, String> parameters) {
        LauncherDiscoveryRequest request =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(type))
                        .configurationParameters(parameters)
                        .build();
        Launcher launcher = LauncherFactory.create();
        Map<String, String> outcomes = java.util.Collections.synchronizedMap(new TreeMap<>());
        launcher.execute(
                request,
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (test.isTest()) {
                            String id = test.getUniqueId();
                            String name = id.substring(id.indexOf("[class:"));
                            outcomes.put(
                                    name.replaceAll("\\[[a-z-]+:(dev[.]holdup[.]junit[.])?", "")
                                            .replace("]", ""),
                                    result.getThrowable().map(CaseRunner::text).orElse("passed"));
                        }
                    }
                });
        return outcomes;
    }

    private static String text(Throwable failure) {
        StringBuilder text = new StringBuilder(String.valueOf(failure.getMessage()));
        for (Throwable suppressed : failure.getSuppressed()) {
            text.append("\nSUPPRESSED ").append(suppressed.getMessage());
        }
        return text.toString();
    }
}
