package dev.holdup.load;

import dev.holdup.model.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells from a stack, innermost frame first and in Java, what a thread waits in that is known not
 * to run. Null where the frames do not say.
 */
final class WaitingFrames {
    private WaitingFrames() {}

    static @Nullable Operation operation(List<String> frames) {
        if (frames.isEmpty()) {
            return null;
        }
        String top = frames.get(0);
        if (top.endsWith(".Unsafe.park")) {
            return ParkLabels.ofFrames(frames, Operation.PARK);
        }
        if (top.startsWith("java.lang.Object.wait")) {
            return ParkLabels.ofFrames(frames, Operation.MONITOR_WAIT);
        }
        if (top.startsWith("java.lang.Thread.sleep")) {
            return Operation.THREAD_SLEEP;
        }
        if (top.startsWith("java.io.FileInputStream.read")
                || top.startsWith("java.io.RandomAccessFile.read")) {
            return Operation.FILE_READ;
        }
        if (top.startsWith("java.io.FileOutputStream.write")
                || top.startsWith("java.io.RandomAccessFile.write")) {
            return Operation.FILE_WRITE;
        }
        if (top.startsWith("java.lang.ProcessHandleImpl.waitForProcessExit")) {
            return Operation.PROCESS_WAIT;
        }
        return nativeOperation(top, frames);
    }

    /** A native method of the JDK that may wait: of selectors and sockets. */
    static @Nullable Operation nativeOperation(List<String> frames) {
        return frames.isEmpty() ? null : nativeOperation(frames.get(0), frames);
    }

    private static @Nullable Operation nativeOperation(String top, List<String> frames) {
        if (top.startsWith("sun.nio.ch.EPoll.wait")
                || top.startsWith("sun.nio.ch.KQueue.poll")
                || top.startsWith("sun.nio.ch.WEPoll.wait")) {
            return Operation.SELECTOR_SELECT;
        }
        if (top.startsWith("sun.nio.ch.Net.") || top.startsWith("sun.nio.ch.SocketDispatcher.")) {
            Operation found = ParkLabels.ofFrames(frames, Operation.PARK);
            return found == Operation.PARK ? null : found;
        }
        return null;
    }
}
