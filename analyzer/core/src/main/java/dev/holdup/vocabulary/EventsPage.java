package dev.holdup.vocabulary;

/** Writes the vocabulary as the Markdown page {@code docs/events.md}. */
public final class EventsPage {
    private EventsPage() {}

    /** The whole page, lines ended by {@code \n}. */
    public static String text() {
        StringBuilder page = new StringBuilder();
        page.append("# Events\n\n");
        page.append("Generated from `dev.holdup.vocabulary.EventVocabulary`; do not edit. ");
        page.append("`-Dholdup.rewrite=true` on the tests of `analyzer/core` rewrites it.\n\n");
        page.append("Every event may also have `startTime`, `eventThread` and `stackTrace`. ");
        page.append("Events of our own agent are committed after the fact: the described interval");
        page.append(" starts at `startTime - ageNanos`.\n");
        for (EventType.Writer writer : EventType.Writer.values()) {
            page.append("\n## Written by ").append(writer.text()).append('\n');
            for (EventType type : EventVocabulary.ALL) {
                if (type.writer() == writer) {
                    append(page, type);
                }
            }
        }
        return page.toString();
    }

    private static void append(StringBuilder page, EventType type) {
        page.append("\n### ").append(type.name()).append("\n\n");
        page.append(type.meaning()).append(" Since ").append(type.since()).append(".\n");
        if (type.fields().isEmpty()) {
            return;
        }
        page.append("\n| field | type | unit | meaning |\n|---|---|---|---|\n");
        for (EventField field : type.fields()) {
            page.append("| `").append(field.name().replace("|", "` or `")).append("` | ");
            page.append(field.type()).append(" | ");
            page.append(field.unit()).append(" | ");
            page.append(field.meaning()).append(" |\n");
        }
    }
}
