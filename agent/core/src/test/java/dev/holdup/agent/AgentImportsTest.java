package dev.holdup.agent;

import dev.holdup.architecture.ImportTable;
import org.junit.jupiter.api.Test;

class AgentImportsTest {
    @Test
    void packagesOfTheAgentImportOnlyWhatTheTableAllows() {
        ImportTable.read().check(30, "dev.holdup.agent", "dev.holdup.boot");
    }
}
