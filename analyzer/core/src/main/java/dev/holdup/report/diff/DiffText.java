package dev.holdup.report.diff;

import com.google.gson.stream.JsonWriter;
import dev.holdup.report.DurationText;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** Writes a {@link Diff} as text of 100 columns, or as JSON. */
public final class DiffText {
    private static final int WIDTH = 100;

    private DiffText() {}

    /** The first {@code top} sites, all if it is 0. */
    public static String of(Diff diff, int top) {
        StringBuilder out = new StringBuilder();
        out.append(headline(diff)).append("\n\n");
        out.append("Stall time per ").append(diff.unit());
        out.append(diff.unit().equals("second") ? " of run, " : ", ");
        out.append(runs(diff.beforeRuns())).append(" before, ");
        out.append(runs(diff.afterRuns())).append(" after.\n");
        out.append(
                canTell(diff)
                        ? "chance: how often two sets of equal runs would differ as much; with many"
                                + " sites some\nsmall ones are expected.\n"
                        : "One run on a side cannot tell a change from chance: give folders with"
                                + " repeated runs.\n");
        out.append("\n    before      after     change  chance  site\n");
        line(out, diff.total());
        int shown = 0;
        for (Diff.Line line : diff.lines()) {
            if (top > 0 && shown++ == top) {
                out.append("  ... and ").append(diff.lines().size() - top).append(" more\n");
                break;
            }
            line(out, line);
        }
        return out.toString();
    }

    private static String runs(int count) {
        return count + (count == 1 ? " run" : " runs");
    }

    private static boolean canTell(Diff diff) {
        return !Double.isNaN(diff.total().chance());
    }

    /** The change in one sentence. */
    static String headline(Diff diff) {
        Diff.Line total = diff.total();
        if (total.before() == 0 && total.after() == 0) {
            return "No stalls before, none after.";
        }
        String per = " per " + diff.unit();
        String verb = total.change() == 0 ? "stayed" : total.change() < 0 ? "fell" : "rose";
        StringBuilder text = new StringBuilder("Stalls ").append(verb);
        text.append(" from ").append(nanos(total.before())).append(" to ");
        text.append(nanos(total.after())).append(per);
        if (total.before() > 0) {
            text.append(
                    String.format(
                            Locale.ROOT, " (%+.0f %%)", 100 * total.change() / total.before()));
        }
        for (Diff.Line line : diff.lines()) {
            if (line.change() * total.change() > 0) {
                text.append("; most by ").append(line.site()).append(", ");
                text.append(signed(line.change())).append(per);
                break;
            }
        }
        return text.append('.').toString();
    }

    private static void line(StringBuilder out, Diff.Line line) {
        String numbers =
                String.format(
                        Locale.ROOT,
                        "%10s %10s %10s  %6s  ",
                        nanos(line.before()),
                        nanos(line.after()),
                        signed(line.change()),
                        Double.isNaN(line.chance())
                                ? "-"
                                : String.format(Locale.ROOT, "%.3f", line.chance()));
        String site = line.site();
        int room = WIDTH - numbers.length();
        out.append(numbers)
                .append(
                        site.length() <= room
                                ? site
                                : "..." + site.substring(site.length() - room + 3))
                .append('\n');
    }

    private static String nanos(double nanos) {
        return nanos == 0 ? "-" : DurationText.of(Math.round(nanos));
    }

    private static String signed(double nanos) {
        return nanos > 0 ? "+" + nanos(nanos) : nanos(nanos);
    }

    /** Writes {@code holdup.diff/1}: rates are nanoseconds of stall per unit. */
    public static void writeJson(Diff diff, Writer out) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.setIndent(" ");
        json.beginObject();
        json.name("schema").value("holdup.diff/1");
        json.name("headline").value(headline(diff));
        json.name("unit").value(diff.unit());
        json.name("beforeRuns").value(diff.beforeRuns());
        json.name("afterRuns").value(diff.afterRuns());
        json.name("total");
        object(json, diff.total());
        json.name("sites").beginArray();
        for (Diff.Line line : diff.lines()) {
            object(json, line);
        }
        json.endArray().endObject();
        json.flush();
    }

    private static void object(JsonWriter json, Diff.Line line) throws IOException {
        json.beginObject();
        json.name("site").value(line.site());
        json.name("beforeNanos").value(line.before());
        json.name("afterNanos").value(line.after());
        json.name("changeNanos").value(line.change());
        json.name("chance");
        if (Double.isNaN(line.chance())) {
            json.nullValue();
        } else {
            json.value(line.chance());
        }
        json.endObject();
    }
}
