package dev.holdup.cli;

/**
 * Every kind of trouble an error message can point to; one anchor of docs/troubleshooting.md each.
 */
enum Trouble {
    WRONG_USAGE("wrong-usage"),
    UNREADABLE_RECORDING("unreadable-recording"),
    NO_SUCH_FILE("no-such-file"),
    CANNOT_WRITE("cannot-write"),
    COMMAND_NOT_FOUND("command-not-found"),
    JAVA_TOO_OLD("java-too-old"),
    NO_RECORDING_WRITTEN("no-recording-written"),
    AGENT_NOT_INSIDE("agent-not-inside"),
    NOT_ATTACHABLE("not-attachable"),
    PORT_IN_USE("port-in-use"),
    CHECK_FAILED("a-check-failed"),
    DEFECT("defect");

    private final String anchor;

    Trouble(String anchor) {
        this.anchor = anchor;
    }

    String anchor() {
        return anchor;
    }

    /** The page to read, as printed under an error. */
    String page() {
        return "docs/troubleshooting.md#" + anchor;
    }
}
