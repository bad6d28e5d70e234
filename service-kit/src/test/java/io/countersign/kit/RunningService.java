package io.countersign.kit;

import io.countersign.testsupport.TestDatabase;
import io.countersign.testsupport.TestPlatform;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the test service against the shared platform, as often as a test wants instances of it. */
public final class RunningService {

    private RunningService() {}

    public static ConfigurableApplicationContext start(
            TestDatabase database, Map<String, String> more, Class<?>... configurations) {
        var platform = TestPlatform.shared();
        var properties = new HashMap<String, Object>(platform.properties(database));
        properties.put("spring.config.import", "classpath:countersign-service.yaml");
        properties.put("spring.application.name", "review-service");
        properties.put("countersign.database", "true");
        properties.put("server.port", "0");
        // Batches of tests are small: to wait for larger ones is only time.
        properties.put("spring.kafka.consumer.properties.fetch.max.wait.ms", "10");
        properties.put("logging.structured.format.console", "");
        properties.putAll(more);
        var sources = new Class<?>[configurations.length + 1];
        sources[0] = KitTestService.class;
        System.arraycopy(configurations, 0, sources, 1, configurations.length);
        var application = new SpringApplication(sources);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of());
        return application.run(properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new));
    }
}
