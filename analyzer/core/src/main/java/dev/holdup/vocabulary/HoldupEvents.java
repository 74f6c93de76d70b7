package dev.holdup.vocabulary;

import java.util.List;

/**
 * The events of our own agent. Each is committed after the fact: {@code ageNanos} is the time from
 * the start of the described interval, or from the act, to the event's own timestamp, both taken
 * with {@code System.nanoTime()}; so the interval's start is {@code startTime - ageNanos} and no
 * clock has to be calibrated. JFR's own {@code duration} of these events is 0 and ignored. Thread
 * ids are {@code Thread.threadId()}, 0 if not known.
 */
final class HoldupEvents {
    private static final String SINCE = "0.1";

    static final List<EventType> ALL =
            List.of(
                    park(),
                    wakeup(),
                    call(),
                    task(),
                    virtualSlice(),
                    virtualBlocked(),
                    virtualStarts(),
                    stillParked(),
                    capture(),
                    hook(),
                    loss());

    private HoldupEvents() {}

    private static EventType park() {
        return own(
                "dev.holdup.Park",
                "The event's thread was parked once; the stack is where.",
                age("start of the park"),
                field("durationNanos", "long", "ns", "from the park's begin to its return"),
                field("blockerClass", "Class", "", "class of the park blocker, null if none"),
                field("blockerId", "long", "id", "stable for one object, 0 if there is none"),
                field(
                        "owner",
                        "long",
                        "id",
                        "thread that owned the java.util.concurrent lock when the park began, 0 if"
                                + " not known"),
                field("timeoutNanos", "long", "ns", "longest time to wait, 0 for no limit"),
                field("outcome", "byte", "code", "ordinal of Outcome"),
                field(
                        "waker",
                        "long",
                        "id",
                        "thread that ended it, if that has no Wakeup since it came before the"
                                + " threshold; otherwise 0"),
                field("wokenNanos", "long", "ns", "from the start of the park to that act"));
    }

    private static EventType wakeup() {
        return own(
                "dev.holdup.Wakeup",
                "The event's thread unparked another one; the stack is the waker's.",
                age("the act"),
                field("thread", "long", "id", "the woken thread"),
                field(
                        "waitedNanos",
                        "long",
                        "ns",
                        "from the start of the park to the act; finds the Park it belongs to"),
                field("kind", "byte", "code", "ordinal of WakeKind"));
    }

    private static EventType call() {
        return own(
                "dev.holdup.Call",
                "The event's thread was in one blocking call: I/O, name lookup, process, join,"
                        + " class initialisation.",
                age("start of the call"),
                field("durationNanos", "long", "ns", "length of the call"),
                field("operation", "byte", "code", "code of Operation"),
                field("target", "String", "", "host, path, command or class; may be null"),
                field("port", "int", "", "0 if not applicable"),
                field("objectClass", "Class", "", "class of the object called; may be null"),
                field("objectId", "long", "id", "stable for one object, 0 if there is none"),
                field("bytes", "long", "bytes", "transferred, -1 if not known"),
                field("timeoutNanos", "long", "ns", "longest time to wait, 0 for no limit"),
                field("outcome", "byte", "code", "ordinal of Outcome"),
                field("exceptionClass", "Class", "", "what the call threw; null if nothing"));
    }

    private static EventType task() {
        return own(
                "dev.holdup.Task",
                "A task ran on the event's thread: submitted, queued, run.",
                age("the submission"),
                field("queuedNanos", "long", "ns", "from submission to start"),
                field("durationNanos", "long", "ns", "from start to end"),
                field("submitter", "long", "id", "thread that submitted it, 0 if not known"),
                field("queueLength", "int", "", "tasks waiting when it started, -1 if not known"),
                field("taskClass", "Class", "", "class of the task"),
                field("executorClass", "Class", "", "class of the executor"),
                field("executorId", "long", "id", "stable for one executor, 0 if not known"));
    }

