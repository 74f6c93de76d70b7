package dev.holdup.agent.probe;

import java.util.List;

/**
 * A call of a static hook of the boot part.
 *
 * @param owner simple name of the class in {@code dev.holdup.boot}
 * @param name name of the method
 * @param arguments where its arguments come from
 */
public record HookCall(String owner, String name, List<Source> arguments) {
    private static final String PACKAGE = "dev/holdup/boot/";

    /** Name of the class as it stands in class files. */
    public String internalOwner() {
        return PACKAGE + owner;
    }

    /** Descriptor of the hook, with this return type. */
    public String descriptor(String returnType) {
        StringBuilder descriptor = new StringBuilder("(");
        for (Source argument : arguments) {
            descriptor.append(argument.descriptor());
        }
        return descriptor.append(')').append(returnType).toString();
    }
}
