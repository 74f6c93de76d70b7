/**
 * From files to a trace: {@link dev.holdup.load.RecordingLoader} maps clocks, reads chunks, joins
 * what different events say of the same wait, and freezes.
 */
@NullMarked
package dev.holdup.load;

import org.jspecify.annotations.NullMarked;
