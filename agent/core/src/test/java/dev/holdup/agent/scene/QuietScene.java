package dev.holdup.agent.scene;

/** A program that does nothing but say that it ran. */
public final class QuietScene {

    private QuietScene() {}

    public static void main(String[] arguments) {
        System.out.println("ran=true");
        System.out.println("primed=" + System.getProperty("dev.holdup.agent.primed"));
    }
}