    private static EventType virtualSlice() {
        return own(
                "dev.holdup.VirtualSlice",
                "A virtual thread was mounted on a carrier, then unmounted.",
                age("the mount"),
                field("durationNanos", "long", "ns", "from mount to unmount"),
                field("thread", "long", "id", "the virtual thread"),
                field("carrier", "long", "id", "the platform thread that ran it"),
                field(
                        "reason",
                        "byte",
                        "code",
                        "state of java.lang.VirtualThread it unmounted into, 0 if it ended"));
    }

    private static EventType virtualBlocked() {
        return own(
                "dev.holdup.VirtualBlocked",
                "A virtual thread waited unmounted, then for a carrier.",
                age("the unmount"),
                field("durationNanos", "long", "ns", "from unmount until it was made runnable"),
                field(
                        "queuedNanos",
                        "long",
                        "ns",
                        "from runnable until mounted again; negative if it still waited when the"
                                + " recording ended"),
                field("thread", "long", "id", "the virtual thread"),
                field(
                        "reason",
                        "byte",
                        "code",
                        "state of java.lang.VirtualThread it unmounted into"),
                field("readier", "long", "id", "thread that made it runnable, 0 if not known"),
                field("stack", "String", "", "its frames as text, one a line; may be null"),
                field(
                        "name",
                        "String",
                        "",
                        "its name, if it still waited when the recording ended; may be null"),
                field(
                        "blockerClass",
                        "Class",
                        "",
                        "lock or monitor it still waited for when the recording ended; may be"
                                + " null"),
                field("blockerId", "long", "id", "stable id of that object, 0 for none"),
                field("owner", "long", "id", "thread that held it then, 0 if not known"));
    }

    private static EventType virtualStarts() {
        return own(
                "dev.holdup.VirtualStarts",
                "Virtual threads started at one place since the last such event; the stack is the"
                        + " place.",
                field("creator", "long", "id", "thread that started them, 0 if several"),
                field("count", "long", "", "number of threads"),
                field("thread", "long", "id", "the one started last, 0 if not known"));
    }

    private static EventType stillParked() {
        return own(
                "dev.holdup.StillParked",
                "A platform thread was parked still when the recording ended; its stack is in the"
                        + " thread dump.",
                age("start of the park"),
                field("thread", "long", "id", "the parked thread"),
                field("blockerClass", "Class", "", "class of the park blocker, null if none"),
                field("blockerId", "long", "id", "stable id of that object, 0 for none"),
                field("owner", "long", "id", "thread that held it then, 0 if not known"));
    }

    private static EventType capture() {
        return own(
                "dev.holdup.Capture",
                "What the agent can see; written when a recording starts and in every chunk.",
                field("agentVersion", "String", "", "version of the agent"),
                field("hooksLive", "int", "", "number of installed hooks"),
                field("thresholdNanos", "long", "ns", "shortest wait recorded"),
                field("limits", "String", "", "rate limits by kind"),
                field("options", "String", "", "options the agent was started with"),
                field("startNanoTime", "long", "ns", "System.nanoTime() when the agent started"),
                field("attached", "boolean", "", "true after a late attach"),
                field(
                        "idleRules",
                        "String",
                        "",
                        "rules of the user for waits that are idle, one a line; may be empty"));
    }

    private static EventType hook() {
        return own(
                "dev.holdup.Hook",
                "One hook of the agent; written with every Capture.",
                field("hook", "String", "", "name of the hook"),
                field("live", "boolean", "", "false if it is not installed"),
                field("reason", "String", "", "why it is not; null if it is"),
                field("thresholdNanos", "long", "ns", "shortest wait it records"));
    }

    private static EventType loss() {
        return own(
                "dev.holdup.Loss",
                "Events the agent did not record.",
                field("kind", "String", "", "which events and why"),
                field("count", "long", "", "events lost since the agent started"),
                field(
                        "nanos",
                        "long",
                        "ns",
                        "waiting time in them since the agent started, -1 if not known"));
    }

    private static EventField age(String what) {
        return field("ageNanos", "long", "ns", "from " + what + " to this event's timestamp");
    }

    private static EventField field(String name, String type, String unit, String meaning) {
        return new EventField(name, type, unit, meaning);
    }

    private static EventType own(String name, String meaning, EventField... fields) {
        return new EventType(name, EventType.Writer.HOLDUP, SINCE, meaning, List.of(fields));
    }
}
