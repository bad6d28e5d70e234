package io.countersign.feedback.config;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.countersign.kit.security.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who may call what. */
@Configuration(proxyBeanMethods = false)
class Access {

    @Bean
    AccessRules accessRules() {
        return AccessRules.of()
                .allow(GET, "/v1/traces/**", "data", "auditor", "lead", "admin")
                .allow(GET, "/v1/labels/**", "data", "auditor", "lead", "admin")
                .allow(GET, "/v1/metrics", "data", "auditor", "lead", "admin")
                .allow(POST, "/v1/rebuild", "admin");
    }
}
