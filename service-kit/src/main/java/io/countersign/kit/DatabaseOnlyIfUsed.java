package io.countersign.kit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** Leaves out everything that wants a database unless the service says {@code countersign.database: true}. */
class DatabaseOnlyIfUsed implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final List<String> WANT_A_DATABASE = List.of(
            "org.springframework.boot.r2dbc.",
            "org.springframework.boot.data.r2dbc.",
            "org.springframework.boot.jdbc.",
            "org.springframework.boot.flyway.");

    private Environment environment = new StandardEnvironment();

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        boolean used = environment.getProperty("countersign.database", Boolean.class, false);
        var matches = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            var name = classes[i];
            matches[i] = used || name == null || WANT_A_DATABASE.stream().noneMatch(name::startsWith);
        }
        return matches;
    }
}
