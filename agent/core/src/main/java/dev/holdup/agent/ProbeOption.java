package dev.holdup.agent;

import dev.holdup.agent.probe.UserProbe;

/**
 * The option {@code probe=com.acme.Dao#find*;threshold=5ms;arg=0;label=look-up}: everything after
 * the method is optional, in any order.
 */
final class ProbeOption {
    /** In the place of a threshold: that of the family. */
    static final long NO_THRESHOLD = -1;

    private static final String KEY = "probe";
    private static final int MOST_ARGUMENTS = 255;

    /** Packages of the JDK and of the agent: what blocks there has hooks of its own. */
    private static final String[] FORBIDDEN = {"java.", "javax.", "jdk.", "sun.", "dev.holdup."};

    private ProbeOption() {}

    static UserProbe parse(String value) throws OptionException {
        String[] parts = value.split(";", -1);
        int hash = parts[0].indexOf('#');
        String owner = hash < 0 ? "" : parts[0].substring(0, hash).trim();
        String method = hash < 0 ? "" : parts[0].substring(hash + 1).trim();
        checkNames(value, owner, method);
        long threshold = NO_THRESHOLD;
        int argument = -1;
        String label = "";
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String key = equals < 0 ? parts[i].trim() : parts[i].substring(0, equals).trim();
            String setting = equals < 0 ? "" : parts[i].substring(equals + 1).trim();
            switch (key) {
                case "threshold" -> threshold = Amounts.parseNanos(KEY + ";threshold", setting);
                case "arg" -> argument = parseArgument(setting);
                case "label" -> label = setting;
                default ->
                        throw new OptionException(
                                KEY
                                        + ": expected threshold, arg or label after the method,"
                                        + " found \""
                                        + key
                                        + "\"");
            }
        }
        return new UserProbe(value, owner, method, threshold, argument, label);
    }

    private static void checkNames(String value, String owner, String method)
            throws OptionException {
        if (!isPattern(owner) || !isPattern(method) || method.indexOf('.') >= 0) {
            throw new OptionException(
                    KEY
                            + ": expected a class and a method like com.acme.Dao#find*, found \""
                            + value
                            + "\"");
        }
        for (String forbidden : FORBIDDEN) {
            if (owner.startsWith(forbidden)) {
                throw new OptionException(
                        KEY
                                + ": classes of the JDK and of Holdup cannot be probed, found \""
                                + owner
                                + "\"");
            }
        }
        if (owner.charAt(0) == '*') {
            throw new OptionException(
                    KEY
                            + ": expected at least the beginning of a package, found \""
                            + owner
                            + "\"");
        }
    }

    private static int parseArgument(String text) throws OptionException {
        long argument = Amounts.parseCount(KEY + ";arg", text);
        if (argument >= MOST_ARGUMENTS) {
            throw new OptionException(
                    KEY + ";arg: expected the number of an argument, from 0, found " + argument);
        }
        return (int) argument;
    }

    private static boolean isPattern(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '*' && c != '.' && !Character.isJavaIdentifierPart(c)) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
