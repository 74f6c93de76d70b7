package dev.holdup.report;

import dev.holdup.blame.RootKind;
import java.util.List;

/**
 * What a sentence about a row is made of.
 *
 * @param kind kind of the root
 * @param operation its operation, empty if it has none
 * @param target what the operation was about, empty if not known
 * @param detail more, depending on the kind; may be empty
 * @param threads the root's threads
 * @param site the root's stack, innermost first
 * @param heldLock brief name of the lock the root held while most of its victims waited for it;
 *     empty if they waited for something else
 */
record RowFacts(
        RootKind kind,
        String operation,
        String target,
        String detail,
        List<String> threads,
        List<String> site,
        String heldLock) {}
