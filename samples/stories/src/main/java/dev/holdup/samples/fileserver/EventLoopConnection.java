package dev.holdup.samples.fileserver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * One client of the event loop, as a finite-state machine:
 *
 * <pre>
 *   READING_REQUEST --complete--> AT_FILES --answered--> WRITING_RESPONSE --all sent--> CLOSED
 *          \---------------- malformed --------------------/   (client gone: CLOSED from any state)
 * </pre>
 *
 * All methods but {@link #answerFrom} belong to the loop's thread; the hand-over to and from a disk
 * thread is ordered by the executor and by the queue of answers.
 */
final class EventLoopConnection {
    private enum State {
        READING_REQUEST,
        AT_FILES,
        WRITING_RESPONSE,
        CLOSED
    }

    private final SelectionKey key;
    private final SocketChannel client;
    private final RequestReader reader = new RequestReader();
    private final ByteBuffer in = ByteBuffer.allocate(4096);
    private State state = State.READING_REQUEST;
    private Response response = Response.error("not answered");
    private ByteBuffer out = ByteBuffer.allocate(0);

    EventLoopConnection(SelectionKey key, SocketChannel client) {
        this.key = key;
        this.client = client;
    }

    /**
     * Does what the channel is ready for.
     *
     * @return true if the request has just become complete and wants an answer
     */
    boolean advance() {
        try {
            return switch (state) {
                case READING_REQUEST -> read();
                case WRITING_RESPONSE -> {
                    write();
                    yield false;
                }
                case AT_FILES, CLOSED -> false;
            };
        } catch (IOException clientGone) {
            close();
            return false;
        }
    }

    /** Looks up, reads or stores what the request names; blocks as the service does. */
    void answerFrom(FileService service) {
        response = service.handle(reader.request());
    }

    void startWriting() {
        out = ByteBuffer.wrap(response.wire());
        state = State.WRITING_RESPONSE;
        try {
            write();
        } catch (IOException clientGone) {
            close();
        }
    }

    /** True once the client has been told goodbye: the server is to stop. */
    boolean askedToQuit() {
        return state == State.CLOSED && response.quit();
    }

    private boolean read() throws IOException {
        if (client.read(in) < 0) {
            close();
            return false;
        }
        in.flip();
        try {
            boolean complete = reader.feed(in);
            in.clear();
            if (complete) {
                state = State.AT_FILES;
                key.interestOps(0);
            }
            return complete;
        } catch (MalformedRequestException malformed) {
            response = Response.error(malformed.toString());
            startWriting();
            return false;
        }
    }

    private void write() throws IOException {
        client.write(out);
        if (out.hasRemaining()) {
            key.interestOps(SelectionKey.OP_WRITE);
        } else {
            close();
        }
    }

    private void close() {
        state = State.CLOSED;
        key.cancel();
        try {
            client.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to do for this client.
        }
    }
}
