/** The shipped jars, used as a user would: command lines in, exit codes, text and JSON out. */
@NullMarked
package dev.holdup.e2e;

import org.jspecify.annotations.NullMarked;
