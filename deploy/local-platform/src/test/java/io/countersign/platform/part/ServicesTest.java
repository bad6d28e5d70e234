package io.countersign.platform.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.home.Settings;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {

    @ParameterizedTest
    @ValueSource(ints = {1536, 2560, 8192})
    void all_heaps_together_stay_within_the_memory(int memory) {
        Settings settings = Settings.standard().withMemory(memory);

        assertThat(heaps(settings)).isLessThanOrEqualTo(memory);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void so_they_do_with_several_instances(int instances) {
        Settings settings =
                Settings.standard().withMemory(4096).withInstances(Map.of("routing", instances, "review", instances));

        assertThat(heaps(settings)).isLessThanOrEqualTo(4096);
    }

    private static int heaps(Settings settings) {
        int services = Services.NAMES.stream()
                .mapToInt(service -> settings.instancesOf(service)
                        * settings.serviceHeap(Services.share(service), Services.shares(settings)))
                .sum();
        return services + settings.brokerHeap() + settings.registryHeap() + settings.issuerHeap();
    }
}
