package dev.holdup.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClassNamesTest {
    private static final String LOCKS = "java.util.concurrent.locks.";

    @Test
    void namesTheLockAndNotItsInside() {
        assertThat(ClassNames.written(LOCKS + "ReentrantLock$NonfairSync"))
                .isEqualTo(LOCKS + "ReentrantLock");
        assertThat(ClassNames.brief(LOCKS + "ReentrantReadWriteLock$FairSync"))
                .isEqualTo("ReentrantReadWriteLock");
        assertThat(ClassNames.brief("java.util.concurrent.Semaphore$NonfairSync"))
                .isEqualTo("Semaphore");
        assertThat(ClassNames.brief("java.util.concurrent.CountDownLatch$Sync"))
                .isEqualTo("CountDownLatch");
    }

    @Test
    void namesAConditionByItsInterface() {
        assertThat(ClassNames.written(LOCKS + "AbstractQueuedSynchronizer$ConditionObject"))
                .isEqualTo(LOCKS + "Condition");
        assertThat(ClassNames.brief(LOCKS + "AbstractQueuedLongSynchronizer$ConditionObject"))
                .isEqualTo("Condition");
    }

    @Test
    void leavesOtherNestedClassesAlone() {
        assertThat(ClassNames.written("com.acme.Stock$Shelf")).isEqualTo("com.acme.Stock$Shelf");
        assertThat(ClassNames.brief("com.acme.Stock$Synchronized")).isEqualTo("Stock$Synchronized");
    }

    @Test
    void namesArraysAsSourcesDo() {
        assertThat(ClassNames.written("[[I")).isEqualTo("int[][]");
        assertThat(ClassNames.brief("[Ljava.lang.String;")).isEqualTo("String[]");
    }
}
