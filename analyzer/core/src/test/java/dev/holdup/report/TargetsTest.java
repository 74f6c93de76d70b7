package dev.holdup.report;

import static dev.holdup.report.Story.MS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.RootKind;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.TraceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private final TraceBuilder builder = new TraceBuilder();
    private int calls;

    private void call(Operation operation, ResourceTable.Kind kind, String target, String frame) {
        int thread = builder.addThread("t" + calls, 100 + calls, 0, "");
        calls++;
        builder.addWait(
                thread,
                0,
                calls * MS,
                operation,
                builder.resource(kind, target, 0),
                builder.stack(List.of(frame)));
    }

    private Report report() {
        return Story.report(builder, 100 * MS, ReportOptions.everything());
    }

    @Test
    void makesOneRowOfTheClientsOfAServerAndKeepsTheirPorts() {
        for (int port : new int[] {49_962, 49_974, 49_982}) {
            call(
                    Operation.SOCKET_WRITE,
                    ResourceTable.Kind.SOCKET,
                    "127.0.0.1:" + port,
                    "com.acme.Server.answer:7");
        }
        BlameRow row = only(report());

        assertThat(row.target()).isEqualTo("127.0.0.1:*");
        assertThat(row.targets())
                .containsExactly(
                        new BlameRow.Target("127.0.0.1:49982", 3 * MS),
                        new BlameRow.Target("127.0.0.1:49974", 2 * MS),
                        new BlameRow.Target("127.0.0.1:49962", MS));
        assertThat(row.sentence()).contains("spent 6 ms writing to 127.0.0.1:*");
        assertThat(TextReport.of(report()))
                .contains(
                        "socket.write 127.0.0.1:*",
                        "3 targets: 127.0.0.1:49982 3 ms, 127.0.0.1:49974 2 ms, 127.0.0.1:49962 1");
    }

    @Test
    void makesOneRowOfClientsOnManyHosts() {
        call(Operation.SOCKET_READ, ResourceTable.Kind.SOCKET, "10.0.0.1:40001", "a.B.c:1");
        call(Operation.SOCKET_READ, ResourceTable.Kind.SOCKET, "10.0.0.2:40001", "a.B.c:1");

        assertThat(only(report()).target()).isEqualTo("*:*");
        assertThat(only(report()).sentence()).contains("reading from several peers");
    }

    @Test
    void keepsServicesApartAlsoThoseOnHighPorts() {
        call(Operation.SOCKET_READ, ResourceTable.Kind.SOCKET, "db:5432", "a.B.c:1");
        call(Operation.SOCKET_READ, ResourceTable.Kind.SOCKET, "db:5433", "a.B.c:1");
        call(Operation.SOCKET_READ, ResourceTable.Kind.SOCKET, "localhost:40001", "a.B.c:1");
        call(Operation.SOCKET_READ, ResourceTable.Kind.SOCKET, "localhost:40002", "a.B.c:1");
        call(Operation.SOCKET_CONNECT, ResourceTable.Kind.SOCKET, "localhost:40001", "a.B.d:2");
        call(Operation.SOCKET_CONNECT, ResourceTable.Kind.SOCKET, "localhost:40002", "a.B.d:2");

        assertThat(report().blame())
                .extracting(BlameRow::target)
                .containsExactlyInAnyOrder(
                        "db:5432",
                        "db:5433",
                        "localhost:40001",
                        "localhost:40002",
                        "localhost:40001",
                        "localhost:40002");
    }

    @Test
    void makesOneRowOfFilesThatDifferByNumberAtOneSite() {
        call(Operation.FILE_FORCE, ResourceTable.Kind.FILE, "/data/t-0/0001.log", "a.Log.flush:9");
        call(Operation.FILE_FORCE, ResourceTable.Kind.FILE, "/data/t-1/0001.log", "a.Log.flush:9");
        call(
                Operation.FILE_FORCE,
                ResourceTable.Kind.FILE,
                "/data/t-1/0001.index",
                "a.Log.flush:9");
        call(Operation.FILE_FORCE, ResourceTable.Kind.FILE, "/data/t-2/x.log", "a.Other.flush:9");

        assertThat(report().blame())
                .extracting(BlameRow::target)
                .containsExactly("/data/t-2/x.log", "/data/t-*/*.log", "/data/t-1/0001.index");
    }

    @Test
    void namesTheFolderOfFilesInOneFolder() {
        call(Operation.FILE_READ, ResourceTable.Kind.FILE, "/srv/v2/a.txt", "a.B.c:1");
        call(Operation.FILE_READ, ResourceTable.Kind.FILE, "/srv/v2/b.txt", "a.B.c:1");

        assertThat(only(report()).target()).isEqualTo("/srv/v2/*.txt");
    }

    @Test
    void writesClassesOfArraysAsInSources() {
        assertThat(ResourceNames.readable("[I")).isEqualTo("int[]");
        assertThat(ResourceNames.readable("[[J")).isEqualTo("long[][]");
        assertThat(ResourceNames.readable("[Ljava.lang.Object;")).isEqualTo("java.lang.Object[]");
        assertThat(ResourceNames.readable("[")).isEqualTo("[");
        assertThat(ResourceNames.readable("[fe80::1]:80")).isEqualTo("[fe80::1]:80");
        assertThat(ResourceNames.brief("java.lang.Object[]")).isEqualTo("Object[]");
    }

    private static BlameRow only(Report report) {
        assertThat(report.blame()).hasSize(1);
        assertThat(report.blame().get(0).kind()).isEqualTo(RootKind.CALL);
        return report.blame().get(0);
    }
}
