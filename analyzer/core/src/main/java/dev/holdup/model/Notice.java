package dev.holdup.model;

/**
 * Something a reader of the results must know about their quality: a loss, a damage, a repair.
 *
 * @param kind short stable word, for instance {@code lost-events}
 * @param text one English sentence with numbers
 */
public record Notice(String kind, String text) {}
