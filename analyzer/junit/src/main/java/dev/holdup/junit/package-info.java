/** Stall limits for tests of JUnit 5 and newer. */
@NullMarked
package dev.holdup.junit;

import org.jspecify.annotations.NullMarked;
