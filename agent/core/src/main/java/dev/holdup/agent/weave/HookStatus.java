package dev.holdup.agent.weave;

import dev.holdup.agent.probe.Hook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For each hook whether it is live, and if not, why. Thread-safe. */
public final class HookStatus {
    private final Map<String, Entry> byId = new LinkedHashMap<>();

    /**
     * State of one hook.
     *
     * @param reason why it is not live; empty if it is
     */
    public record Entry(Hook hook, String reason) {
        /** True if the hook works. */
        public boolean isLive() {
            return reason.isEmpty();
        }
    }

    /** Notes that the hook is not live, for this reason. */
    public synchronized void missing(Hook hook, String reason) {
        byId.put(hook.id(), new Entry(hook, reason));
    }

    /** Notes what weaving said: an empty reason means the hook is in the class. */
    synchronized void woven(Hook hook, String reason) {
        byId.put(hook.id(), new Entry(hook, reason));
    }

    /** Forgets the hook: another one sees the same calls. */
    synchronized void superfluous(Hook hook) {
        byId.remove(hook.id());
    }

    /** All hooks in the order in which they were reported first. */
    public synchronized List<Entry> entries() {
        return new ArrayList<>(byId.values());
    }

    /** Number of hooks that work. */
    public synchronized int liveCount() {
        int live = 0;
        for (Entry entry : byId.values()) {
            if (entry.isLive()) {
                live++;
            }
        }
        return live;
    }
}
