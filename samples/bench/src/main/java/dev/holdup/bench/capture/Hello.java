package dev.holdup.bench.capture;

/** The least a program can do. */
public final class Hello {
    private Hello() {}

    @PrintsToConsole
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
