/** Rules a recording must keep, for a build that fails when a stall comes back. */
@NullMarked
package dev.holdup.report.check;

import org.jspecify.annotations.NullMarked;
