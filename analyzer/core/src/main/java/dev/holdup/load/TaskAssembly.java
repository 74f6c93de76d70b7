package dev.holdup.load;

import dev.holdup.load.event.TaskRows;
import dev.holdup.load.format.SymbolDictionary;
import dev.holdup.model.ResourceTable;

/** Adds the tasks of executors. */
final class TaskAssembly {
    private final Assembly assembly;
    private final TaskRows tasks;

    TaskAssembly(Assembly assembly) {
        this.assembly = assembly;
        tasks = assembly.rows.tasks;
    }

    void run() {
        for (int row = 0; row < tasks.size(); row++) {
            int executorClass = tasks.executorClasses.get(row);
            long executorId = tasks.executorIds.get(row);
            int executor =
                    executorClass == SymbolDictionary.NONE && executorId == 0
                            ? ResourceTable.NONE
                            : assembly.builder.resource(
                                    ResourceTable.Kind.OTHER,
                                    assembly.className(executorClass),
                                    executorId);
            assembly.builder.addTask(
                    assembly.thread(tasks.submitters.get(row)),
                    tasks.submitNanos.get(row),
                    assembly.thread(tasks.workers.get(row)),
                    tasks.startNanos.get(row),
                    tasks.endNanos.get(row),
                    executor,
                    tasks.queueLengths.get(row),
                    assembly.className(tasks.taskClasses.get(row)));
        }
    }
}
