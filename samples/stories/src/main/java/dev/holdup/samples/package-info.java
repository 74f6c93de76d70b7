/** Small programs with a known culprit: the textbook's threads, live. JDK only. */
@NullMarked
package dev.holdup.samples;

import org.jspecify.annotations.NullMarked;
