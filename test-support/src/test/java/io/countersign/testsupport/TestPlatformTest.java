package io.countersign.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.topics.TopicCatalogue;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TestPlatformTest {

    private final TestPlatform platform = TestPlatform.shared();

    @Test
    void has_every_topic_of_the_catalogue() throws Exception {
        try (var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", platform.kafka()))) {
            var names = admin.listTopics().names().get();

            assertThat(names)
                    .containsAll(TopicCatalogue.all().stream()
                            .map(topic -> topic.name())
                            .toList());
        }
    }

    @Test
    void gives_each_caller_an_empty_database_whose_role_owns_its_schema() throws Exception {
        var first = platform.database("someone");
        var second = platform.database("someone");

        for (var database : new TestDatabase[] {first, second}) {
            var url = "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.name();
            try (var connection = DriverManager.getConnection(url, database.user(), database.password());
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE thing (id int)");
                assertThat(connection.getSchema()).isEqualTo("someone");
            }
        }
    }
}
