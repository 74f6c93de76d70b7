package dev.holdup.junit;

import dev.holdup.load.UnreadableRecordingException;
import dev.holdup.report.check.Rule;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Records each test under a {@link HoldupTest} and holds it against its limits.
 *
 * <p>What is recorded and judged is the test method alone, without the methods before and after it.
 * Configuration parameters of JUnit: {@code holdup.agent} ({@code off}, or the path of an agent
 * jar), {@code holdup.agent.options}, {@code holdup.folder}.
 */
public final class HoldupExtension
        implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(HoldupExtension.class);
    private static final System.Logger LOG = System.getLogger("dev.holdup.junit");
    private static final AtomicBoolean HAS_WARNED = new AtomicBoolean();

    /** What is kept between the start of a test and its end. */
    private record Running(TestRecording recording, List<Rule> rules, String agentAbsence) {}

    @Override
    public void beforeTestExecution(ExtensionContext context) {
        Optional<HoldupTest> limits = limits(context);
        if (limits.isEmpty()) {
            return;
        }
        List<Rule> rules = TestRules.of(limits.get());
        if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
            throw new ExtensionConfigurationException(
                    "@HoldupTest: expected a JVM with the module jdk.jfr, found none; add it with"
                            + " --add-modules jdk.jfr");
        }
        String absence =
                AgentInside.require(
                        parameter(context, "holdup.agent"),
                        parameter(context, "holdup.agent.options"));
        if (!absence.isEmpty() && !HAS_WARNED.getAndSet(true)) {
            LOG.log(Level.WARNING, "@HoldupTest: " + Judgement.plainOnly(absence));
        }
        TestRecording recording = TestRecording.start(context.getDisplayName());
        context.getStore(NAMESPACE).put(Running.class, new Running(recording, rules, absence));
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws Exception {
        Running running = context.getStore(NAMESPACE).remove(Running.class, Running.class);
        if (running == null) {
            return;
        }
        running.recording().end();
        Path file =
                RecordingPath.of(
                        parameter(context, "holdup.folder"),
                        context.getRequiredTestClass().getName(),
                        context.getRequiredTestMethod().getName(),
                        context.getUniqueId());
        Optional<Throwable> failure = context.getExecutionException();
        Judgement judgement = judge(running, file);
        if (judgement.broken().isEmpty()) {
            if (failure.isEmpty()) {
                Files.deleteIfExists(file);
            } else {
                context.publishReportEntry("holdup.recording", file.toString());
            }
            return;
        }
        AssertionFailedError stalled =
                new AssertionFailedError(judgement.message(file, running.agentAbsence()));
        if (failure.isEmpty()) {
            throw stalled;
        }
        // The test's own failure comes first; what it waited for may be why.
        failure.get().addSuppressed(stalled);
    }

    private static Judgement judge(Running running, Path file) throws IOException {
        try {
            running.recording().writeTo(file);
            return Judgement.of(file, running.recording(), running.rules());
        } catch (UnreadableRecordingException e) {
            throw new AssertionFailedError(
                    "@HoldupTest cannot judge this test: its recording "
                            + file
                            + " cannot be read: expected "
                            + e.expected()
                            + ", found "
                            + e.found(),
                    e);
        }
    }

    /** The annotation of the method, else of its class or of a class around it. */
    private static Optional<HoldupTest> limits(ExtensionContext context) {
        Optional<HoldupTest> found =
                AnnotationSupport.findAnnotation(context.getElement(), HoldupTest.class);
        Optional<Class<?>> type = context.getTestClass();
        while (found.isEmpty() && type.isPresent()) {
            found = AnnotationSupport.findAnnotation(type.get(), HoldupTest.class);
            type = Optional.ofNullable(type.get().getEnclosingClass());
        }
        return found;
    }

    private static String parameter(ExtensionContext context, String name) {
        return context.getConfigurationParameter(name).orElse("").strip();
    }
}
