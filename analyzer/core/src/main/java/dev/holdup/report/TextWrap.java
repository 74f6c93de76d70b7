package dev.holdup.report;

/** Fits text into columns. */
final class TextWrap {
    private TextWrap() {}

    /**
     * Appends {@code text} in lines of at most {@code width} characters, broken at spaces; of a
     * word longer than a line the two ends remain.
     */
    static void wrap(StringBuilder out, String first, String next, String text, int width) {
        StringBuilder line = new StringBuilder(first);
        int empty = line.length();
        int room = width - Math.max(first.length(), next.length());
        for (String whole : printable(text).split(" ", -1)) {
            String word = cut(whole, room);
            if (line.length() > empty && line.length() + 1 + word.length() > width) {
                out.append(line.toString().stripTrailing()).append('\n');
                line.setLength(0);
                line.append(next);
                empty = line.length();
            }
            if (line.length() > empty) {
                line.append(' ');
            }
            line.append(word);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /** The text, or its two ends with dots between if it is longer than {@code width}. */
    static String cut(String text, int width) {
        String printable = printable(text);
        if (printable.length() <= width) {
            return printable;
        }
        int head = (width - 3) / 3;
        int tail = width - 3 - head;
        return printable.substring(0, head)
                + "..."
                + printable.substring(printable.length() - tail);
    }

    /** The text, or its beginning with dots if it is longer than {@code width}. */
    static String cutEnd(String text, int width) {
        String printable = printable(text);
        return printable.length() <= width ? printable : printable.substring(0, width - 3) + "...";
    }

    /** Names come from the observed program: no control character of theirs reaches a terminal. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            printable.append(Character.isISOControl(c) ? '?' : c);
        }
        return printable.toString();
    }
}
