package dev.holdup.load.format;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program with the places of the wanted fields.
 *
 * @param program reads the row up to the last wanted field
 * @param slots slot of each wanted field, {@link #ABSENT} if the type has none of that name
 * @param fields the fields found, null where absent
 */
record RowPlan(RowProgram program, int[] slots, List<@Nullable JfrField> fields) {
    /** This slot always holds 0. */
    static final int ABSENT = 0;

    /** Slots a program may use. */
    static final int MAX_SLOTS = 1024;
}
