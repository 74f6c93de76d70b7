package dev.holdup.agent.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * One method that is hooked, and what is called at its entry and at its end.
 *
 * @param family number of the family in {@code dev.holdup.boot.Families}
 * @param owner internal name of the class
 * @param method name of the method
 * @param descriptor descriptor of the method
 * @param entries hooks called at entry, each of which returns a long that the later ones may use
 * @param exit hook called when the method returns or throws
 * @param since first feature version of Java in which the hook is wanted
 * @param until last feature version of Java in which the hook is wanted
 * @param unlessCalls methods which, if the method calls one, make the hook superfluous, as {@code
 *     name + descriptor}; empty for none
 */
public record Hook(
        int family,
        String owner,
        String method,
        String descriptor,
        List<HookCall> entries,
        HookCall exit,
        int since,
        int until,
        String unlessCalls) {

    /** Starts the description of a hook. */
    public static Builder on(int family, String owner, String method, String descriptor) {
        return new Builder(family, owner, method, descriptor);
    }

    /** Name and descriptor together: the key of a method in its class. */
    public String signature() {
        return method + descriptor;
    }

    /**
     * How the hook is called in reports, for instance {@code java.io.FileInputStream.read([BII)I}.
     */
    public String id() {
        return owner.replace('/', '.') + "." + method + descriptor;
    }

    /** True if the hook is called at entry only, with nothing but the object. */
    public boolean isEntryOnly() {
        return exit.name().isEmpty() || wantsStack();
    }

    /** True if the exit is in truth a second entry hook, which is given a stack. */
    public boolean wantsStack() {
        return exit.arguments().contains(Source.STACK);
    }

    /** True if the hook is wanted on this feature version of Java. */
    public boolean isFor(int feature) {
        return since <= feature && feature <= until;
    }

    /** Collects the parts of a hook; ends with {@link #exit}. */
    public static final class Builder {
        private final int family;
        private final String owner;
        private final String method;
        private final String descriptor;
        private final List<HookCall> entries = new ArrayList<>();
        private int since;
        private int until = Integer.MAX_VALUE;
        private String unlessCalls = "";

        private Builder(int family, String owner, String method, String descriptor) {
            this.family = family;
            this.owner = owner;
            this.method = method;
            this.descriptor = descriptor;
        }

        /** Wanted from this feature version of Java on. */
        public Builder since(int feature) {
            since = feature;
            return this;
        }

        /** Wanted up to and with this feature version of Java. */
        public Builder until(int feature) {
            until = feature;
            return this;
        }

        /** Superfluous where the method calls another that is hooked too. */
        public Builder unlessCalls(String signature) {
            unlessCalls = signature;
            return this;
        }

        /** Adds an entry hook. */
        public Builder entry(String hookOwner, String hookName, Source... arguments) {
            entries.add(new HookCall(hookOwner, hookName, List.of(arguments)));
            return this;
        }

        /** Ends the description of a hook that is called at entry only, with the object. */
        public Hook entryOnly(String hookOwner, String hookName) {
            entry(hookOwner, hookName, Source.SELF);
            return exit(hookOwner, "");
        }

        /** Ends the description: what is called at entry if the entry hook wants the stack. */
        public Hook entryOnlyWithStack(String hookOwner, String hookName) {
            return exit(hookOwner, hookName, Source.SELF, Source.STACK);
        }

        /** Ends the description. */
        public Hook exit(String hookOwner, String hookName, Source... arguments) {
            HookCall exit = new HookCall(hookOwner, hookName, List.of(arguments));
            return new Hook(
                    family,
                    owner,
                    method,
                    descriptor,
                    List.copyOf(entries),
                    exit,
                    since,
                    until,
                    unlessCalls);
        }
    }
}
