package dev.holdup.cli;

import dev.holdup.blame.BlameResult;
import dev.holdup.report.check.Checker;
import dev.holdup.report.check.JUnitXml;
import dev.holdup.report.check.Rule;
import dev.holdup.report.check.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds recordings against rules, for a build that fails when a stall comes back. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Holds recordings against rules; exit status 1 if one is broken, or if a recording",
            "cannot show what a rule is about."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  holdup check run.jfr --max-stall 200ms --no-pinning --no-deadlock",
            "  holdup check run.jfr --rule 'max-stall 50ms threads http-.* site com[.]acme'",
            "  holdup check run.jfr --rules holdup.rules --junit target/holdup.xml",
            "",
            "A rule file has a rule on each line, as after --rule: 'max-stall TIME', 'max-share N%%',",
            "'no-pinning' or 'no-deadlock', then 'threads REGEX' and 'site REGEX' as needed."
        })
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--max-stall",
            paramLabel = "TIME",
            description = "No thread may be stalled longer than this at a stretch.")
    private @Nullable String maxStall;

    @Option(
            names = "--max-share",
            paramLabel = "N%",
            description =
                    "Share of the threads' time, idle time left out, that may be spent in stalls.")
    private @Nullable String maxShare;

    @Option(names = "--no-pinning", description = "No virtual thread may block its carrier.")
    private boolean noPinning;

    @Option(names = "--no-deadlock", description = "No threads may wait for each other for ever.")
    private boolean noDeadlock;

    @Option(names = "--rule", paramLabel = "RULE", description = "One more rule; may be repeated.")
    private List<String> moreRules = new ArrayList<>();

    @Option(names = "--rules", paramLabel = "FILE", description = "A file of rules.")
    private List<Path> ruleFiles = new ArrayList<>();

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also write the verdicts as JUnit XML.")
    private @Nullable Path junit;

    @Option(
            names = "--together",
            description = "Read all files as one recording; else each is judged on its own.")
    private boolean together;

    @Mixin private Window window = new Window();

    @Mixin private Analysis analysis = new Analysis();

    @Parameters(arity = "1..*", paramLabel = "RECORDING", description = "Files or folders.")
    private List<Path> files = new ArrayList<>();

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Rule> rules = rules();
        List<String> suites = new ArrayList<>();
        int broken = 0;
        int judged = 0;
        List<Path> found = Recordings.expand(files);
        List<List<Path>> recordings =
                together ? List.of(found) : found.stream().map(List::of).toList();
        for (List<Path> recording : recordings) {
            BlameResult result =
                    analysis.analyze(Recordings.load(console, recording).trace(), window);
            List<Verdict> verdicts = Checker.check(result, rules);
            String name = recording.get(0).toString();
            if (recordings.size() > 1) {
                console.out().println(name);
            }
            for (Verdict verdict : verdicts) {
                print(verdict);
                judged++;
                broken += verdict.outcome() == Verdict.Outcome.KEPT ? 0 : 1;
            }
            suites.add(JUnitXml.suite(name, verdicts));
        }
        writeJUnit(suites);
        console.out()
                .println(
                        broken == 0
                                ? "all " + judged + " kept"
                                : broken + " of " + judged + " not kept");
        if (broken > 0) {
            console.hint(
                    "see where: holdup open "
                            + found.get(0)
                            + ". More: "
                            + Trouble.CHECK_FAILED.page());
        }
        return broken == 0 ? ExitCode.FINE : ExitCode.CHECK_FAILED;
    }

    private void print(Verdict verdict) {
        String outcome =
                switch (verdict.outcome()) {
                    case KEPT -> "kept";
                    case BROKEN -> "BROKEN";
                    case NOT_RECORDED -> "NOT RECORDED";
                };
        console.out().println(outcome + "  " + verdict.rule().text() + ": " + verdict.text());
        for (String line : verdict.evidence()) {
            console.out().println("    " + line);
        }
    }

    private void writeJUnit(List<String> suites) {
        if (junit == null) {
            return;
        }
        try {
            Files.writeString(junit, JUnitXml.file(suites));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "JUnit XML " + junit + ": expected a file that can be written, found " + e,
                    "choose another file with --junit",
                    Trouble.CANNOT_WRITE,
                    e);
        }
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        try {
            if (maxStall != null) {
                rules.add(Rule.parse("max-stall " + maxStall));
            }
            if (maxShare != null) {
                rules.add(Rule.parse("max-share " + maxShare));
            }
            if (noPinning) {
                rules.add(Rule.noPinning());
            }
            if (noDeadlock) {
                rules.add(Rule.noDeadlock());
            }
            for (String text : moreRules) {
                rules.add(Rule.parse(text));
            }
            for (Path file : ruleFiles) {
                rules.addAll(Rule.parseLines(file.toString(), Files.readAllLines(file)));
            }
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    String.valueOf(e.getMessage()),
                    "see 'holdup check --help' for the form of a rule",
                    Trouble.WRONG_USAGE,
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREADABLE_INPUT,
                    "rules: expected a text file, found " + e,
                    "check the path of --rules",
                    Trouble.NO_SUCH_FILE,
                    e);
        }
        if (rules.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "holdup check: expected at least one rule, found none",
                    "give --max-stall, --max-share, --no-pinning, --no-deadlock, --rule or --rules",
                    Trouble.WRONG_USAGE);
        }
        return rules;
    }
}
