package dev.holdup.report;

import static dev.holdup.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TraceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PagesTest {
    @Test
    void writesTheVerdictAsMarkdown() {
        Golden.check("read-under-lock.md", MarkdownReport.of(Story.readUnderLockReport()));
    }

    @Test
    void writesTheVerdictAsOnePage() {
        Golden.check("read-under-lock.html", HtmlReport.of(Story.readUnderLockReport()));
    }

    @Test
    void thePageAsksForNothing() {
        assertThat(HtmlReport.of(Story.readUnderLockReport()))
                .doesNotContain("<script", "http://", "https://", "src=", "@import", "url(")
                .contains("default-src 'none'");
    }

    @Test
    void namesOfTheProgramCannotBecomeMarkup() {
        TraceBuilder builder = new TraceBuilder();
        int thread = builder.addThread("<script>alert(1)</script>|x`\u001b[2J", 1, 0, "");
        builder.addWait(
                thread,
                0,
                50 * MS,
                Operation.FILE_READ,
                builder.resource(ResourceTable.Kind.FILE, "/tmp/\"><img src=x>", 0),
                builder.stack(List.of("a.B.<init>:1")));
        Report report = Story.report(builder, 100 * MS, ReportOptions.everything());

        assertThat(HtmlReport.of(report)).doesNotContain("<script>", "<img", "\u001b");
        String outsideOfCode =
                MarkdownReport.of(report)
                        .replaceAll("(?s)```.*?```", "")
                        .replaceAll("`[^`\n]*`", "");
        assertThat(outsideOfCode).doesNotContain("<script>", "<img").contains("<summary>");
        assertThat(MarkdownReport.of(report)).doesNotContain("\u001b");
        assertThat(MarkdownReport.of(report).lines().filter(line -> line.startsWith("| 1 |")))
                .singleElement()
                .satisfies(line -> assertThat(line.split("(?<!\\\\)\\|", -1)).hasSize(12));
    }

    @Test
    void explainsAStallWithTheStacksOfBothSides() {
        Golden.check(
                "explain-order-worker-3.txt",
                ExplainText.of(Story.analyze(Story.readUnderLock(), 200 * MS), 2, 45 * MS));
    }

    @Test
    void saysThatAThreadWasNotStalled() {
        assertThat(ExplainText.of(Story.analyze(Story.readUnderLock(), 200 * MS), 2, 5 * MS))
                .isEqualTo("`order-worker-3` was not stalled at 5 ms: it was RUNNING.\n");
    }

    @Test
    void saysThatAThreadDidNotLiveThen() {
        TraceBuilder builder = new TraceBuilder();
        int thread = builder.addThread("late", 1, 0, "");
        builder.threadStart(thread, 50 * MS);

        assertThat(ExplainText.of(Story.analyze(builder, 100 * MS), thread, 5 * MS))
                .isEqualTo("`late` did not live at 5 ms: it lived from 50 ms to 100 ms.\n");
    }
}
