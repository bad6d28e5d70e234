package io.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.system.foreign.ForeignReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class ForeignReaderIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path READER = Path.of("src/test/java/io/countersign/system/foreign/ForeignReader.java");

    private final CountersignCli cli = RunningSystem.cli();

    @Test
    void aTraceIsReadByWireFormatAndRegistryAlone() {
        String caseId = "foreign-" + UUID.randomUUID();
        try (Submitted submitted = new Submitted(cli.address("kafka"), RunningSystem.wire())) {
            submitted.publish(caseId, 0.99, 0.1);
        }
        ForeignReader reader = new ForeignReader(cli.address("kafka"), cli.uri("registry"));

        GenericRecord trace = await("decided")
                .atMost(PATIENCE)
                .until(() -> reader.read("hitl.decision.trace.v1", caseId), ForeignReaderIT::isDecided)
                .getLast();

        assertThat(trace.getSchema().getFullName()).isEqualTo("io.countersign.event.DecisionTrace");
        assertThat(trace.get("caseId")).hasToString(caseId);
        assertThat(trace.get("decidedLabel")).hasToString("spam");
        assertThat(inner(trace, "prediction").get("confidence")).isEqualTo(0.99);
        assertThat(inner(trace, "routing").get("lane")).hasToString("automatic");
        assertThat((List<?>) trace.get("decisions")).hasSize(1);
    }

    @Test
    void theReaderUsesNothingOfOurs() throws Exception {
        assertThat(Files.readAllLines(READER))
                .filteredOn(line -> line.startsWith("import "))
                .isNotEmpty()
                .allMatch(line -> line.matches("import (java|org\\.apache\\.(avro|kafka)|tools\\.jackson)\\..*"));
    }

    private static boolean isDecided(List<GenericRecord> traces) {
        return !traces.isEmpty()
                && "decided".contentEquals((CharSequence) traces.getLast().get("state"));
    }

    private static GenericRecord inner(GenericRecord trace, String field) {
        return (GenericRecord) trace.get(field);
    }
}
