package dev.holdup.load.format;

/**
 * What all chunks share. The record's own lock guards all three.
 *
 * @param symbols strings
 * @param threads threads
 * @param stacks stacks
 */
public record Dictionaries(
        SymbolDictionary symbols, ThreadDictionary threads, StackDictionary stacks) {

    public static Dictionaries empty() {
        return new Dictionaries(
                new SymbolDictionary(), new ThreadDictionary(), new StackDictionary());
    }
}
