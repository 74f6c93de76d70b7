package dev.holdup.samples.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdup.samples.VirtualThreads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class ServerDesignTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(Design.class)
    void servesHotAndColdFilesAndEndsOnQuit(Design design) throws Exception {
        Assumptions.assumeTrue(
                design != Design.VIRTUAL || VirtualThreads.available(), VirtualThreads::whyAbsent);
        ExecutorService background = Executors.newSingleThreadExecutor();
        try {
            TapeDrive.start(folder);
            CompletableFuture<Integer> port = new CompletableFuture<>();
            Future<?> server =
                    background.submit(() -> {
                        FileService service =
                                new FileService(folder, SharedIndex.RestorePolicy.OUTSIDE_LOCK);
                        design.create().serve(service, port::complete);
                        return null;
                    });
            FileServerConnection client = new FileServerConnection(port.get(30, TimeUnit.SECONDS));
            byte[] page = "<p>".getBytes(StandardCharsets.US_ASCII);
            client.send(new Request(Request.Verb.PUT, "page.html", page));
            assertThat(client.send(Request.of(Request.Verb.GET, "page.html"))).isEqualTo(page);
            assertThat(client.send(Request.of(Request.Verb.GET, Archive.PREFIX + "1")))
                    .hasSize(TapeDrive.BLOCKS_PER_FILE * TapeDrive.BLOCK_BYTES)
                    .containsOnly('t');
            assertThat(names(client)).containsExactlyInAnyOrder("page.html", "archive-1");
            assertThatThrownBy(() -> client.send(Request.of(Request.Verb.GET, "none")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no such file");
            assertThatThrownBy(() -> client.send(Request.of(Request.Verb.GET, "../none")))
                    .hasMessageContaining("plain file name");
            client.send(Request.of(Request.Verb.QUIT, ""));
            server.get(30, TimeUnit.SECONDS);
        } finally {
            background.shutdownNow();
        }
    }

    private static String[] names(FileServerConnection client) throws IOException {
        byte[] list = client.send(Request.of(Request.Verb.LIST, ""));
        return new String(list, StandardCharsets.UTF_8).split("\n");
    }
}
