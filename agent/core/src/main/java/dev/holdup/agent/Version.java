package dev.holdup.agent;

/** Version of this agent. A test holds it against the build's. */
final class Version {
    static final String TEXT = "0.1.0-SNAPSHOT";

    private Version() {}
}
