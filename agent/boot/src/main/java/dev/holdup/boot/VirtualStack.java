package dev.holdup.boot;

import java.util.EnumSet;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the stack of an unmounted virtual thread: the innermost frames, so many and no more however
 * deep it is. The frames are turned into text by the thread that writes the event.
 *
 * <p>It runs at the entry of {@code VirtualThread.mount}, which is ordinary code of the carrier, on
 * the carrier's own stack: the state is already RUNNING, so no other thread touches the
 * continuation, and it is not entered yet. Nothing in it waits: the walk asks the JVM for frames in
 * small batches and allocates them, every class it needs has been used in {@link #warmUp}, and if
 * memory is at its end the woven method goes on without the stack.
 */
final class VirtualStack implements Function<Stream<StackWalker.StackFrame>, Object> {
    private static volatile VirtualStack walk = new VirtualStack(64);

    private final int depth;

    private VirtualStack(int depth) {
        this.depth = depth;
    }

    /** Sets how many frames are kept. */
    static void setDepth(int depth) {
        walk = new VirtualStack(depth);
    }

    /** The frames, as an array of StackFrame with nulls at its end. */
    static @Nullable Object of(@Nullable Object walker) {
        return walker instanceof StackWalker frames ? frames.walk(walk) : null;
    }

    @Override
    public Object apply(Stream<StackWalker.StackFrame> stream) {
        @Nullable Object[] frames = new Object[depth];
        Iterator<StackWalker.StackFrame> each = stream.iterator();
        for (int i = 0; i < depth && each.hasNext(); i++) {
            frames[i] = each.next();
        }
        return frames;
    }

    /** Uses everything once. */
    static void warmUp() {
        of(StackWalker.getInstance(EnumSet.noneOf(StackWalker.Option.class)));
    }
}
