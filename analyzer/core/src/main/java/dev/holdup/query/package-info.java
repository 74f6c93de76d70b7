/**
 * What a viewer asks about one recording: lanes as binary tiles, spans, threads, areas. Answers are
 * columns or JSON text, so that a server needs to know neither the model nor the blame rules.
 */
@NullMarked
package dev.holdup.query;

import org.jspecify.annotations.NullMarked;
