/** Building blocks without a domain: growing primitive columns, durations as text, errors. */
@NullMarked
package dev.holdup.base;

import org.jspecify.annotations.NullMarked;
