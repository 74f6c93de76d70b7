package dev.holdup.base;

import java.io.IOException;
import java.nio.IntBuffer;
import java.util.Arrays;

/**
 * A growing column of {@code int}, in blocks: growing copies nothing, and a block of which every
 * row has the column's usual value takes no memory. Not thread-safe; a table owns its columns and
 * hands out values, never the blocks.
 *
 * <pre>
 *   row       0 ........ 16383 | 16384 ..... | 32768 ........ 36000
 *   blocks   [v v v v v v v v v] [ ]           [v v v v v v]         rows a block is too short for
 *                                all usual                           have the usual value
 * </pre>
 */
public final class IntColumn {
    private static final int[] NO_BLOCK = {};

    private final int usual;
    private int[][] blocks = {};

    /** Blocks that stand in a file, of a column that was read from one; nobody adds to it. */
    private IntBuffer[] stored = {};

    /** Block of the row added last. */
    private int[] last = NO_BLOCK;

    private int size;

    /** A column whose rows are 0 unless said otherwise. */
    public IntColumn() {
        this(0);
    }

    /** A column whose rows have this value unless said otherwise. */
    public IntColumn(int usual) {
        this.usual = usual;
    }

    public void add(int value) {
        int place = size & Blocks.MASK;
        if (place > 0 && place < last.length) {
            last[place] = value;
            size++;
        } else {
            set(size, value);
        }
    }

    /** Value of row {@code index} ≥ 0; the usual one behind the end. */
    public int get(int index) {
        int number = index >>> Blocks.BITS;
        if (number < blocks.length) {
            int[] block = blocks[number];
            int place = index & Blocks.MASK;
            if (place < block.length) {
                return block[place];
            }
        }
        return number < stored.length ? stored(number, index & Blocks.MASK) : usual;
    }

    private int stored(int number, int place) {
        IntBuffer block = stored[number];
        return place < block.limit() ? block.get(place) : usual;
    }

    /** Sets row {@code index}, which may lie behind the end: rows between get the usual value. */
    public void set(int index, int value) {
        int number = index >>> Blocks.BITS;
        int place = index & Blocks.MASK;
        if (number < blocks.length && place < blocks[number].length) {
            blocks[number][place] = value;
        } else if (value != usual) {
            block(number, place)[place] = value;
        }
        if (index >= size) {
            size = index + 1;
            last = number < blocks.length ? blocks[number] : NO_BLOCK;
        }
    }

    /**
     * Takes over all rows of another column with the same usual value as rows from {@code from} ≥
     * size on. The other column must not be used any more: its blocks become this one's where they
     * begin at a block's first row.
     */
    public void takeAll(int from, IntColumn other) {
        for (int number = 0; number < other.blocks.length; number++) {
            int[] block = other.blocks[number];
            int at = from + (number << Blocks.BITS);
            int count = Math.min(block.length, other.size - (number << Blocks.BITS));
            if (count <= 0) {
                continue;
            }
            if ((at & Blocks.MASK) == 0) {
                reserve(at >>> Blocks.BITS);
                blocks[at >>> Blocks.BITS] = block;
                continue;
            }
            int inFirst = Math.min(count, Blocks.SIZE - (at & Blocks.MASK));
            copy(block, 0, at, inFirst);
            copy(block, inFirst, at + inFirst, count - inFirst);
        }
        if (other.size > 0) {
            size = from + other.size;
            int number = (size - 1) >>> Blocks.BITS;
            last = number < blocks.length ? blocks[number] : NO_BLOCK;
        }
    }

    public int size() {
        return size;
    }

    /** A copy of exactly {@link #size()} values. */
    public int[] toArray() {
        int[] values = new int[size];
        if (usual != 0) {
            Arrays.fill(values, usual);
        }
        for (int number = 0; number < blocks.length; number++) {
            int from = number << Blocks.BITS;
            int count = Math.min(blocks[number].length, size - from);
            if (count > 0) {
                System.arraycopy(blocks[number], 0, values, from, count);
            }
        }
        return values;
    }

    /** True if all values lie from {@code least} to {@code most}. */
    public boolean isWithin(int least, int most) {
        for (int row = 0; row < size; row++) {
            int value = get(row);
            if (value < least || value > most) {
                return false;
            }
        }
        return true;
    }

    /** True if the values ascend, or stay the same, from {@code least} to {@code most}. */
    public boolean isAscending(int least, int most) {
        int last = least;
        for (int row = 0; row < size; row++) {
            int value = get(row);
            if (value < last) {
                return false;
            }
            last = value;
        }
        return last <= most;
    }

    void write(ColumnWriter out) throws IOException {
        int count = Math.min(blocks.length, Blocks.count(size));
        out.begin(Integer.BYTES, size, usual, count);
        for (int number = 0; number < count; number++) {
            int values = Math.min(blocks[number].length, size - (number << Blocks.BITS));
            out.block(values, Integer.BYTES).asIntBuffer().put(blocks[number], 0, values);
        }
    }

    void read(ColumnReader.Stored from) throws IOException {
        ColumnReader.require(from.usual == usual, "usual value of a column");
        size = from.size;
        stored = new IntBuffer[from.blocks.length];
        for (int number = 0; number < stored.length; number++) {
            stored[number] = from.blocks[number].asIntBuffer();
        }
    }

    private void copy(int[] block, int from, int row, int count) {
        if (count > 0) {
            int place = row & Blocks.MASK;
            System.arraycopy(
                    block, from, block(row >>> Blocks.BITS, place + count - 1), place, count);
        }
    }

    /** A block long enough for the place; the first one grows, as many columns stay short. */
    private int[] block(int number, int place) {
        reserve(number);
        int[] block = blocks[number];
        if (place >= block.length) {
            int length = Blocks.SIZE;
            if (number == 0) {
                length =
                        Math.min(
                                Blocks.SIZE,
                                Math.max(Blocks.LEAST, Math.max(place + 1, block.length * 2)));
            }
            int[] longer = Arrays.copyOf(block, length);
            if (usual != 0) {
                Arrays.fill(longer, block.length, length, usual);
            }
            blocks[number] = longer;
        }
        return blocks[number];
    }

    private void reserve(int number) {
        if (number >= blocks.length) {
            int old = blocks.length;
            blocks = Arrays.copyOf(blocks, Math.max(number + 1, old * 2));
            Arrays.fill(blocks, old, blocks.length, NO_BLOCK);
        }
    }
}
