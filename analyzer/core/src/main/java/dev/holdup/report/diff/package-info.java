/** Stalls by site, before against after. */
@NullMarked
package dev.holdup.report.diff;

import org.jspecify.annotations.NullMarked;
