package dev.holdup.boot;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * Runs the hooks of the families that name a call once each; part of {@link BootClasses#warmUp}.
 */
final class FamilyWarmUp {

    private FamilyWarmUp() {}

    static void run(long ago) {
        Object object = new Object();
        Throwable thrown = new SocketTimeoutException();
        int meta = Operations.FILE_META;
        PlainHooks.movedExit(ago, object, 0, thrown, Operations.PIPE_READ, Families.PIPE);
        PlainHooks.namedExit(ago, object, object, thrown, meta, Families.FILE_META);
        PlainHooks.fileExit(ago, object, thrown, meta, Families.FILE_META);
        TimedHooks.selectExit(ago, object, 0, 0, thrown);
        TimedHooks.joinExit(ago, object, 0, thrown);
        TimedHooks.reachableExit(ago, object, 0, 0, thrown);
        TimedHooks.processExit(ago, object, thrown);
        TimedHooks.processExit(ago, object, 0, TimeUnit.SECONDS, 0, thrown);
        DatagramHooks.receiveExit(ago, object, thrown);
        DatagramHooks.receiveExit(ago, object, 0, thrown);
        DatagramHooks.sendExit(ago, object, object, 0, thrown);
        DatagramHooks.movedExit(ago, object, 0, thrown, Operations.DATAGRAM_SEND);
        UserHooks.warmUp(ago);
        // A thread under self-test does not pass the gate; what lies behind it comes here.
        Targets.of("");
        Targets.of(object);
        Targets.of(Thread.currentThread());
        Targets.of(new String[0]);
    }
}
