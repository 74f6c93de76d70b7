package dev.holdup.junit;

import static org.assertj.core.api.Assertions.fail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that tests run: {@link CaseRunner} starts them, Maven does not know their names. */
@HoldupTest(maxStall = "300ms", noDeadlock = true)
class LimitedCases {
    /** Belongs to no test: it is stalled most of the time all the same. */
    @BeforeAll
    static void startBystander() {
        Thread bystander =
                new Thread(
                        () -> {
                            while (true) {
                                try {
                                    Thread.sleep(500);
                                } catch (InterruptedException e) {
                                    return;
                                }
                            }
                        },
                        "bystander");
        bystander.setDaemon(true);
        bystander.start();
    }

    @Test
    void isFast() throws InterruptedException {
        Thread.sleep(20);
    }

    @Test
    void waitsForALock() throws InterruptedException {
        Stalls.sleepUnderLock(700);
    }

    @Test
    @HoldupTest(maxStall = "10s")
    void mayWaitForALock() throws InterruptedException {
        Stalls.sleepUnderLock(700);
    }

    @Test
    @HoldupTest(maxStall = "300ms", threads = "bystander")
    void watchesTheBystander() throws InterruptedException {
        Thread.sleep(1_200);
    }

    @Test
    @HoldupTest(maxStall = "300ms", site = "com[.]acme[.]")
    void caresOnlyForASite() throws InterruptedException {
        Stalls.sleepUnderLock(700);
    }

    @Test
    void failsByItselfAndWaits() throws InterruptedException {
        Stalls.sleepUnderLock(700);
        fail("my own failure");
    }

    @Test
    void deadlocks() throws InterruptedException {
        Stalls.deadlock();
    }

    @Test
    @HoldupTest
    void hasNoLimit() {}

    @ParameterizedTest
    @ValueSource(longs = {10, 700})
    void sleeps(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    @Nested
    class Inside {
        @Test
        void waitsForALock() throws InterruptedException {
            Stalls.sleepUnderLock(700);
        }
    }

    /** Both at the same time, when run in parallel: only one of them is stalled. */
    static class SideBySide {
        private static final CountDownLatch BOTH = new CountDownLatch(2);

        private static void meet() throws InterruptedException {
            BOTH.countDown();
            BOTH.await(60, TimeUnit.SECONDS);
        }

        @Test
        @HoldupTest(maxStall = "400ms", site = "Thread[.]sleep|ReentrantLock")
        void stalls() throws InterruptedException {
            meet();
            Stalls.sleepUnderLock(1_500);
        }

        @Test
        @HoldupTest(maxStall = "400ms", site = "Thread[.]sleep|ReentrantLock")
        void doesNot() throws InterruptedException {
            meet();
            for (int i = 0; i < 15; i++) {
                Thread.sleep(100);
            }
        }
    }
}
