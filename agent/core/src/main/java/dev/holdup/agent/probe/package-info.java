/** What is hooked: one file per family, one list of all of them. */
@NullMarked
package dev.holdup.agent.probe;

import org.jspecify.annotations.NullMarked;
