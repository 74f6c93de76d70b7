package dev.holdup.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final String PARK = "java.util.concurrent.locks.LockSupport.park:341";
    private static final String AWAIT =
            "java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.await:506";
    private static final String TAKE = "java.util.concurrent.LinkedBlockingQueue.take:435";
    private static final String GET_TASK = "java.util.concurrent.ThreadPoolExecutor.getTask:1062";

    @Test
    void takesTheInnermostFrameOfTheProgram() {
        assertThat(
                        Frames.headline(
                                List.of(
                                        PARK,
                                        AWAIT,
                                        TAKE,
                                        "acme.Inbox.next:12",
                                        "acme.Main.run:3")))
                .isEqualTo("acme.Inbox.next:12");
    }

    @Test
    void takesWhatTheJdkWasAskedForWhereNoFrameIsTheProgramsOwn() {
        assertThat(Frames.headline(List.of(PARK, AWAIT, TAKE, GET_TASK))).isEqualTo(TAKE);
        assertThat(
                        Frames.headline(
                                List.of(
                                        "sun.nio.ch.Net.poll",
                                        "sun.nio.ch.NioSocketImpl.park:191",
                                        "java.net.ServerSocket.accept:544")))
                .isEqualTo("java.net.ServerSocket.accept:544");
    }

    @Test
    void takesTheInnermostFrameIfThereIsNoBetterOne() {
        assertThat(Frames.headline(List.of(PARK, AWAIT))).isEqualTo(PARK);
        assertThat(Frames.headline(List.of())).isEmpty();
    }

    @Test
    void tellsStacksOfOneHeadlineApartByTheirCallers() {
        List<String> flush =
                List.of("java.net.Socket.write", "acme.Out.write:9", "acme.Out.flush:4");
        List<String> close =
                List.of("java.net.Socket.write", "acme.Out.write:9", "acme.Out.close:7");
        assertThat(Frames.tellingApart(flush, List.of(close))).isEqualTo("acme.Out.flush:4");
        assertThat(Frames.tellingApart(close, List.of(flush))).isEqualTo("acme.Out.close:7");
        assertThat(Frames.tellingApart(flush, List.of())).isEmpty();
        assertThat(Frames.tellingApart(flush, List.of(flush))).isEmpty();
    }

    @Test
    void tellsEachOfThreeApartFromBothOthers() {
        String write = "acme.Out.write:9";
        List<String> first = List.of(write, "acme.Out.flush:4", "acme.Page.end:1");
        List<String> second = List.of(write, "acme.Out.flush:4", "acme.Error.end:2");
        List<String> third = List.of(write, "acme.Out.close:7", "acme.Page.end:1");
        assertThat(Frames.tellingApart(first, List.of(second, third))).isEqualTo("acme.Page.end:1");
        assertThat(Frames.tellingApart(second, List.of(first, third)))
                .isEqualTo("acme.Error.end:2");
        assertThat(Frames.tellingApart(third, List.of(first, second)))
                .isEqualTo("acme.Out.close:7");
    }
}
