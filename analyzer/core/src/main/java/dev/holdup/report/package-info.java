/**
 * The verdict as text, JSON, HTML and Markdown: groups the roots of {@code dev.holdup.blame} into
 * the rows people read, and puts them into sentences. All times are integer nanoseconds; rounding
 * happens only where a duration becomes text.
 */
@NullMarked
package dev.holdup.report;

import org.jspecify.annotations.NullMarked;
