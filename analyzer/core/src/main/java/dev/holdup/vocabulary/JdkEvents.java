package dev.holdup.vocabulary;

import java.util.List;

/** The JVM's own events we read, with the fields we read of them. */
final class JdkEvents {
    static final List<EventType> ALL =
            List.of(
                    // Waits
                    jdk(
                            "JavaMonitorEnter",
                            "11",
                            "A thread waited to enter a monitor.",
                            duration(),
                            field("monitorClass|klass", "Class", "", "class of the object"),
                            field("previousOwner", "Thread", "", "last owner before it got in"),
                            field("address", "long", "id", "address of the object")),
                    jdk(
                            "JavaMonitorWait",
                            "11",
                            "A thread was in Object.wait.",
                            duration(),
                            field("monitorClass|klass", "Class", "", "class of the object"),
                            field("notifier", "Thread", "", "thread that notified it"),
                            field("timeout", "long", "ms", "longest time to wait, 0 for no limit"),
                            field("timedOut", "boolean", "", "true if nobody notified it in time"),
                            field("address", "long", "id", "address of the object")),
                    jdk(
                            "JavaMonitorNotify",
                            "24",
                            "A thread notified waiters.",
                            field("address", "long", "id", "address of the object")),
                    jdk(
                            "ThreadPark",
                            "11",
                            "A platform thread was parked.",
                            duration(),
                            field("parkedClass|klass", "Class", "", "class of the park blocker"),
                            field("timeout", "long", "ns", "longest time, negative for no limit"),
                            field("address", "long", "id", "address of the park blocker")),
                    jdk(
                            "ThreadSleep",
                            "11",
                            "A thread slept.",
                            duration(),
                            field("time", "long", "ms, ns from 21", "time asked for")),
                    jdk(
                            "SocketRead",
                            "11",
                            "A read from a socket; from 24 on only one that succeeded.",
                            duration(),
                            field("host", "String", "", "name of the peer"),
                            field("address", "String", "", "address of the peer"),
                            field("port", "int", "", "port of the peer"),
                            field("timeout", "long", "ms", "longest time to wait, 0 for no limit"),
                            field("bytesRead", "long", "bytes", "0 or less at the end or none")),
                    jdk(
                            "SocketWrite",
                            "11",
                            "A write to a socket.",
                            duration(),
                            field("host", "String", "", "name of the peer"),
                            field("address", "String", "", "address of the peer"),
                            field("port", "int", "", "port of the peer"),
                            field("bytesWritten", "long", "bytes", "")),
                    jdk(
                            "FileRead",
                            "11",
                            "A read from a file.",
                            duration(),
                            field("path", "String", "", "path as it was opened"),
                            field("bytesRead", "long", "bytes", "")),
                    jdk(
                            "FileWrite",
                            "11",
                            "A write to a file.",
                            duration(),
                            field("path", "String", "", "path as it was opened"),
                            field("bytesWritten", "long", "bytes", "")),
                    jdk(
                            "FileForce",
                            "11",
                            "A file was forced to disk.",
                            duration(),
                            field("path", "String", "", "path as it was opened")),
                    jdk(
                            "VirtualThreadPinned",
                            "21",
                            "A virtual thread blocked without leaving its carrier.",
                            duration(),
                            field("pinnedReason", "String", "", "from 24 on"),
                            field("carrierThread", "Thread", "", "from 24 on")),
                    jdk(
                            "VirtualThreadSubmitFailed",
                            "21",
                            "A virtual thread could not be handed to its scheduler.",
                            field("exceptionMessage", "String", "", "why")),
                    // Lives
                    jdk(
                            "ThreadStart",
                            "11",
                            "A thread started; the stack is its creator's.",
                            field("thread", "Thread", "", "the new thread"),
                            field("parentThread", "Thread", "", "its creator")),
                    jdk(
                            "ThreadEnd",
                            "11",
                            "A thread ended.",
                            field("thread", "Thread", "", "the thread")),
                    jdk(
                            "VirtualThreadStart",
                            "21",
                            "A virtual thread started.",
                            field("javaThreadId", "long", "id", "the virtual thread")),
                    jdk(
                            "VirtualThreadEnd",
                            "21",
                            "A virtual thread ended.",
                            field("javaThreadId", "long", "id", "the virtual thread")),
                    jdk(
                            "ThreadDump",
                            "11",
                            "Stacks of all platform threads as text; shows waits that have not"
                                    + " ended.",
                            field("result", "String", "", "the dump")),
                    // Pauses of the whole JVM
                    jdk(
                            "GarbageCollection",
                            "11",
                            "A collection, with the pauses in it.",
                            duration(),
                            field("gcId", "int", "id", "joins it to its pauses"),
                            field("cause", "GCCause", "", "cause")),
                    jdk(
                            "GCPhasePause",
                            "11",
                            "A pause of a collection.",
                            duration(),
                            field("gcId", "int", "id", "the collection"),
                            field("name", "String", "", "phase")),
                    jdk(
                            "SafepointBegin",
                            "11",
                            "The JVM stopped all threads; the duration is the time that took.",
                            duration(),
                            field("safepointId", "long", "id", "joins the safepoint's events")),
                    jdk(
                            "SafepointEnd",
                            "11",
                            "The JVM let the threads go on.",
                            duration(),
                            field("safepointId", "long", "id", "joins the safepoint's events")),
                    jdk(
                            "ExecuteVMOperation",
                            "11",
                            "The VM thread executed an operation.",
                            duration(),
                            field("operation", "VMOperationType", "", "name"),
                            field("safepoint", "boolean", "", "true if all threads were stopped"),
                            field("safepointId", "long", "id", "joins the safepoint's events")),
                    // Samples
                    jdk(
                            "ExecutionSample",
                            "11",
                            "A thread was seen running Java code.",
                            field("sampledThread", "Thread", "", "the thread")),
                    jdk(
                            "NativeMethodSample",
                            "11",
                            "A thread was seen in a native method.",
                            field("sampledThread", "Thread", "", "the thread")),
                    jdk(
                            "CPUTimeSample",
                            "25",
                            "A thread was seen using the CPU.",
                            field("eventThread", "Thread", "", "the thread")),
                    // The recording itself
                    jdk(
                            "JVMInformation",
                            "11",
                            "The observed JVM.",
                            field("jvmName", "String", "", "name of the JVM"),
                            field("jvmVersion", "String", "", "version of the JVM"),
                            field("javaArguments", "String", "", "main class with its arguments"),
                            field("pid", "long", "id", "process id"),
                            field("jvmStartTime", "long", "ms", "start of the JVM, since 1970")),
                    jdk(
                            "ActiveSetting",
                            "11",
                            "A setting in force: decides what \"not recorded\" means.",
                            field("id", "long", "id", "the event type it is for"),
                            field("name", "String", "", "threshold, throttle, enabled, …"),
                            field("value", "String", "", "its value")),
                    jdk(
                            "DataLoss",
                            "11",
                            "The JVM dropped events.",
                            field("amount", "long", "bytes", "lost now")),
                    jdk(
                            "CPULoad",
                            "11",
                            "How busy the machine's processors were.",
                            field("machineTotal", "float", "0 … 1", "share of all of them")));

    private JdkEvents() {}

    private static EventField duration() {
        return field("duration", "long", "ticks", "length of the wait");
    }

    private static EventField field(String name, String type, String unit, String meaning) {
        return new EventField(name, type, unit, meaning);
    }

    private static EventType jdk(String name, String since, String meaning, EventField... fields) {
        return new EventType("jdk." + name, EventType.Writer.JDK, since, meaning, List.of(fields));
    }
}
