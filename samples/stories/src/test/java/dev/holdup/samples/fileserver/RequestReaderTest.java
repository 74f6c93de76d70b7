package dev.holdup.samples.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestReaderTest {

    @Test
    void assemblesPutFromSingleBytes() throws Exception {
        RequestReader reader = new RequestReader();
        byte[] wire = ascii("PUT page-1.html 3\nabc");
        for (int i = 0; i < wire.length - 1; i++) {
            assertThat(reader.feed(ByteBuffer.wrap(wire, i, 1))).isFalse();
        }
        assertThat(reader.feed(ByteBuffer.wrap(wire, wire.length - 1, 1))).isTrue();
        Request request = reader.request();
        assertThat(request.verb()).isEqualTo(Request.Verb.PUT);
        assertThat(request.name()).isEqualTo("page-1.html");
        assertThat(request.body()).isEqualTo(ascii("abc"));
    }

    @Test
    void readsWhatTheClientsSideWrites() throws Exception {
        for (Request request :
                new Request[] {
                    Request.of(Request.Verb.GET, "a"),
                    Request.of(Request.Verb.LIST, ""),
                    Request.of(Request.Verb.QUIT, ""),
                    new Request(Request.Verb.PUT, "b", new byte[0])
                }) {
            RequestReader reader = new RequestReader();
            assertThat(reader.feed(ByteBuffer.wrap(ascii(request.line())))).isTrue();
            assertThat(reader.request().verb()).isEqualTo(request.verb());
            assertThat(reader.request().name()).isEqualTo(request.name());
        }
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        for (String name : new String[] {"../secret", "/etc/passwd", ".hidden", "", "a/b"}) {
            assertRefused("GET " + name + "\n", "plain file name");
        }
    }

    @Test
    void refusesBodiesOutOfRange() {
        assertRefused("PUT a -1\n", "length");
        assertRefused("PUT a 1048577\n", "length");
        assertRefused("PUT a many\n", "length");
    }

    @Test
    void refusesUnknownVerbsAndEndlessLines() {
        assertRefused("POST a\n", "GET, PUT, LIST or QUIT");
        assertRefused("GET " + "a".repeat(300), "at most 256 bytes");
    }

    private static void assertRefused(String wire, String reason) {
        assertThatThrownBy(() -> new RequestReader().feed(ByteBuffer.wrap(ascii(wire))))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
