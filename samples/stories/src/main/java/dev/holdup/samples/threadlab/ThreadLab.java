package dev.holdup.samples.threadlab;

import dev.holdup.samples.PrintsToConsole;
import dev.holdup.samples.VirtualThreads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds the chapter's claims against this JVM and machine, one measurement after the other, each in
 * a JVM of its own; takes about half a minute. Prints a table, or JSON with the argument {@code
 * json}. Before JDK 21 there are no user-level threads, and the claims about them say so.
 *
 * <p>What to look for when a probe runs under Holdup: {@code park} unmounts and stalls nobody,
 * {@code pin} keeps its carrier and stalls the bystander for as long.
 */
@PrintsToConsole
public final class ThreadLab {
    private static final String CREATE = "A user-level thread is cheaper to create and end.";
    private static final String SWITCH = "Switching between user-level threads is cheaper.";
    private static final String NO_KERNEL = "A user-level switch needs no kernel.";
    private static final String LOCK =
            "Synchronising without contention needs no kernel either way.";
    private static final String PARK =
            "A user-level thread that blocks and unmounts does not stop the others, even on one"
                    + " carrier.";
    private static final String PIN =
            "A user-level thread that blocks and keeps its only carrier stops the others.";
    private static final String ENOUGH = "With another carrier left it does not stop them.";
    private static final String MULTI =
            "User-level threads use several processors only through several kernel-level threads.";
    private static final String CARRIER =
            "Starting a carrier costs about as much as starting a kernel-level thread, or more.";

    private final List<Claim> claims = new ArrayList<>();

    private ThreadLab() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ThreadLab lab = new ThreadLab();
        lab.measure();
        boolean json = args.length == 1 && args[0].equals("json");
        System.out.println(json ? lab.json() : lab.table());
    }

    private void measure() throws IOException, InterruptedException {
        long platformCreate = ProbeRun.of("create", Kind.PLATFORM, 1).value("nanos");
        ProbeRun platformSwitch = ProbeRun.of("switch", Kind.PLATFORM, 1);
        long platformLock = ProbeRun.of("lock", Kind.PLATFORM, 1).value("picos");
        if (!VirtualThreads.available()) {
            String kernelOnly =
                    String.format(
                            Locale.ROOT,
                            "%s Kernel-level alone: create %s, switch %s, lock %.1f ns.",
                            VirtualThreads.whyAbsent(),
                            micros(platformCreate),
                            micros(platformSwitch.value("nanos")),
                            platformLock / 1e3);
            for (String claim :
                    new String[] {
                        CREATE, SWITCH, NO_KERNEL, LOCK, PARK, PIN, ENOUGH, MULTI, CARRIER
                    }) {
                claims.add(Claim.absent(claim, kernelOnly));
            }
            return;
        }
        cost(platformCreate, platformSwitch, platformLock);
        blocking();
        processors();
    }

    private void cost(long platformCreate, ProbeRun platformSwitch, long platformLock)
            throws IOException, InterruptedException {
        long virtualCreate = ProbeRun.of("create", Kind.VIRTUAL, 1).value("nanos");
        claims.add(versus(CREATE, virtualCreate, platformCreate));
        ProbeRun virtualSwitch = ProbeRun.of("switch", Kind.VIRTUAL, 1);
        claims.add(versus(SWITCH, virtualSwitch.value("nanos"), platformSwitch.value("nanos")));
        long userPerMille = virtualSwitch.value("kernelSwitchesPerMille");
        long kernelPerMille = platformSwitch.value("kernelSwitchesPerMille");
        claims.add(
                userPerMille == ProbeRun.NOT_MEASURED
                        ? Claim.absent(NO_KERNEL, "this system does not count context switches")
                        : Claim.of(
                                NO_KERNEL,
                                userPerMille < 100,
                                String.format(
                                        Locale.ROOT,
                                        "kernel switches for each switch: user-level %.3f,"
                                                + " kernel-level %.3f",
                                        userPerMille / 1e3,
                                        kernelPerMille / 1e3)));
        long virtualLock = ProbeRun.of("lock", Kind.VIRTUAL, 1).value("picos");
        claims.add(
                Claim.of(
                        LOCK,
                        Math.max(virtualLock, platformLock) < 200_000,
                        String.format(
                                Locale.ROOT,
                                "lock and unlock: user-level %.1f ns, kernel-level %.1f ns",
                                virtualLock / 1e3,
                                platformLock / 1e3)));
    }

    private void blocking() throws IOException, InterruptedException {
        ProbeRun parked = ProbeRun.of("park", Kind.VIRTUAL, 1);
        claims.add(bystander(PARK, parked, false));
        claims.add(bystander(PIN, ProbeRun.of("pin", Kind.VIRTUAL, 1), true));
        claims.add(bystander(ENOUGH, ProbeRun.of("pin", Kind.VIRTUAL, 2), false));
    }

    private void processors() throws IOException, InterruptedException {
        ProbeRun kernel = ProbeRun.of("meet", Kind.PLATFORM, 1);
        ProbeRun one = ProbeRun.of("meet", Kind.VIRTUAL, 1);
        ProbeRun two = ProbeRun.of("meet", Kind.VIRTUAL, 2);
        claims.add(
                Claim.of(
                        MULTI,
                        one.value("met") == 0 && two.value("met") > 0,
                        "two threads that wait for each other without blocking: with one carrier "
                                + (one.value("met") > 0 ? "they meet" : "they never meet")
                                + ", with two "
                                + (two.value("met") > 0 ? "they meet" : "they never meet")));
        claims.add(
                Claim.of(
                        CARRIER,
                        two.value("nanos") > kernel.value("nanos") / 2,
                        "from start to running: a thread that needs a new carrier "
                                + micros(two.value("nanos"))
                                + ", a kernel-level thread "
                                + micros(kernel.value("nanos"))));
    }

    private static Claim versus(String text, long userNanos, long kernelNanos) {
        return Claim.of(
                text,
                userNanos < kernelNanos,
                String.format(
                        Locale.ROOT,
                        "user-level %s, kernel-level %s: %.1f times",
                        micros(userNanos),
                        micros(kernelNanos),
                        (double) kernelNanos / Math.max(1, userNanos)));
    }

    private static Claim bystander(String text, ProbeRun run, boolean expectStopped) {
        long waitedNanos = run.value("bystanderNanos");
        boolean stopped = waitedNanos > run.value("blockedNanos") / 2;
        return Claim.of(
                text,
                stopped == expectStopped,
                String.format(
                        Locale.ROOT,
                        "a bystander ran after %.2f ms while another was blocked for %.0f ms",
                        waitedNanos / 1e6,
                        run.value("blockedNanos") / 1e6));
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.2f us", nanos / 1e3);
    }

    private static String machine() {
        return "JDK "
                + Runtime.version()
                + ", "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.arch")
                + ", "
                + Runtime.getRuntime().availableProcessors()
                + " processors";
    }

    private String table() {
        StringBuilder table = new StringBuilder(machine()).append(System.lineSeparator());
        for (Claim claim : claims) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "%n%-13s  %s%n               %s",
                            claim.verdict(),
                            claim.text(),
                            claim.figures()));
        }
        return table.toString();
    }

    private String json() {
        List<String> rows = new ArrayList<>();
        for (Claim claim : claims) {
            rows.add("    " + claim.json());
        }
        return "{\n  \"machine\": \""
                + machine()
                + "\",\n  \"claims\": [\n"
                + String.join(",\n", rows)
                + "\n  ]\n}";
    }
}
