package dev.holdup.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A program on its own class file: says that it is up, and ends when its stdin does. */
public final class EndsWithItsInput {
    private EndsWithItsInput() {}

    public static void main(String[] args) throws IOException {
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            out.write("up\n".getBytes(StandardCharsets.US_ASCII));
            System.in.readAllBytes();
        }
    }
}
