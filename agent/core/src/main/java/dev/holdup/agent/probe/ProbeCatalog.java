package dev.holdup.agent.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * The one list of everything that is hooked, in the order in which hooks are reported: first what
 * every wait goes through, then families that name the wait.
 */
public final class ProbeCatalog {

    private ProbeCatalog() {}

    /** All hooks of all families for all versions of Java. */
    public static List<Hook> all() {
        List<Hook> hooks = new ArrayList<>();
        hooks.addAll(ParkProbe.hooks());
        hooks.addAll(SocketProbe.hooks());
        hooks.addAll(SelectorProbe.hooks());
        hooks.addAll(DatagramProbe.hooks());
        hooks.addAll(NameProbe.hooks());
        hooks.addAll(FileProbe.hooks());
        hooks.addAll(FileMetaProbe.hooks());
        hooks.addAll(PipeProbe.hooks());
        hooks.addAll(ProcessProbe.hooks());
        hooks.addAll(VirtualThreadProbe.hooks());
        hooks.addAll(ExecutorProbe.hooks());
        return hooks;
    }
}
