package dev.holdup.load.event;

import dev.holdup.base.IntColumn;
import dev.holdup.load.format.SymbolDictionary;
import java.util.Arrays;

/** From the symbols of a chunk to those of everybody; each is looked up once. */
public final class SymbolTranslation {
    private static final int NOT_YET = -2;

    private final SymbolDictionary from;
    private final SymbolDictionary to;
    private final int[] known;

    public SymbolTranslation(SymbolDictionary from, SymbolDictionary to) {
        this.from = from;
        this.to = to;
        known = new int[from.size()];
        Arrays.fill(known, NOT_YET);
    }

    /** The symbol in the other dictionary; NONE stays NONE. */
    public int translate(int symbol) {
        if (symbol == SymbolDictionary.NONE) {
            return symbol;
        }
        int translated = known[symbol];
        if (translated == NOT_YET) {
            translated = to.internFrom(from, symbol);
            known[symbol] = translated;
        }
        return translated;
    }

    /** Replaces every symbol of a column. */
    void translateAll(IntColumn column) {
        for (int row = 0; row < column.size(); row++) {
            int symbol = column.get(row);
            if (symbol != SymbolDictionary.NONE) {
                column.set(row, translate(symbol));
            }
        }
    }
}
