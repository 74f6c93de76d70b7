package dev.holdup.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.agent.scene.SocketScene;
import dev.holdup.boot.Operations;
import dev.holdup.boot.Outcomes;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketIT {
    private static final long MILLI = 1_000_000;

    @TempDir private static Path folder;
    private static ObservedJvm run;

    @BeforeAll
    static void runTheScene() throws Exception {
        run = ObservedJvm.run(folder, "threshold.socket=0", SocketScene.class);
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.printed("timeout")).isEqualTo("seen");
    }

    @Test
    void recordsAnAcceptWithTheLocalPort() throws Exception {
        RecordedEvent accept = only(run.calls(Operations.SOCKET_ACCEPT, "server"));
        assertThat(accept.getInt("port")).isEqualTo((int) run.printedLong("port"));
        assertThat(accept.getString("target")).isEqualTo("localhost");
        assertThat(accept.getLong("durationNanos")).isGreaterThan(10 * MILLI);
        assertThat(ObservedJvm.className(accept, "objectClass"))
                .isEqualTo("sun.nio.ch.NioSocketImpl");
        assertThat(accept.getByte("outcome")).isEqualTo(Outcomes.SATISFIED);
        assertThat(ObservedJvm.frames(accept)).contains("SocketScene.serve");
    }

    @Test
    void recordsAConnectWithItsTimeout() throws Exception {
        RecordedEvent connect = only(run.calls(Operations.SOCKET_CONNECT, "client"));
        assertThat(connect.getString("target")).isEqualTo("localhost");
        assertThat(connect.getInt("port")).isEqualTo((int) run.printedLong("port"));
        // The JDK takes off what its own preparations took.
        assertThat(connect.getLong("timeoutNanos")).isBetween(4_000 * MILLI, 5_000 * MILLI);
        assertThat(connect.getLong("bytes")).isEqualTo(-1);
        assertThat(connect.getByte("outcome")).isEqualTo(Outcomes.SATISFIED);
        assertThat(connect.getClass("exceptionClass")).isNull();
    }

    @Test
    void recordsARefusedConnectWithItsException() throws Exception {
        RecordedEvent connect = only(run.calls(Operations.SOCKET_CONNECT, "refused"));
        assertThat(connect.getByte("outcome")).isEqualTo(Outcomes.FAILED);
        assertThat(ObservedJvm.className(connect, "exceptionClass"))
                .isEqualTo("java.net.ConnectException");
        assertThat(connect.getInt("port")).isEqualTo((int) run.printedLong("port"));
    }

    @Test
    void recordsAReadWithItsBytesAndTimeout() throws Exception {
        RecordedEvent read = run.calls(Operations.SOCKET_READ, "client").get(0);
        assertThat(read.getLong("bytes")).isEqualTo(3);
        assertThat(read.getLong("timeoutNanos")).isEqualTo(60_000 * MILLI);
        assertThat(read.getLong("durationNanos")).isGreaterThan(10 * MILLI);
        assertThat(read.getLong("objectId")).isPositive();
        assertThat(read.getInt("port")).isEqualTo((int) run.printedLong("port"));
    }

    @Test
    void recordsAReadThatTimedOut() throws Exception {
        List<RecordedEvent> reads = run.calls(Operations.SOCKET_READ, "client");
        RecordedEvent last = reads.get(reads.size() - 1);
        assertThat(last.getByte("outcome")).isEqualTo(Outcomes.TIMED_OUT);
        assertThat(ObservedJvm.className(last, "exceptionClass"))
                .isEqualTo("java.net.SocketTimeoutException");
        assertThat(last.getLong("durationNanos")).isGreaterThanOrEqualTo(39 * MILLI);
    }

    @Test
    void recordsAWriteWithItsBytes() throws Exception {
        RecordedEvent write = only(run.calls(Operations.SOCKET_WRITE, "server"));
        assertThat(write.getLong("bytes")).isEqualTo(3);
        assertThat(write.getByte("outcome")).isEqualTo(Outcomes.SATISFIED);
    }

    @Test
    void recordsChannels() throws Exception {
        int port = (int) run.printedLong("channelPort");
        RecordedEvent accept = only(run.calls(Operations.SOCKET_ACCEPT, "channel server"));
        assertThat(accept.getInt("port")).isEqualTo(port);
        assertThat(accept.getString("target")).isIn("localhost", "127.0.0.1");
        assertThat(accept.getLong("durationNanos")).isGreaterThan(10 * MILLI);
        RecordedEvent connect = only(run.calls(Operations.SOCKET_CONNECT, "channel client"));
        assertThat(connect.getInt("port")).isEqualTo(port);
        RecordedEvent read = only(run.calls(Operations.SOCKET_READ, "channel client"));
        assertThat(read.getLong("bytes")).isEqualTo(7);
        assertThat(read.getInt("port")).isEqualTo(port);
        assertThat(read.getLong("durationNanos")).isGreaterThan(10 * MILLI);
        RecordedEvent write = only(run.calls(Operations.SOCKET_WRITE, "channel server"));
        assertThat(write.getLong("bytes")).isEqualTo(7);
    }

    private static RecordedEvent only(List<RecordedEvent> events) {
        assertThat(events).hasSize(1);
        return events.get(0);
    }
}
