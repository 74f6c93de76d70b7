/** How fast recordings are read, beside the JDK's reader and async-profiler's. */
@NullMarked
package dev.holdup.bench.load;

import org.jspecify.annotations.NullMarked;
