package dev.holdup.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdup.blame.BlameEngine;
import dev.holdup.blame.BlameOptions;
import dev.holdup.blame.BlameResult;
import dev.holdup.query.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class HoldupServerTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static HoldupServer server;
    private static String base;
    private static String token;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        BlameResult blame =
                BlameEngine.analyze(FileServerTrace.build(), BlameOptions.wholeRecording());
        Session session = Session.of("file-server.jfr", blame);
        server =
                HoldupServer.start(
                        List.of(session, session),
                        HoldupServer.ANY_PORT,
                        file -> {
                            if (!Files.readString(file).equals("good")) {
                                throw new IllegalArgumentException("expected good, found bad");
                            }
                            return Session.of(file.getFileName().toString(), blame);
                        });
        base = server.url().substring(0, server.url().indexOf('?'));
        token = server.url().substring(server.url().indexOf('=') + 1);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void refusesWithoutTheTokenWhateverIsAsked() throws Exception {
        for (String path : List.of("", "app.js", "api/recordings", "api/0/overview", "nowhere")) {
            HttpResponse<String> answer = client.send(request(path).build(), text());
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.body()).contains("Open the address that holdup printed");
        }
        assertThat(client.send(request("?token=" + "0".repeat(32)).build(), text()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void opensWithTheTokenInTheAddressAndRemembersItInACookieOfThisPort() throws Exception {
        HttpResponse<String> page = client.send(request("?token=" + token).build(), text());
        assertThat(page.statusCode()).isEqualTo(200);
        String cookie = page.headers().firstValue("Set-Cookie").orElse("");
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains(token);
        HttpRequest again =
                request("api/recordings").header("Cookie", cookie.split(";", 2)[0]).build();
        assertThat(client.send(again, text()).statusCode()).isEqualTo(200);
    }

    @Test
    void sendsAPolicyWithoutInlineScriptAndLetsNobodyFrameOrSniff() throws Exception {
        HttpResponse<String> page = client.send(request("?token=" + token).build(), text());
        String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.body()).doesNotContain("<script>").doesNotContain("onclick");
    }

    @Test
    void refusesAForeignHostNameEvenWithTheToken() throws Exception {
        assertThat(raw("GET /?token=" + token, "evil.example:" + port())).contains(" 403 ");
        assertThat(raw("GET /?token=" + token, "127.0.0.1:1")).contains(" 403 ");
        assertThat(raw("GET /?token=" + token, "localhost:" + port())).contains(" 200 ");
    }

    @Test
    void refusesRequestsThatOtherSitesOrPortsMake() throws Exception {
        HttpRequest otherPort =
                authorised("api/recordings").header("Origin", "http://127.0.0.1:1").build();
        assertThat(client.send(otherPort, text()).statusCode()).isEqualTo(403);
        HttpRequest sameSite =
                authorised("api/recordings").header("Sec-Fetch-Site", "same-site").build();
        assertThat(client.send(sameSite, text()).statusCode()).isEqualTo(403);
        HttpRequest own =
                authorised("api/recordings").header("Sec-Fetch-Site", "same-origin").build();
        assertThat(client.send(own, text()).statusCode()).isEqualTo(200);
    }

    @Test
    void servesNothingButItsTableOfFiles() throws Exception {
        for (String path : List.of("/../pom.xml", "/web/app.js", "/%2e%2e/x", "//etc/passwd")) {
            String answer = raw("GET " + path + "?token=" + token, "127.0.0.1:" + port());
            assertThat(answer).as(path).containsPattern(" 40[04] ");
        }
    }

    @Test
    void answersOnlyReadingMethods() throws Exception {
        HttpRequest post =
                authorised("api/recordings").POST(HttpRequest.BodyPublishers.ofString("x")).build();
        assertThat(client.send(post, text()).statusCode()).isEqualTo(405);
    }

    @Test
    void tellsWhatIsWrongWithAQuestionAndStaysUp() throws Exception {
        assertThat(error("api/0/span?thread=99999&at=0", 400)).contains("thread").contains("99999");
        assertThat(error("api/0/span?thread=x&at=0", 400)).contains("found x");
        assertThat(error("api/0/span?thread=0", 400)).contains("at");
        assertThat(error("api/0/tiles?lanes=0&from=9&to=1&shift=3", 400)).contains("to");
        assertThat(error("api/0/tiles?lanes=0&from=0&to=4000000000&shift=0", 400))
                .contains("pixels");
        assertThat(error("api/7/overview", 404)).contains("recording");
        assertThat(error("api/0/nonsense", 404)).contains("nonsense");
        assertThat(client.send(authorised("api/1/overview").build(), text()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void opensADroppedRecordingAndSaysWhatIsWrongWithOneItCannotOpen() throws Exception {
        HttpRequest good =
                authorised("api/open?name=..%2Fnew%20one.jfr")
                        .POST(HttpRequest.BodyPublishers.ofString("good"))
                        .build();
        HttpResponse<String> opened = client.send(good, text());
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        assertThat(client.send(authorised("api/recordings").build(), text()).body())
                .contains("new_one.jfr");
        HttpRequest bad =
                authorised("api/open?name=x.jfr")
                        .POST(HttpRequest.BodyPublishers.ofString("bad"))
                        .build();
        HttpResponse<String> refused = client.send(bad, text());
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("x.jfr").contains("expected good");
        HttpRequest withoutToken =
                request("api/open?name=x.jfr")
                        .POST(HttpRequest.BodyPublishers.ofString("good"))
                        .build();
        assertThat(client.send(withoutToken, text()).statusCode()).isEqualTo(401);
    }

    @Test
    void namesOfDroppedFilesCannotLeaveTheirFolder() {
        assertThat(Upload.safeName("../../etc/passwd")).isEqualTo("passwd");
        assertThat(Upload.safeName("C:\\x\\..")).isEqualTo("_");
        assertThat(Upload.safeName("")).isEqualTo("recording.jfr");
    }

    @Test
    void refusesAHeaderWithoutEnd() throws Exception {
        String answer =
                raw("GET /?token=" + token + "&x=" + "a".repeat(40_000), "127.0.0.1:" + port());
        assertThat(answer).containsPattern(" 4(14|31) ");
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        List<InetAddress> others =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .filter(address -> !address.isLoopbackAddress())
                        .toList();
        for (InetAddress address : others) {
            assertThat(accepts(address)).as("%s", address).isFalse();
        }
        assertThat(accepts(InetAddress.getLoopbackAddress())).isTrue();
    }

    @Test
    void namesTheKnownCulpritFirstAndItsWorstMoment() throws Exception {
        String overview = client.send(authorised("api/0/overview").build(), text()).body();
        assertThat(overview).contains("reading " + FileServerTrace.SLOW_FILE);
        String stall = client.send(authorised("api/0/stall?id=1").build(), text()).body();
        assertThat(stall).contains("\"operation\":\"file.read\"").contains("\"worst\":{");
    }

    private static boolean accepts(InetAddress address) {
        try (Socket socket = new Socket(address, port())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String error(String path, int status) throws Exception {
        HttpResponse<String> answer = client.send(authorised(path).build(), text());
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        assertThat(answer.body()).startsWith("{\"error\":");
        return answer.body();
    }

    private static int port() {
        return URI.create(base).getPort();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
    }

    private static HttpRequest.Builder authorised(String path) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    private static HttpResponse.BodyHandler<String> text() {
        return HttpResponse.BodyHandlers.ofString();
    }

    /** Status line of the answer to a request that no well-behaved client would send. */
    private static String raw(String requestLine, String host) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) LIMIT.toMillis());
            OutputStream out = socket.getOutputStream();
            String request =
                    requestLine + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            return in.readLine();
        }
    }
}
