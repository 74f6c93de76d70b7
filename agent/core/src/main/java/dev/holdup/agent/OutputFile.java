package dev.holdup.agent;

import java.io.File;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Where the recording goes if nobody says: {@code <main>-<pid>-<time>.jfr}. */
final class OutputFile {
    private static final int MAX_NAME = 80;

    /** Characters that mean nothing to any shell or file system. */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-";

    private OutputFile() {}

    /**
     * File named by the options, or the default name in the working directory. In a name that is
     * given, {@code %p} stands for the number of this process, since JVMs may share their options.
     */
    static File of(Options options) {
        if (!options.out().isEmpty()) {
            return new File(filled(options.out())).getAbsoluteFile();
        }
        String main = mainName(System.getProperty("sun.java.command", ""));
        return new File(main + "-" + pid() + "-" + time() + ".jfr").getAbsoluteFile();
    }

    /** The name with {@code %p} and {@code %t} replaced. */
    static String filled(String name) {
        String filled = name.contains("%p") ? name.replace("%p", pid()) : name;
        return filled.contains("%t") ? filled.replace("%t", time()) : filled;
    }

    private static String time() {
        return LocalDateTime.now(ZoneId.systemDefault())
                .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT));
    }

    /** Short name of the program from its command line: class, module or jar, arguments ignored. */
    static String mainName(String command) {
        String first = command.trim();
        int space = first.indexOf(' ');
        if (space >= 0) {
            first = first.substring(0, space);
        }
        first = first.substring(Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1);
        if (first.endsWith(".jar")) {
            first = first.substring(0, first.length() - ".jar".length());
        } else {
            first = first.substring(first.lastIndexOf('.') + 1);
        }
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < first.length() && i < MAX_NAME; i++) {
            char c = first.charAt(i);
            boolean isPlain = PLAIN.indexOf(c) >= 0;
            name.append(isPlain ? c : '_');
        }
        return name.length() == 0 ? "java" : name.toString();
    }

    /** Number of this process, without starting what {@link ProcessHandle} starts on Linux. */
    static String pid() {
        try {
            String own = new File("/proc/self").getCanonicalFile().getName();
            return String.valueOf(Long.parseLong(own));
        } catch (IOException | NumberFormatException noProc) {
            return String.valueOf(ProcessHandle.current().pid());
        }
    }
}
