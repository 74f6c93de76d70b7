package dev.holdup.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the pages of the repository true: what they name exists. */
class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern PATH =
            Pattern.compile("[\\w.-]+(/[\\w.-]+)*\\.(java|md|xml|ts|json|sh|yml|css|html)");
    private static final Pattern CLASS = Pattern.compile("([A-Z][a-z0-9]+){2,}");
    private static final List<String> JDK_PACKAGES =
            List.of(
                    "java.lang.",
                    "java.io.",
                    "java.net.",
                    "java.nio.",
                    "java.nio.channels.",
                    "java.nio.file.",
                    "java.util.",
                    "java.util.concurrent.",
                    "java.util.concurrent.locks.",
                    "java.lang.instrument.",
                    "jdk.jfr.",
                    "jdk.jfr.consumer.");

    private final Path root = RepositoryRoot.find();

    @Test
    void everyRelativeLinkLeadsToAFileAndItsAnchorToAHeading() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            Matcher link = LINK.matcher(withoutCodeBlocks(Files.readString(page)));
            while (link.find()) {
                String target = link.group(1);
                if (!target.contains("://") && !target.startsWith("mailto:")) {
                    checkLink(page, target, broken);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyFileAPageNamesExists() throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : sources()) {
            names.add(root.relativize(file).toString());
            names.add(String.valueOf(file.getFileName()));
        }
        List<String> missing = new ArrayList<>();
        for (Path page : pages()) {
            Matcher code = CODE.matcher(withoutCodeBlocks(Files.readString(page)));
            while (code.find()) {
                String name = code.group(1);
                if (PATH.matcher(name).matches() && !names.contains(name)) {
                    missing.add(root.relativize(page) + ": " + name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void everyClassTheArchitectureNamesExists() throws IOException {
        Set<String> names = new HashSet<>();
        for (Path file : sources()) {
            names.add(String.valueOf(file.getFileName()).replaceFirst("\\.\\w+$", ""));
        }
        List<String> missing = new ArrayList<>();
        for (String page : List.of("ARCHITECTURE.md", "CONTRIBUTING.md")) {
            Matcher code = CODE.matcher(withoutCodeBlocks(Files.readString(root.resolve(page))));
            while (code.find()) {
                String name = code.group(1);
                if (CLASS.matcher(name).matches() && !names.contains(name) && !isInJdk(name)) {
                    missing.add(page + ": " + name);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private void checkLink(Path page, String target, List<String> broken) throws IOException {
        int hash = target.indexOf('#');
        String file = hash < 0 ? target : target.substring(0, hash);
        Path folder = page.getParent();
        Path path = file.isEmpty() || folder == null ? page : folder.resolve(file).normalize();
        if (!Files.exists(path)) {
            broken.add(root.relativize(page) + " -> " + target);
        } else if (hash >= 0 && !anchors(path).contains(target.substring(hash + 1))) {
            broken.add(root.relativize(page) + " -> " + target + " (no such heading)");
        }
    }

    /** Anchors as the customary Markdown renderers make them from headings. */
    private static Set<String> anchors(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        for (String line : withoutCodeBlocks(Files.readString(page)).split("\n", -1)) {
            if (line.startsWith("#")) {
                String text = line.replaceFirst("^#+\\s*", "").toLowerCase(Locale.ROOT);
                anchors.add(text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
            }
        }
        return anchors;
    }

    private static String withoutCodeBlocks(String text) {
        return text.replaceAll("(?s)```.*?```", "");
    }

    private List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path file : sources()) {
            if (file.toString().endsWith(".md")) {
                pages.add(file);
            }
        }
        assertThat(pages).hasSizeGreaterThan(3);
        return pages;
    }

    private List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : (Iterable<Path>) walk::iterator) {
                String below = "/" + root.relativize(file) + "/";
                boolean built =
                        below.contains("/target/")
                                || below.contains("/node_modules/")
                                || below.startsWith("/.git/");
                if (!built && Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private static boolean isInJdk(String name) {
        for (String prefix : JDK_PACKAGES) {
            try {
                Class.forName(prefix + name, false, null);
                return true;
            } catch (ClassNotFoundException e) {
                // The next package may have it.
            }
        }
        return false;
    }
}
