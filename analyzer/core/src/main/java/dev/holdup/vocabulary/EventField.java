package dev.holdup.vocabulary;

/**
 * A field of an event.
 *
 * @param name as it stands in the recording's metadata
 * @param type JFR type: a Java primitive, {@code String}, {@code Class}, {@code Thread}, {@code
 *     StackTrace} or the name of a constant's type
 * @param unit {@code ns}, {@code ms}, {@code ticks}, {@code bytes}, {@code id}, {@code code} or
 *     empty
 * @param meaning one phrase, with the special values
 */
public record EventField(String name, String type, String unit, String meaning) {}
