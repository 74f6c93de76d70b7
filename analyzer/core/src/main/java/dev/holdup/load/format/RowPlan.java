package dev.holdup.load.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A program with the places of the wanted fields. Immutable. */
final class RowPlan {
    /** This slot always holds 0. */
    static final int ABSENT = 0;

    /** Slots a program may use. */
    static final int MAX_SLOTS = 1024;

    private final RowProgram program;
    private final int[] slots;
    private final @Nullable JfrField[] fields;

    /**
     * @param program reads the row up to the last wanted field
     * @param slots slot of each wanted field, {@link #ABSENT} if the type has none of that name
     * @param fields the fields found, null where absent
     */
    RowPlan(RowProgram program, int[] slots, List<@Nullable JfrField> fields) {
        this.program = program;
        this.slots = slots.clone();
        this.fields = fields.toArray(new @Nullable JfrField[0]);
    }

    RowProgram program() {
        return program;
    }

    /** Slot of a wanted field. */
    int slot(int index) {
        return slots[index];
    }

    /** A wanted field as the type describes it, null if it has none of that name. */
    @Nullable JfrField field(int index) {
        return fields[index];
    }
}
