/**
 * The events Holdup writes and reads, as data: one table that the loader, the agent's tests and the
 * page {@code docs/events.md} share.
 */
@NullMarked
package dev.holdup.vocabulary;

import org.jspecify.annotations.NullMarked;
