/**
 * The file format of JFR: chunks, metadata, constants, rows. Knows layouts, not meanings; holds no
 * event by name.
 */
@NullMarked
package dev.holdup.load.format;

import org.jspecify.annotations.NullMarked;
