package dev.holdup.report;

import java.util.List;

/**
 * One finding of a report.
 *
 * @param kind name of the kind
 * @param severityNanos stall time it explains
 * @param summary one English sentence
 * @param threads names of the threads concerned
 * @param resources names of the resources concerned
 * @param blame ids of the rows that are its evidence
 */
public record FindingRow(
        String kind,
        long severityNanos,
        String summary,
        List<String> threads,
        List<String> resources,
        List<Integer> blame) {}
