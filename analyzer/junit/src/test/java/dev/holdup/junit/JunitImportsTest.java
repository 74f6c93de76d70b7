package dev.holdup.junit;

import dev.holdup.architecture.ImportTable;
import org.junit.jupiter.api.Test;

class JunitImportsTest {
    @Test
    void theExtensionImportsOnlyWhatTheTableAllows() {
        ImportTable.read().check(5, "dev.holdup.junit");
    }
}
