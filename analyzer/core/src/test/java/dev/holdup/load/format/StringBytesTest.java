package dev.holdup.load.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StringBytesTest {
    /** A bell, a globe and a letter no single character of Java holds. */
    private static final String BEYOND = "a\u00e9\u20ac \ud83d\udd14\ud83c\udf0d\ud835\udd6b z";

    @Test
    void readsSurrogatesTheJvmWroteAsThreeBytesEach() {
        assertThat(utf8(modifiedUtf8(BEYOND))).isEqualTo(BEYOND);
    }

    @Test
    void leavesUtf8AsItIs() {
        assertThat(utf8(BEYOND.getBytes(StandardCharsets.UTF_8))).isEqualTo(BEYOND);
    }

    @Test
    void readsTheZeroTheJvmWritesAsTwoBytes() {
        assertThat(utf8(modifiedUtf8("a\0b\u00e9"))).isEqualTo("a\0b\u00e9");
    }

    @Test
    void readsCharactersCompressedOrNotAsTheHeaderSays() {
        for (boolean compressed : new boolean[] {true, false}) {
            for (String text : new String[] {BEYOND, "plain", "\u0101a"}) {
                assertThat(chars(compressed, text)).as("compressed %b", compressed).isEqualTo(text);
            }
        }
    }

    @Test
    void keepsAPlaceForHalfACharacter() {
        assertThat(chars(true, "x\ud83dy")).isEqualTo("x?y");
        assertThat(chars(true, "x\udd14y")).isEqualTo("x?y");
        assertThat(chars(false, "xy\ud83d")).isEqualTo("xy?");
        assertThat(chars(true, "\ud83d\ud83d\udd14")).isEqualTo("?\ud83d\udd14");
    }

    private static String utf8(byte[] bytes) {
        return read(true, StringBytes.UTF8, bytes, bytes.length);
    }

    private static String chars(boolean compressed, String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!compressed) {
                out.write(c >> 8);
                out.write(c);
                continue;
            }
            int left = c;
            for (; left > 0x7f; left >>= 7) {
                out.write((left & 0x7f) | 0x80);
            }
            out.write(left);
        }
        return read(compressed, StringBytes.CHARS, out.toByteArray(), text.length());
    }

    private static String read(boolean compressed, int encoding, byte[] bytes, int length) {
        byte[] window = new byte[bytes.length + 10];
        System.arraycopy(bytes, 0, window, 3, bytes.length);
        SymbolDictionary symbols = new SymbolDictionary();
        StringBytes converted = new StringBytes(compressed);
        long place = (3L << 32) | length;
        return symbols.text(SlotText.symbol(symbols, converted, window, encoding, place));
    }

    /** As the JVM does it: each half of a pair for itself. */
    private static byte[] modifiedUtf8(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                out.write(0xc0);
                out.write(0x80);
            } else if (Character.isSurrogate(c)) {
                out.write(0xe0 | (c >> 12));
                out.write(0x80 | ((c >> 6) & 0x3f));
                out.write(0x80 | (c & 0x3f));
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }
}
