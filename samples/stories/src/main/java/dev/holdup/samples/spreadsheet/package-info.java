/**
 * The textbook's program with threads that is not distributed: a spreadsheet with a user interface,
 * recalculation and autosave. {@link dev.holdup.samples.spreadsheet.Spreadsheet} starts it.
 */
@NullMarked
package dev.holdup.samples.spreadsheet;

import org.jspecify.annotations.NullMarked;
