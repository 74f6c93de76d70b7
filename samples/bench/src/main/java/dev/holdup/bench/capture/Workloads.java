package dev.holdup.bench.capture;

import java.util.List;

/** All workloads, in the order in which they are run. */
final class Workloads {
    static final List<Workload> ALL =
            List.of(
                    new TomcatWorkload(),
                    new JdkHttpWorkload(),
                    new JettyWorkload(),
                    new H2Workload(),
                    new KafkaWorkload());

    private Workloads() {}

    static Workload named(String name) {
        for (Workload workload : ALL) {
            if (workload.name().equals(name)) {
                return workload;
            }
        }
        StringBuilder known = new StringBuilder();
        for (Workload workload : ALL) {
            known.append(' ').append(workload.name());
        }
        throw new IllegalArgumentException("workload: expected one of" + known + ", found " + name);
    }
}
