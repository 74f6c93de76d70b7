package dev.holdup.architecture;

import org.junit.jupiter.api.Test;

class CoreImportsTest {
    @Test
    void packagesOfTheAnalyzerImportOnlyWhatTheTableAllows() {
        ImportTable.read()
                .check(
                        20,
                        "dev.holdup.base",
                        "dev.holdup.vocabulary",
                        "dev.holdup.model",
                        "dev.holdup.load",
                        "dev.holdup.blame",
                        "dev.holdup.report",
                        "dev.holdup.query");
    }
}
