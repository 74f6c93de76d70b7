package dev.holdup.cli;

import dev.holdup.architecture.ImportTable;
import org.junit.jupiter.api.Test;

class AppImportsTest {
    @Test
    void packagesOfTheToolImportOnlyWhatTheTableAllows() {
        ImportTable.read().check(20, "dev.holdup.cli", "dev.holdup.server");
    }
}
