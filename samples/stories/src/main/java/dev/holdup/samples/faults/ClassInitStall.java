package dev.holdup.samples.faults;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/**
 * A class whose initialiser asks a peer that does not answer; whoever else touches the class
 * meanwhile waits for the initialiser.
 *
 * <p>What to look for: the late users are in {@code class.init}, a wait that no lock and no park
 * shows; the culprit is the {@code socket.read} under {@link Registry}'s initialiser.
 */
public final class ClassInitStall {
    private static final int SILENCE_MILLIS = 2_500;
    private static final int LATE_USERS = 3;
    private static final CountDownLatch INITIALISING = new CountDownLatch(1);

    private ClassInitStall() {}

    /** Asks for its contents when it is first used. */
    static final class Registry {
        static final long LOADED_AT_NANOS = load();

        private Registry() {}

        private static long load() {
            INITIALISING.countDown();
            try (SilentPeer peer = new SilentPeer()) {
                peer.ask(SILENCE_MILLIS);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return System.nanoTime();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Crew crew = new Crew();
        crew.start("first-user", () -> use(Registry.LOADED_AT_NANOS));
        for (int user = 1; user <= LATE_USERS; user++) {
            crew.start(
                    "late-user-" + user,
                    () -> {
                        INITIALISING.await();
                        use(Registry.LOADED_AT_NANOS);
                    });
        }
        crew.join();
    }

    private static void use(long value) {
        if (value == 0) {
            throw new IllegalStateException("the clock stands at its origin");
        }
    }
}
