package dev.holdup.load.format;

import dev.holdup.base.IntColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings as numbers: each distinct UTF-8 sequence once, its bytes in one array, decoded only when
 * asked for. Not thread-safe.
 */
public final class SymbolDictionary {
    /** No string, JFR's null. */
    public static final int NONE = -1;

    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final IntColumn offsets = new IntColumn();
    private final IntColumn hashes = new IntColumn();
    private byte[] bytes = new byte[4096];
    private int length;
    private int[] table = new int[1024];
    private String[] decoded = new String[256];

    public SymbolDictionary() {
        Arrays.fill(table, NONE);
        offsets.add(0);
    }

    public int size() {
        return hashes.size();
    }

    /** Number of the string with these UTF-8 bytes, a new one if it is new. */
    public int intern(byte[] source, int from, int count) {
        return intern(source, from, count, hash(source, from, count));
    }

    /** Number of this string. */
    public int intern(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return intern(utf8, 0, utf8.length);
    }

    /** Number here of the string that has number {@code symbol} in {@code other}. */
    public int internFrom(SymbolDictionary other, int symbol) {
        int from = other.offsets.get(symbol);
        return intern(
                other.bytes, from, other.offsets.get(symbol + 1) - from, other.hashes.get(symbol));
    }

    /** The string, 0 ≤ symbol &lt; size. */
    public String text(int symbol) {
        if (symbol >= decoded.length) {
            decoded = Arrays.copyOf(decoded, Math.max(symbol + 1, decoded.length * 2));
        }
        String text = decoded[symbol];
        if (text == null) {
            int from = offsets.get(symbol);
            text = new String(bytes, from, offsets.get(symbol + 1) - from, StandardCharsets.UTF_8);
            decoded[symbol] = text;
        }
        return text;
    }

    /** True if the string begins with these bytes. */
    public boolean startsWith(int symbol, byte[] prefix) {
        int from = offsets.get(symbol);
        int end = from + prefix.length;
        return end <= offsets.get(symbol + 1)
                && Arrays.equals(bytes, from, end, prefix, 0, prefix.length);
    }

    private int intern(byte[] source, int from, int count, int hash) {
        int slot = hash & (table.length - 1);
        while (table[slot] != NONE) {
            int symbol = table[slot];
            int start = offsets.get(symbol);
            int end = offsets.get(symbol + 1);
            if (hashes.get(symbol) == hash
                    && Arrays.equals(bytes, start, end, source, from, from + count)) {
                return symbol;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        int symbol = hashes.size();
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, length + (length >> 1)));
        }
        System.arraycopy(source, from, bytes, length, count);
        length += count;
        offsets.add(length);
        hashes.add(hash);
        table[slot] = symbol;
        if (hashes.size() * 2 > table.length) {
            grow();
        }
        return symbol;
    }

    private void grow() {
        table = new int[table.length * 2];
        Arrays.fill(table, NONE);
        for (int symbol = 0; symbol < hashes.size(); symbol++) {
            int slot = hashes.get(symbol) & (table.length - 1);
            while (table[slot] != NONE) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = symbol;
        }
    }

    private static int hash(byte[] source, int from, int count) {
        long hash = count;
        int at = from;
        for (; at <= from + count - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) EIGHT_BYTES.get(source, at)) * GOLDEN;
            hash ^= hash >>> 32;
        }
        long rest = 0;
        for (; at < from + count; at++) {
            rest = (rest << 8) | (source[at] & 0xff);
        }
        hash = (hash ^ rest) * GOLDEN;
        // The table uses the low bits.
        return (int) (hash >>> 32);
    }
}
