package dev.holdup.load.format;

import dev.holdup.base.LongColumn;
import java.util.List;

/** The constants of one type in one chunk: the wanted fields in columns, rows found by id. */
final class ConstantPool {
    /** What a type's constants are to us; found by the type's simple name. */
    enum Kind {
        /** Not wanted, but must be read to be skipped: rows carry no size. */
        SKIPPED,
        /** A string, or a type whose first field is one. */
        TEXT,
        CLASS,
        METHOD,
        /** Only where stacks do not hold their frames themselves. */
        FRAME,
        STACK,
        THREAD,
        GROUP;

        /** The fields wanted; those of a text and of a stack depend on the type. */
        List<String> fields() {
            return switch (this) {
                case SKIPPED, TEXT, STACK -> List.of();
                case CLASS, GROUP -> List.of("name");
                case METHOD -> List.of("type", "name");
                case FRAME -> List.of("method", "lineNumber");
                case THREAD ->
                        List.of(
                                "osName",
                                "osThreadId",
                                "javaName",
                                "javaThreadId",
                                "group",
                                "virtual");
            };
        }

        static Kind of(JfrType type) {
            return switch (type.simpleName()) {
                case "StackTrace" -> STACK;
                case "Method" -> METHOD;
                case "StackFrame" -> FRAME;
                case "Class" -> CLASS;
                case "Thread" -> THREAD;
                case "ThreadGroup" -> GROUP;
                case "String" -> TEXT;
                default ->
                        type.fields().isEmpty() || !isText(type.fields().get(0)) ? SKIPPED : TEXT;
            };
        }

        private static boolean isText(JfrField field) {
            return !field.array() && !field.constant();
        }
    }

    final Kind kind;
    final RowPlan plan;
    final LongIntMap rows = new LongIntMap();
    final LongColumn[] columns;

    /** For each row what it is to everybody: a symbol, a thread, a stack. Set by resolving. */
    int[] resolved = new int[0];

    private IdTable ids = IdTable.EMPTY;

    ConstantPool(Kind kind, RowPlan plan, int columnCount) {
        this.kind = kind;
        this.plan = plan;
        columns = new LongColumn[columnCount];
        for (int i = 0; i < columnCount; i++) {
            columns[i] = new LongColumn();
        }
    }

    int size() {
        return rows.size();
    }

    /** What the constant {@code id} is, {@link LongIntMap#NONE} if the chunk has none. */
    int resolve(long id) {
        return ids.get(id);
    }

    /** Makes {@link #resolve} answer from {@link #resolved}. */
    void index() {
        ids = new IdTable(rows, resolved);
    }

    /** The answers of {@link #resolve}. */
    IdTable ids() {
        return ids;
    }
}
