package dev.holdup.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks LZ4 frames, one after the other. Checksums are passed over: what follows is checked as a
 * recording.
 *
 * <pre>
 *   frame = 04 22 4d 18  flags  size code  [8 content size]  [4 dictionary]  check  block*  0  [4]
 *   block = 4 length, high bit set: stored    bytes    [4 checksum]
 *   bytes = (token  literals  2 offset)*      token = 4 bits literals, 4 bits match - 4
 * </pre>
 */
final class Lz4FrameInput extends InputStream {
    private static final int MAGIC = 0x184d2204;
    private static final int WINDOW = 64 << 10;
    private static final int MAX_BLOCK = 4 << 20;

    private final InputStream in;

    /** The last 64 KiB of what was unpacked, then the block: matches reach back over blocks. */
    private final byte[] out = new byte[WINDOW + MAX_BLOCK];

    private byte[] block = new byte[MAX_BLOCK];
    private int position = WINDOW;
    private int end = WINDOW;
    private boolean inFrame;
    private boolean blockChecksums;
    private boolean contentChecksum;

    Lz4FrameInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (position == end) {
            if (!inFrame && !startFrame()) {
                return -1;
            }
            readBlock();
        }
        int count = Math.min(length, end - position);
        System.arraycopy(out, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean startFrame() throws IOException {
        int first = in.read();
        if (first < 0) {
            return false;
        }
        int magic = first | (byteOrEnd() << 8) | (byteOrEnd() << 16) | (byteOrEnd() << 24);
        if (magic != MAGIC) {
            throw new IOException("LZ4 frame: expected magic 184d2204, found " + hex(magic));
        }
        int flags = byteOrEnd();
        byteOrEnd();
        blockChecksums = (flags & 0x10) != 0;
        contentChecksum = (flags & 0x04) != 0;
        skip(((flags & 0x08) != 0 ? 8 : 0) + ((flags & 0x01) != 0 ? 4 : 0) + 1);
        inFrame = true;
        return true;
    }

    private void readBlock() throws IOException {
        int length = integer();
        if (length == 0) {
            skip(contentChecksum ? 4 : 0);
            inFrame = false;
            return;
        }
        boolean stored = length < 0;
        length &= 0x7fff_ffff;
        if (length > MAX_BLOCK) {
            throw new IOException("LZ4 block: expected at most 4 MiB, found " + length + " bytes");
        }
        int kept = Math.min(WINDOW, end);
        System.arraycopy(out, end - kept, out, WINDOW - kept, kept);
        if (in.readNBytes(block, 0, length) < length) {
            throw new EOFException("LZ4 block: the file ends within it");
        }
        position = WINDOW;
        if (stored) {
            System.arraycopy(block, 0, out, WINDOW, length);
            end = WINDOW + length;
        } else {
            end = unpack(length);
        }
        skip(blockChecksums ? 4 : 0);
    }

    /** Unpacks {@code length} bytes of the block; returns where the result ends in {@link #out}. */
    private int unpack(int length) throws IOException {
        int at = 0;
        int to = WINDOW;
        try {
            while (at < length) {
                int token = block[at++];
                int literals = (token >> 4) & 0xf;
                if (literals == 15) {
                    int next;
                    do {
                        next = block[at++] & 0xff;
                        literals += next;
                    } while (next == 255);
                }
                System.arraycopy(block, at, out, to, literals);
                at += literals;
                to += literals;
                if (at >= length) {
                    break;
                }
                int distance = (block[at++] & 0xff) | ((block[at++] & 0xff) << 8);
                int match = token & 0xf;
                if (match == 15) {
                    int next;
                    do {
                        next = block[at++] & 0xff;
                        match += next;
                    } while (next == 255);
                }
                if (distance == 0) {
                    throw new IOException("LZ4 block: expected a match before here, found 0");
                }
                // Source and target may overlap: byte by byte on purpose.
                for (int i = 0; i < match + 4; i++) {
                    out[to] = out[to - distance];
                    to++;
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("LZ4 block: a length or distance leads out of it", e);
        }
        return to;
    }

    private int integer() throws IOException {
        return byteOrEnd() | (byteOrEnd() << 8) | (byteOrEnd() << 16) | (byteOrEnd() << 24);
    }

    private int byteOrEnd() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("LZ4 frame: the file ends within it");
        }
        return next;
    }

    private void skip(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byteOrEnd();
        }
    }

    private static String hex(int value) {
        return Integer.toHexString(value);
    }
}
