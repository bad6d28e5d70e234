package io.countersign.platform.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {

    private static final List<String> ONE_OF_EACH =
            List.of("postgres", "kafka", "kafka-controller", "registry", "issuer");
    private static final List<String> SERVICES = List.of("ingest", "routing", "review", "feedback");

    @Test
    void noTwoProcessesShareAPortHoweverManyInstancesThereAre() {
        for (Ports ports : List.of(Ports.standard(), new Ports(30000, Map.of()))) {
            Set<Integer> all = new HashSet<>();
            ONE_OF_EACH.forEach(
                    process -> assertThat(all.add(ports.of(process))).isTrue());
            SERVICES.forEach(service -> {
                for (int instance = 0; instance < 12; instance++) {
                    assertThat(all.add(ports.of(service, instance)))
                            .as("%s %d", service, instance)
                            .isTrue();
                }
            });
        }
    }

    @Test
    void aBlockFitsBetweenTwoBasesThatAre250Apart() {
        Ports ports = new Ports(30000, Map.of());

        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(ports.of(service, 11)).isBetween(30000, 30249));
        assertThat(ONE_OF_EACH)
                .allSatisfy(process -> assertThat(ports.of(process)).isBetween(30000, 30249));
    }

    @Test
    void aChosenPortWinsOverTheBase() {
        Ports ports = new Ports(30000, Map.of()).with("kafka", 29092);

        assertThat(ports.of("kafka")).isEqualTo(29092);
        assertThat(ports.of("issuer")).isEqualTo(30090);
    }

    @Test
    void aFreeBlockIsOneInWhichEveryPortIsFree() throws IOException {
        Ports ports = Ports.anyFree(port -> port / 1000 == 31);

        assertThat(ports.of("postgres")).isBetween(31_000, 31_999);
        assertThat(ports.of("feedback")).isBetween(31_000, 31_999);
        assertThatThrownBy(() -> Ports.anyFree(port -> port % 250 != 104))
                .hasMessageContaining("no block of free ports");
    }
}
