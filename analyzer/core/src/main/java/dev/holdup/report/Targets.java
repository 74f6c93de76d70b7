package dev.holdup.report;

import dev.holdup.blame.BlameResult;
import dev.holdup.model.Operation;
import dev.holdup.model.ResourceTable;
import dev.holdup.model.WaitTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the roots of one site are about, coarser than a single resource where a table of single ones
 * would hide the cause: a server that answers a thousand clients writes at one place to a thousand
 * ports, and a log that rolls is one file under many names.
 *
 * <ul>
 *   <li>Sockets whose port a system hands out by itself, and to which nobody was seen to connect,
 *       are peers; all peers are alike.
 *   <li>Files are alike if they lie in folders that differ by digits only, and end alike.
 * </ul>
 */
final class Targets {
    /** From here on ports are handed out by Linux; other systems begin higher. */
    private static final int FIRST_EPHEMERAL = 32_768;

    /** Peers on several hosts. */
    static final String PEERS = "*:*";

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern ENDING = Pattern.compile(".*[^.](\\.[A-Za-z][A-Za-z0-9]{0,9})");

    private final ResourceTable resources;

    /** By name: a connect is recorded of some sockets only, those where it took long. */
    private final Set<String> connected = new HashSet<>();

    Targets(BlameResult result) {
        this.resources = result.trace().resources();
        WaitTable waits = result.trace().waits();
        for (int wait = 0; wait < waits.size(); wait++) {
            if (waits.operation(wait) == Operation.SOCKET_CONNECT
                    && waits.resource(wait) != ResourceTable.NONE) {
                connected.add(resources.name(waits.resource(wait)));
            }
        }
    }

    /** Equal for resources that are alike. */
    String key(int resource) {
        if (resource == ResourceTable.NONE) {
            return "";
        }
        String name = resources.name(resource);
        return switch (resources.kind(resource)) {
            case SOCKET -> isPeer(name) ? PEERS : name;
            case FILE -> fileKey(name);
            case MONITOR, LOCK, SYNCHRONIZER, THREAD, PROCESS, OTHER -> name;
        };
    }

    private boolean isPeer(String name) {
        if (connected.contains(name)) {
            return false;
        }
        try {
            return Integer.parseInt(name.substring(name.lastIndexOf(':') + 1)) >= FIRST_EPHEMERAL;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String fileKey(String path) {
        int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
        if (slash < 0) {
            return path;
        }
        Matcher ending = ENDING.matcher(path.substring(slash + 1));
        return DIGITS.matcher(path.substring(0, slash + 1)).replaceAll("*")
                + "*"
                + (ending.matches() ? ending.group(1) : "");
    }

    /**
     * What a row says its target is: the name if there is one, what they have in common if there
     * are several.
     *
     * @param names of resources with one key
     */
    static String text(Collection<String> names, String key) {
        Set<String> distinct = new LinkedHashSet<>(names);
        if (distinct.size() == 1) {
            return distinct.iterator().next();
        }
        if (!key.equals(PEERS)) {
            return inOneFolder(distinct, key);
        }
        TreeSet<String> hosts = new TreeSet<>();
        for (String name : distinct) {
            hosts.add(name.substring(0, name.lastIndexOf(':')));
        }
        return hosts.size() == 1 ? hosts.first() + ":*" : PEERS;
    }

    /** Digits of a folder's name stay where all files lie in that folder. */
    private static String inOneFolder(Set<String> paths, String key) {
        List<String> folders =
                new ArrayList<>(
                        new LinkedHashSet<>(
                                paths.stream()
                                        .map(path ->
                                                path.substring(
                                                        0,
                                                        Math.max(
                                                                        path.lastIndexOf('/'),
                                                                        path.lastIndexOf('\\'))
                                                                + 1))
                                        .toList()));
        int last = Math.max(key.lastIndexOf('/'), key.lastIndexOf('\\')) + 1;
        return folders.size() == 1 ? folders.get(0) + key.substring(last) : key;
    }
}
