package dev.holdup.agent.probe;

/**
 * Where an argument of a hook comes from.
 *
 * @param kind what it is
 * @param index number of the entry hook or of the argument, or the constant itself
 * @param descriptor type of the hook's parameter
 */
public record Source(Kind kind, int index, String descriptor) {

    /** What an argument of a hook can be. */
    public enum Kind {
        /** What an entry hook returned. */
        ENTRY,
        /** The object the method is called on. */
        SELF,
        /** An argument of the method, as it was on entry. */
        ARGUMENT,
        /** What the method returns; -1 or null when it throws, and -1 for one without a result. */
        RESULT,
        /** What the method throws, null if it returns. */
        THROWN,
        /** A number. */
        CONSTANT,
        /** Null. */
        NULL,
        /** Stack of the virtual thread the method is called on; only for hooks at entry. */
        STACK
    }

    private static final String OBJECT = "Ljava/lang/Object;";

    /** What the first entry hook returned: by custom the start time. */
    public static final Source START = entry(0);

    /** The object the method is called on. */
    public static final Source SELF = new Source(Kind.SELF, 0, OBJECT);

    /** What the method returns, as a long. */
    public static final Source RESULT = new Source(Kind.RESULT, 0, "J");

    /** What the method throws. */
    public static final Source THROWN = new Source(Kind.THROWN, 0, "Ljava/lang/Throwable;");

    /** Null, as an object. */
    public static final Source NULL = new Source(Kind.NULL, 0, OBJECT);

    /** Stack of the virtual thread the method is called on. */
    static final Source STACK = new Source(Kind.STACK, 0, OBJECT);

    /** What the entry hook with this number returned. */
    public static Source entry(int number) {
        return new Source(Kind.ENTRY, number, "J");
    }

    /** An argument that is an object. */
    public static Source object(int number) {
        return new Source(Kind.ARGUMENT, number, OBJECT);
    }

    /** An argument that is a number. */
    public static Source number(int number) {
        return new Source(Kind.ARGUMENT, number, "J");
    }

    /** A constant. */
    public static Source constant(int value) {
        return new Source(Kind.CONSTANT, value, "I");
    }

    /** The same source for a hook whose parameter has this type. */
    public Source as(String type) {
        return new Source(kind, index, type);
    }
}
