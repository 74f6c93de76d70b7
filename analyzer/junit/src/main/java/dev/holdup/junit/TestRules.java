package dev.holdup.junit;

import dev.holdup.report.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The rules an annotation stands for. */
final class TestRules {
    private TestRules() {}

    /**
     * At least one rule.
     *
     * @throws ExtensionConfigurationException if the annotation has no limit or a malformed one
     */
    static List<Rule> of(HoldupTest limits) {
        Pattern threads = pattern("threads", limits.threads());
        Pattern site = pattern("site", limits.site());
        List<Rule> rules = new ArrayList<>();
        try {
            if (!limits.maxStall().isEmpty()) {
                rules.add(narrowed(Rule.parse("max-stall " + limits.maxStall()), threads, site));
            }
            if (!limits.maxShare().isEmpty()) {
                rules.add(narrowed(Rule.parse("max-share " + limits.maxShare()), threads, site));
            }
            if (limits.noPinning()) {
                rules.add(narrowed(Rule.noPinning(), threads, Pattern.compile("")));
            }
            if (limits.noDeadlock()) {
                rules.add(narrowed(Rule.noDeadlock(), threads, Pattern.compile("")));
            }
            for (String rule : limits.rules()) {
                rules.add(Rule.parse(rule));
            }
            if (!limits.ruleFile().isEmpty()) {
                Path file = Path.of(limits.ruleFile());
                rules.addAll(Rule.parseLines(file.toString(), Files.readAllLines(file)));
            }
        } catch (IllegalArgumentException e) {
            throw new ExtensionConfigurationException("@HoldupTest: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ExtensionConfigurationException(
                    "@HoldupTest: ruleFile "
                            + Path.of(limits.ruleFile()).toAbsolutePath()
                            + ": expected a text file, found "
                            + e,
                    e);
        }
        if (rules.isEmpty()) {
            throw new ExtensionConfigurationException(
                    "@HoldupTest: expected at least one limit, found none; give maxStall, maxShare,"
                            + " noPinning, noDeadlock, rules or ruleFile");
        }
        return rules;
    }

    private static Rule narrowed(Rule rule, Pattern threads, Pattern site) {
        return new Rule(rule.kind(), rule.limit(), threads, site);
    }

    private static Pattern pattern(String name, String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new ExtensionConfigurationException(
                    "@HoldupTest: "
                            + name
                            + ": expected a regular expression, found '"
                            + text
                            + "' ("
                            + e.getDescription()
                            + ")",
                    e);
        }
    }
}
