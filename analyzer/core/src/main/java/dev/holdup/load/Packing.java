package dev.holdup.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** How a file is packed, by its first bytes, whatever its name says. */
enum Packing {
    NONE,
    GZIP,
    XZ,
    LZ4,
    ZIP;

    /** Memory an xz file may ask for. */
    private static final int XZ_LIMIT_KIB = 128 << 10;

    static Packing of(byte[] begin, int count) {
        if (count >= 2 && begin[0] == 0x1f && begin[1] == (byte) 0x8b) {
            return GZIP;
        }
        if (count >= 4 && begin[0] == 'P' && begin[1] == 'K' && begin[2] == 3 && begin[3] == 4) {
            return ZIP;
        }
        if (count >= 4 && begin[0] == 4 && begin[1] == 0x22 && begin[2] == 0x4d) {
            return begin[3] == 0x18 ? LZ4 : NONE;
        }
        boolean xz =
                count >= 6
                        && begin[0] == (byte) 0xfd
                        && begin[1] == '7'
                        && begin[2] == 'z'
                        && begin[3] == 'X'
                        && begin[4] == 'Z'
                        && begin[5] == 0;
        return xz ? XZ : NONE;
    }

    /** Unpacks a stream of this kind; null for a kind that is not one stream. */
    @Nullable InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(packed, 64 << 10);
            case XZ -> new XZInputStream(packed, XZ_LIMIT_KIB);
            case LZ4 -> new Lz4FrameInput(new BufferedInputStream(packed, 64 << 10));
            case NONE, ZIP -> null;
        };
    }
}
