package dev.holdup.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The import table of {@code ARCHITECTURE.md}, read from the page itself, so that page and rule
 * cannot differ.
 */
public final class ImportTable {
    private static final String HEADER = "| package | may import |";

    private final Map<String, List<String>> rows = new LinkedHashMap<>();

    private ImportTable() {}

    /** Reads the table from the repository this module is built in. */
    public static ImportTable read() {
        ImportTable table = new ImportTable();
        boolean inside = false;
        for (String line : lines(RepositoryRoot.find().resolve("ARCHITECTURE.md"))) {
            if (line.equals(HEADER)) {
                inside = true;
            } else if (inside && !line.startsWith("|")) {
                inside = false;
            } else if (inside && line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                table.rows.put(names(cells[1]).get(0), names(cells[2]));
            }
        }
        assertThat(table.rows).as("rows of the import table").hasSizeGreaterThan(8);
        return table;
    }

    /**
     * Holds every class below these packages against the table.
     *
     * @param atLeast so that an empty scan cannot pass
     */
    public void check(int atLeast, String... packages) {
        // Names of what is imported are enough; reading all of the JDK would take ten seconds.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        JavaClasses imported =
                new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .withImportOption(location -> !location.contains("/test-classes/"))
                        .withImportOption(location -> !location.contains("-tests.jar"))
                        .importPackages(packages);
        assertThat(imported).as("classes in %s", List.of(packages)).hasSizeGreaterThan(atLeast);
        for (JavaClass type : imported) {
            assertThat(rowOf(type.getPackageName()))
                    .as("row of the import table for %s", type.getName())
                    .isNotEmpty();
        }
        for (String row : rows.keySet()) {
            classes()
                    .that(
                            describe(
                                    "have the row " + row,
                                    type -> rowOf(type.getPackageName()).equals(row)))
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed(row)))
                    .allowEmptyShould(true)
                    .check(imported);
        }
        SlicesRuleDefinition.slices()
                .matching("dev.holdup.(**)")
                .should()
                .beFreeOfCycles()
                .check(imported);
    }

    /** The longest row that is the package or a parent of it; empty if none. */
    private String rowOf(String packageName) {
        String best = "";
        for (String row : rows.keySet()) {
            boolean below = packageName.equals(row) || packageName.startsWith(row + ".");
            if (below && row.length() > best.length()) {
                best = row;
            }
        }
        return best;
    }

    private String[] allowed(String row) {
        List<String> patterns = new ArrayList<>(List.of("java..", "org.jspecify..", row + ".."));
        for (String name : rows.getOrDefault(row, List.of())) {
            patterns.add(name.replace(".*", "") + "..");
        }
        return patterns.toArray(new String[0]);
    }

    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        String[] parts = cell.split("`", -1);
        for (int i = 1; i < parts.length; i += 2) {
            names.add(parts[i]);
        }
        return names;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
