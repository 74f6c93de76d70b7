package dev.holdup.base;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A growing column of texts. Equal texts that follow each other, or nearly so, are kept once. Safe
 * for many readers once nobody adds any more.
 */
public final class TextColumn {
    private static final int RECENT = 256;

    /** Number of the text of each row; -1 is the empty text. */
    private final IntColumn numbers = new IntColumn(-1);

    private final List<String> texts = new ArrayList<>();

    /** Texts added lately, by their hash. */
    private final int[] recent = new int[RECENT];

    // Of a column read from a file: UTF-8 bytes of all texts, and the end of each.
    private final IntColumn ends = new IntColumn();
    private final ByteColumn bytes = new ByteColumn();
    private @Nullable String[] decoded = {};

    public void add(String text) {
        if (text.isEmpty()) {
            numbers.add(-1);
            return;
        }
        int slot = text.hashCode() & (RECENT - 1);
        int known = recent[slot];
        if (known >= texts.size() || !texts.get(known).equals(text)) {
            known = texts.size();
            texts.add(text);
            recent[slot] = known;
        }
        numbers.add(known);
    }

    /** Text of row {@code index}, 0 ≤ index &lt; size. */
    public String get(int index) {
        int number = numbers.get(index);
        if (number < 0) {
            return "";
        }
        return number < texts.size() ? texts.get(number) : decoded(number);
    }

    public int size() {
        return numbers.size();
    }

    private String decoded(int number) {
        String text = decoded[number];
        if (text == null) {
            int from = number == 0 ? 0 : ends.get(number - 1);
            byte[] utf8 = new byte[Math.max(0, ends.get(number) - from)];
            for (int i = 0; i < utf8.length; i++) {
                utf8[i] = bytes.get(from + i);
            }
            text = new String(utf8, StandardCharsets.UTF_8);
            decoded[number] = text;
        }
        return text;
    }

    void write(ColumnVisitor writer) throws IOException {
        IntColumn allEnds = new IntColumn();
        ByteColumn allBytes = new ByteColumn();
        for (String text : texts) {
            for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
                allBytes.add(next);
            }
            allEnds.add(allBytes.size());
        }
        writer.visit(numbers);
        writer.visit(allEnds);
        writer.visit(allBytes);
    }

    void read(ColumnVisitor reader) throws IOException {
        reader.visit(numbers);
        reader.visit(ends);
        reader.visit(bytes);
        if (!numbers.isWithin(-1, ends.size() - 1) || !ends.isAscending(0, bytes.size())) {
            throw new IOException("texts: expected ends of texts one after the other");
        }
        decoded = new @Nullable String[ends.size()];
    }
}
