/** Hands a result to other tools, in their formats. Every writer streams. */
@NullMarked
package dev.holdup.report.export;

import org.jspecify.annotations.NullMarked;
