package io.countersign.review.config;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import io.countersign.kit.security.AccessRules;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Who may do what at the desk. Services have accounts of their own and never review. */
@Configuration
@EnableScheduling
@EnableConfigurationProperties(ReviewSettings.class)
class ReviewConfiguration {

    @Bean
    AccessRules access() {
        return AccessRules.of()
                .allowPeople(GET, "/v1/claims", "reviewer")
                .allowPeople(POST, "/v1/claims", "reviewer")
                .allowPeople(POST, "/v1/tasks/*/*", "reviewer")
                .allow(GET, "/v1/tasks/**", "reviewer", "lead", "auditor", "admin")
                .allow(GET, "/v1/queues", "reviewer", "lead", "auditor", "admin")
                .allow(PUT, "/v1/queues/*", "lead", "admin")
                .allow(GET, "/v1/reviewers", "lead", "admin")
                .allow(PUT, "/v1/reviewers/*", "lead", "admin");
    }
}
