package io.countersign.ingest.config;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.countersign.ingest.exclusion.ExclusionRules;
import io.countersign.kit.security.AccessRules;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** What Spring must be told about ingest. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IngestProperties.class)
@EnableScheduling
class IngestConfiguration {

    private static final String PIPELINE = "pipeline";
    private static final String REVIEWER = "reviewer";
    private static final String LEAD = "lead";
    private static final String AUDITOR = "auditor";
    private static final String ADMIN = "admin";

    @Bean
    ExclusionRules exclusionRules(IngestProperties properties) {
        return new ExclusionRules(properties.excludeReasons(), properties.restoreReasons());
    }

    /** Who may call what. Scrapers look exclusions up with the pipeline's account. */
    @Bean
    AccessRules accessRules() {
        return AccessRules.of()
                .allow(POST, "/v1/predictions/**", PIPELINE, ADMIN)
                .allow(GET, "/v1/predictions/**", PIPELINE, LEAD, AUDITOR, ADMIN)
                .allow(POST, "/v1/outcomes/**", PIPELINE, ADMIN)
                .allow(POST, "/v1/exclusions/lookup", PIPELINE, REVIEWER, LEAD, AUDITOR, ADMIN)
                .allow(POST, "/v1/exclusions/**", REVIEWER, LEAD, ADMIN)
                .allow(GET, "/v1/exclusions/**", PIPELINE, REVIEWER, LEAD, AUDITOR, ADMIN)
                .allow(GET, "/v1/refusals/**", PIPELINE, LEAD, AUDITOR, ADMIN)
                .allow(POST, "/v1/refusals/**", LEAD, ADMIN)
                .allow(GET, "/v1/dead-letters/**", AUDITOR, ADMIN)
                .allow(POST, "/v1/dead-letters/**", ADMIN);
    }
}
