package dev.holdup.load.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The one list of readers. The order is that of the documentation and has no effect: each event has
 * at most one reader.
 */
public final class EventReaders {
    /** All readers. */
    public static final List<EventReader> ALL = concatenate();

    private EventReaders() {}

    private static List<EventReader> concatenate() {
        List<EventReader> all = new ArrayList<>();
        // Our own events
        all.addAll(ParkReader.READERS);
        all.addAll(CallReader.READERS);
        all.addAll(TaskReader.READERS);
        all.addAll(VirtualThreadReader.READERS);
        all.addAll(CaptureReader.READERS);
        // The JVM's
        all.addAll(JdkMonitorReader.READERS);
        all.addAll(JdkParkReader.READERS);
        all.addAll(JdkSocketReader.READERS);
        all.addAll(JdkFileReader.READERS);
        all.addAll(JdkPinnedReader.READERS);
        all.addAll(JdkThreadReader.READERS);
        all.addAll(JdkPauseReader.READERS);
        all.addAll(JdkRecordingReader.READERS);
        // Samples of any profiler, and what others record of executors
        all.addAll(SampleReader.READERS);
        all.addAll(QueueTimeReader.READERS);
        return List.copyOf(all);
    }
}
