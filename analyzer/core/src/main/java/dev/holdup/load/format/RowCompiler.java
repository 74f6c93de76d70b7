package dev.holdup.load.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes plans for the types of one chunk. */
final class RowCompiler {
    private static final int MAX_DEPTH = 8;

    private final ChunkTypes types;
    private final boolean compressed;

    RowCompiler(ChunkTypes types, boolean compressed) {
        this.types = types;
        this.compressed = compressed;
    }

    /**
     * Plan that stops after the last wanted field.
     *
     * @param wanted names of fields, {@code a|b} where versions differ
     * @throws DamageException if a field has a type nobody described, or types contain themselves
     */
    RowPlan prefix(JfrType type, List<String> wanted) throws DamageException {
        int last = -1;
        for (int i = 0; i < type.fields().size(); i++) {
            if (indexIn(wanted, type.fields().get(i).name()) >= 0) {
                last = i;
            }
        }
        return plan(type.fields().subList(0, last + 1), wanted);
    }

    /** Plan that reads all these fields. */
    RowPlan plan(List<JfrField> fields, List<String> wanted) throws DamageException {
        Builder builder = new Builder(1);
        int[] slots = new int[wanted.size()];
        @Nullable JfrField[] found = new @Nullable JfrField[wanted.size()];
        for (JfrField field : fields) {
            int index = indexIn(wanted, field.name());
            if (index >= 0 && slots[index] == RowPlan.ABSENT && !field.array()) {
                slots[index] = builder.nextSlot;
                found[index] = field;
            }
            builder.add(field, 0);
        }
        return new RowPlan(builder.build(), slots, Arrays.asList(found));
    }

    private static int indexIn(List<String> wanted, String name) {
        for (int i = 0; i < wanted.size(); i++) {
            String names = wanted.get(i);
            if (names.equals(name)) {
                return i;
            }
            int bar = names.indexOf('|');
            if (bar >= 0
                    && (names.substring(0, bar).equals(name)
                            || names.substring(bar + 1).equals(name))) {
                return i;
            }
        }
        return -1;
    }

    private final class Builder {
        private final int firstSlot;
        private final List<RowProgram> elements = new ArrayList<>();
        private int[] steps = new int[16];
        private int length;
        private int nextSlot;

        Builder(int firstSlot) {
            this.firstSlot = firstSlot;
            nextSlot = firstSlot;
        }

        RowProgram build() {
            return new RowProgram(
                    Arrays.copyOf(steps, length),
                    elements.toArray(new RowProgram[0]),
                    firstSlot,
                    compressed);
        }

        void add(JfrField field, int depth) throws DamageException {
            if (depth > MAX_DEPTH || nextSlot > RowPlan.MAX_SLOTS - 8) {
                throw new DamageException(
                        0, "a type of less than 1000 fields, 8 deep", "more at " + field.name());
            }
            if (field.array()) {
                // The count of the array stands in the first slot of its elements.
                Builder element = new Builder(nextSlot);
                element.addValue(field, depth + 1);
                elements.add(element.build());
                step(RowProgram.ARRAY, elements.size() - 1, 0);
                return;
            }
            addValue(field, depth);
        }

        private void addValue(JfrField field, int depth) throws DamageException {
            if (field.constant()) {
                step(compressed ? RowProgram.VARINTS : RowProgram.FIXED64, 1, 1);
                return;
            }
            JfrType type = types.byId(field.typeId());
            if (type == null) {
                throw new DamageException(
                        0, "a type the metadata describes", "type " + field.typeId());
            }
            switch (type.name()) {
                case "boolean", "byte" -> step(RowProgram.BYTES, 1, 1);
                case "short", "char" -> integer(RowProgram.FIXED16);
                case "int" -> integer(RowProgram.FIXED32);
                case "long" -> integer(RowProgram.FIXED64);
                case "float" -> step(RowProgram.FIXED32, 1, 1);
                case "double" -> step(RowProgram.FIXED64, 1, 1);
                case "java.lang.String" -> step(RowProgram.STRING, 0, 2);
                default -> {
                    for (JfrField inner : type.fields()) {
                        add(inner, depth + 1);
                    }
                }
            }
        }

        private void integer(int fixed) {
            step(compressed ? RowProgram.VARINTS : fixed, 1, 1);
        }

        private void step(int kind, int argument, int slots) {
            nextSlot += slots;
            boolean run = kind != RowProgram.STRING && kind != RowProgram.ARRAY;
            if (run && length > 0 && steps[length - 2] == kind) {
                steps[length - 1] += argument;
                return;
            }
            if (length == steps.length) {
                steps = Arrays.copyOf(steps, length * 2);
            }
            steps[length++] = kind;
            steps[length++] = argument;
        }
    }
}
