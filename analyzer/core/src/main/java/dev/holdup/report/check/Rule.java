package dev.holdup.report.check;

import dev.holdup.report.DurationText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One rule. As text, in files and on the command line:
 *
 * <pre>
 *   max-stall 200ms [threads REGEX] [site REGEX]   no stall lasts longer
 *   max-share 5%    [threads REGEX] [site REGEX]   share of the time threads had work and were stalled
 *   no-pinning      [threads REGEX]                no virtual thread blocks its carrier
 *   no-deadlock                                    no threads wait for each other for ever
 * </pre>
 *
 * A thread counts if its name contains a match; a stall counts if a frame of the victim's stack or
 * of the root's contains one.
 *
 * @param kind what is limited
 * @param limit nanoseconds of a MAX_STALL, millionths of a MAX_SHARE, else 0
 * @param threads victims the rule is about
 * @param site sites the rule is about
 */
public record Rule(Kind kind, long limit, Pattern threads, Pattern site) {
    private static final Pattern ANY = Pattern.compile("");
    private static final Pattern DURATION =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ns|us|ms|s|min|m|h)");
    private static final Pattern PERCENT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)%");
    private static final long MILLIONTHS_PER_PERCENT = 10_000;

    /** What a rule limits. */
    public enum Kind {
        MAX_STALL("max-stall"),
        MAX_SHARE("max-share"),
        NO_PINNING("no-pinning"),
        NO_DEADLOCK("no-deadlock");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Name in rule files. */
        public String text() {
            return text;
        }
    }

    /** No stall may last longer. */
    public static Rule maxStall(long nanos) {
        return new Rule(Kind.MAX_STALL, nanos, ANY, ANY);
    }

    /** No virtual thread may block its carrier. */
    public static Rule noPinning() {
        return new Rule(Kind.NO_PINNING, 0, ANY, ANY);
    }

    /** No threads may wait for each other for ever. */
    public static Rule noDeadlock() {
        return new Rule(Kind.NO_DEADLOCK, 0, ANY, ANY);
    }

    /**
     * Reads a rule.
     *
     * @throws IllegalArgumentException if the text does not follow the grammar; the message tells
     *     what was expected and found
     */
    public static Rule parse(String text) {
        String[] words = text.strip().split("\\s+", -1);
        Kind kind = kind(words[0]);
        boolean hasLimit = kind == Kind.MAX_STALL || kind == Kind.MAX_SHARE;
        long limit = 0;
        if (hasLimit) {
            if (words.length < 2) {
                throw new IllegalArgumentException(
                        "rule '" + text + "': expected a limit after " + kind.text());
            }
            limit = kind == Kind.MAX_STALL ? nanos(words[1]) : millionths(words[1]);
        }
        Pattern threads = ANY;
        Pattern site = ANY;
        int next = hasLimit ? 2 : 1;
        while (next < words.length) {
            if (next + 1 == words.length) {
                throw new IllegalArgumentException(
                        "rule '" + text + "': expected a regular expression after " + words[next]);
            }
            if (words[next].equals("threads")) {
                threads = pattern(words[next + 1]);
            } else if (words[next].equals("site") && hasLimit) {
                site = pattern(words[next + 1]);
            } else {
                throw new IllegalArgumentException(
                        "rule '"
                                + text
                                + "': expected 'threads REGEX'"
                                + (hasLimit ? " or 'site REGEX'" : "")
                                + ", found "
                                + words[next]);
            }
            next += 2;
        }
        return new Rule(kind, limit, threads, site);
    }

    /**
     * Reads a rule file: a rule on each line; empty lines and lines that begin with # are skipped.
     *
     * @param source name of the file, for messages
     */
    public static List<Rule> parseLines(String source, List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                rules.add(parse(line));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        source + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return rules;
    }

    private static Kind kind(String word) {
        for (Kind kind : Kind.values()) {
            if (kind.text.equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "rule: expected max-stall, max-share, no-pinning or no-deadlock, found '"
                        + word
                        + "'");
    }

    private static long nanos(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "max-stall: expected a duration like 200ms or 1.5s, found '" + text + "'");
        }
        long unit =
                switch (matcher.group(2)) {
                    case "ns" -> 1L;
                    case "us" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    default -> 60_000_000_000L;
                };
        return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    }

    private static long millionths(String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "max-share: expected a share like 5% or 0.5%, found '" + text + "'");
        }
        return new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(MILLIONTHS_PER_PERCENT))
                .longValue();
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "rule: expected a regular expression, found '"
                            + text
                            + "' ("
                            + e.getDescription()
                            + ")",
                    e);
        }
    }

    /** The rule as it is written. */
    public String text() {
        StringBuilder text = new StringBuilder(kind.text);
        if (kind == Kind.MAX_STALL) {
            text.append(' ').append(DurationText.of(limit).replace(" ", ""));
        } else if (kind == Kind.MAX_SHARE) {
            text.append(' ')
                    .append(
                            BigDecimal.valueOf(limit)
                                    .divide(BigDecimal.valueOf(MILLIONTHS_PER_PERCENT))
                                    .stripTrailingZeros()
                                    .toPlainString())
                    .append('%');
        }
        if (!threads.pattern().isEmpty()) {
            text.append(" threads ").append(threads.pattern());
        }
        if (!site.pattern().isEmpty()) {
            text.append(" site ").append(site.pattern());
        }
        return text.toString();
    }
}
