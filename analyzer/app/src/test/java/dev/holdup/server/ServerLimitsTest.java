package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.query.Session;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes, size limits, several readers at once, and queries that fail. */
final class ServerLimitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MAX_UPLOAD = 1_000;

    private static final BlameResult BLAME =
            BlameEngine.analyze(FileServerTrace.build(), BlameOptions.wholeRecording());

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<HoldupServer> servers = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(HoldupServer::close);
    }

    @Test
    void notesAreSavedBesideTheRecordingAndReadByTheNextServer() throws Exception {
        Path recording = folder.resolve("run.jfr");
        Files.writeString(recording, "a recording");
        HoldupServer first = serve(recording);
        String body =
                "{\"revision\":0,\"notes\":[{\"from\":5,\"to\":9,\"text\":\"why \\u00e9?\"}]}";
        HttpResponse<String> saved = put(first, "api/0/notes", body);
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        assertThat(saved.body()).contains("\"saved\":true").contains("run.jfr.notes.json");
        assertThat(folder.resolve("run.jfr.notes.json")).exists();
        assertThat(get(serve(recording), "api/0/notes").body())
                .contains("\"from\":5")
                .contains("\"to\":9")
                .contains("why é?");
    }

    @Test
    void aTabThatHasNotSeenTheLatestNotesDoesNotWipeThemOut() throws Exception {
        HoldupServer server = serve(folder.resolve("run.jfr"));
        String first = "{\"revision\":0,\"notes\":[{\"from\":1,\"to\":1,\"text\":\"mine\"}]}";
        assertThat(put(server, "api/0/notes", first).statusCode()).isEqualTo(200);
        HttpResponse<String> late = put(server, "api/0/notes", "{\"revision\":0,\"notes\":[]}");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(get(server, "api/0/notes").body()).contains("mine");
    }

    @Test
    void aForeignFileInTheNotesPlaceIsNeitherReadNorOverwritten() throws Exception {
        Path notes = folder.resolve("run.jfr.notes.json");
        Files.writeString(notes, "my diary");
        HoldupServer server = serve(folder.resolve("run.jfr"));
        String body = "{\"revision\":0,\"notes\":[{\"from\":1,\"to\":1,\"text\":\"x\"}]}";
        HttpResponse<String> answer = put(server, "api/0/notes", body);
        assertThat(answer.body()).contains("\"saved\":false").contains("not ours");
        assertThat(notes).hasContent("my diary");
    }

    @Test
    void notesOfARecordingWithoutAFileAreSaidNotToBeSaved() throws Exception {
        HoldupServer server = start(List.of(Session.of("dropped", BLAME)));
        assertThat(get(server, "api/0/notes").body()).contains("\"saved\":false");
    }

    @Test
    void refusesNotesThatAreTooLargeOrNoNotes() throws Exception {
        HoldupServer server = serve(folder.resolve("run.jfr"));
        String large = "{\"notes\":[],\"x\":\"" + "a".repeat(Notes.MAX_BYTES) + "\"}";
        for (String body :
                List.of(
                        large,
                        "",
                        "[]",
                        "{\"notes\":[{\"from\":9,\"to\":1,\"text\":\"\"}]}",
                        "{\"notes\":[{\"from\":1,\"to\":1e300,\"text\":\"\"}]}",
                        "{\"notes\":[{\"from\":1,\"to\":1,\"text\":\""
                                + "a".repeat(3_000)
                                + "\"}]}",
                        "{\"notes\":[" + "{\"from\":1,\"to\":1},".repeat(1_500) + "{}]}",
                        "{\"notes\":" + "[".repeat(50_000),
                        "{\"notes\":[]} {}")) {
            HttpResponse<String> answer = put(server, "api/0/notes", body);
            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(60, body.length())))
                    .isEqualTo(400);
            assertThat(answer.body()).contains("expected");
        }
        assertThat(put(server, "api/9/notes", "{}").statusCode()).isEqualTo(404);
        assertThat(put(server, "api/../notes", "{}").statusCode()).isNotEqualTo(200);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void notesNeedTheTokenAndTheServersOwnPage() throws Exception {
        HoldupServer server = serve(folder.resolve("run.jfr"));
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"notes\":[]}");
        HttpRequest nobody =
                HttpRequest.newBuilder(URI.create(base(server) + "api/0/notes")).PUT(body).build();
        assertThat(client.send(nobody, text()).statusCode()).isEqualTo(401);
        HttpRequest foreign =
                request(server, "api/0/notes")
                        .header("Origin", "http://evil.example")
                        .PUT(body)
                        .build();
        assertThat(client.send(foreign, text()).statusCode()).isEqualTo(403);
    }

    @Test
    void refusesARecordingThatIsTooLargeAndLeavesNothingBehind() throws Exception {
        HoldupServer server = start(List.of(Session.of("x", BLAME)));
        HttpRequest large =
                request(server, "api/open?name=x.jfr")
                        .POST(HttpRequest.BodyPublishers.ofString("a".repeat(MAX_UPLOAD + 1)))
                        .build();
        HttpResponse<String> answer = client.send(large, text());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("at most " + MAX_UPLOAD);
        assertThat(get(server, "api/recordings").body()).doesNotContain("x.jfr");
    }

    @Test
    void staysUpWhenAQueryFailsWhateverItFailsWith() throws Exception {
        HoldupServer server = start(List.of(Session.of("x", BLAME)));
        for (String question : List.of("broken", "endless", "greedy")) {
            HttpResponse<String> answer = get(server, "api/0/" + question);
            assertThat(answer.statusCode()).as(question).isEqualTo(500);
            assertThat(answer.body()).startsWith("{\"error\":\"query");
        }
        assertThat(get(server, "api/0/overview").statusCode()).isEqualTo(200);
    }

    @Test
    void answersSeveralTabsOnSeveralRecordingsAtOnceAsItAnswersOne() throws Exception {
        HoldupServer server = start(List.of(Session.of("a", BLAME), Session.of("b", BLAME)));
        List<String> questions =
                List.of(
                        "api/0/overview",
                        "api/1/overview",
                        "api/0/strip",
                        "api/1/span?thread=1&at=900000000",
                        "api/0/area?from=0&to=4000000000",
                        "api/1/tiles?lanes=1,2,3,-2,-1000000000&from=0&to=4000000000&shift=20",
                        "api/0/threads");
        Set<String> answers = new ConcurrentSkipListSet<>();
        ExecutorService tabs = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < 8 * 21; i++) {
                String question = questions.get(i % questions.size());
                asked.add(
                        tabs.submit(() -> {
                            HttpResponse<String> answer = get(server, question);
                            answers.add(
                                    question
                                            + " "
                                            + answer.statusCode()
                                            + " "
                                            + answer.body().hashCode());
                            return answer;
                        }));
            }
            for (Future<?> one : asked) {
                one.get();
            }
        } finally {
            tabs.shutdownNow();
        }
        assertThat(answers).hasSameSizeAs(questions);
        assertThat(answers).allMatch(answer -> answer.contains(" 200 "));
    }

    @Test
    void refusesLanesThatDoNotExist() throws Exception {
        HoldupServer server = start(List.of(Session.of("x", BLAME)));
        String window = "&from=0&to=1000&shift=3";
        for (String lane : List.of("-1", "-900000000", "-1900000000", "100000", "-500")) {
            assertThat(get(server, "api/0/tiles?lanes=" + lane + window).statusCode())
                    .as(lane)
                    .isEqualTo(400);
        }
        assertThat(get(server, "api/0/blocking?lanes=-2" + window).statusCode()).isEqualTo(400);
        assertThat(get(server, "api/0/compare?with=7").statusCode()).isEqualTo(400);
    }

    private HoldupServer serve(Path recording) {
        return start(List.of(Session.of("run.jfr", BLAME, recording)));
    }

    /** A server with three questions that cannot be answered, beside the usual ones. */
    private HoldupServer start(List<Session> sessions) {
        Recordings recordings = new Recordings(sessions);
        Routes routes = new Routes(recordings);
        routes.json()
                .put(
                        "broken",
                        (session, parameters, out) -> {
                            throw new IllegalStateException("a defect");
                        });
        routes.json().put("endless", (session, parameters, out) -> endless(1));
        routes.json()
                .put(
                        "greedy",
                        (session, parameters, out) -> {
                            throw new OutOfMemoryError("Java heap space");
                        });
        Upload upload = new Upload(file -> Session.of("opened", BLAME), MAX_UPLOAD);
        HoldupServer server = HoldupServer.start(recordings, HoldupServer.ANY_PORT, upload, routes);
        servers.add(server);
        return server;
    }

    @SuppressWarnings("InfiniteRecursion") // That is what it is for.
    private static long endless(long depth) {
        return endless(depth + 1) + 1;
    }

    private HttpResponse<String> get(HoldupServer server, String path) throws Exception {
        return client.send(request(server, path).build(), text());
    }

    private HttpResponse<String> put(HoldupServer server, String path, String body)
            throws Exception {
        return client.send(
                request(server, path).PUT(HttpRequest.BodyPublishers.ofString(body)).build(),
                text());
    }

    private static HttpRequest.Builder request(HoldupServer server, String path) {
        String token = server.url().substring(server.url().indexOf('=') + 1);
        return HttpRequest.newBuilder(URI.create(base(server) + path))
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private static String base(HoldupServer server) {
        return server.url().substring(0, server.url().indexOf('?'));
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }
}
