/**
 * Measures on this JVM and machine what the textbook claims about user-level threads, kernel-level
 * threads and light-weight processes – in Java: virtual threads, platform threads and carriers.
 * {@link dev.holdup.samples.threadlab.ThreadLab} runs it all.
 */
@NullMarked
package dev.holdup.samples.threadlab;

import org.jspecify.annotations.NullMarked;
