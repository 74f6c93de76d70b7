package dev.holdup.load.format;

/** Turns a string found in a row into a symbol. */
final class SlotText {
    private SlotText() {}

    /**
     * Symbol of an inline string.
     *
     * @param encoding of {@link StringBytes}, but not CONSTANT
     * @param place its position in {@code bytes} in the high half, its length in the low half
     */
    static int symbol(
            SymbolDictionary symbols,
            StringBytes converted,
            byte[] bytes,
            int encoding,
            long place) {
        int from = (int) (place >>> 32);
        int length = (int) place;
        return switch (encoding) {
            case StringBytes.NULL -> SymbolDictionary.NONE;
            case StringBytes.UTF8 -> {
                if (StringBytes.isAscii(bytes, from, length)) {
                    yield symbols.intern(bytes, from, length);
                }
                converted.fromModifiedUtf8(bytes, from, length);
                yield symbols.intern(converted.bytes, 0, converted.length);
            }
            case StringBytes.LATIN1 -> {
                if (StringBytes.isAscii(bytes, from, length)) {
                    yield symbols.intern(bytes, from, length);
                }
                converted.fromLatin1(bytes, from, length);
                yield symbols.intern(converted.bytes, 0, converted.length);
            }
            case StringBytes.CHARS -> {
                if (converted.isAsciiChars(bytes, from, length)) {
                    yield symbols.intern(bytes, from, length);
                }
                converted.fromChars(bytes, from, length);
                yield symbols.intern(converted.bytes, 0, converted.length);
            }
            default -> symbols.intern(bytes, 0, 0);
        };
    }
}
