/**
 * The command line: the only part that prints. Machine output goes to stdout; hints, progress and
 * errors go to stderr.
 */
@NullMarked
package dev.holdup.cli;

import org.jspecify.annotations.NullMarked;
