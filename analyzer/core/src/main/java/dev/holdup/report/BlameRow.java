package dev.holdup.report;

import dev.holdup.blame.RootKind;
import java.util.List;

/**
 * One row of the blame table: all roots of one kind, operation, target and site. Stall times count
 * the selected victims only; {@code wallNanos} and {@code ownNanos} belong to the root and do not
 * depend on a selection of threads.
 *
 * @param id number of the row, from 1, in order of total less {@code overseerNanos}
 * @param kind kind of the root
 * @param operation name of the root's operation, empty if it has none
 * @param target host:port, path or class; where the row is about several, what they have in common,
 *     like {@code 10.0.0.1:*}; empty if there is none
 * @param targets each of them with its share of the total, largest first; empty if there is none
 * @param detail name of a VM operation, kind of latency, reason of an unknown; else empty
 * @param site the root's stack, innermost first; empty if not recorded
 * @param threads names of the threads that are the root, in order
 * @param selfNanos stall time of those threads themselves
 * @param othersNanos stall time of other threads
 * @param overseerNanos part of the total that threads suffered which did nothing but wait for those
 *     they had started
 * @param wallNanos time during which this was the root of at least one stall
 * @param ownNanos duration of the calls; of other kinds the wall time
 * @param incidents number of stalls it had a share in
 * @param longestNanos longest uninterrupted stall of one victim
 * @param exactNanos part of the total known by recorded facts alone
 * @param inferredNanos the rest
 * @param victims largest first
 * @param sentence the row as one English sentence
 */
public record BlameRow(
        int id,
        RootKind kind,
        String operation,
        String target,
        List<Target> targets,
        String detail,
        List<String> site,
        List<String> threads,
        long selfNanos,
        long othersNanos,
        long overseerNanos,
        long wallNanos,
        long ownNanos,
        long incidents,
        long longestNanos,
        long exactNanos,
        long inferredNanos,
        List<VictimRow> victims,
        String sentence) {

    /**
     * One of the things a row is about.
     *
     * @param name host:port, path or class
     * @param nanos stall time of all selected victims
     */
    public record Target(String name, long nanos) {}

    /** Stall time of all selected victims. */
    public long totalNanos() {
        return selfNanos + othersNanos;
    }

    /** Mean number of threads stopped by it, itself included; 0 for a call without a duration. */
    public double amplification() {
        return ownNanos == 0 ? 0 : (double) totalNanos() / ownNanos;
    }
}
