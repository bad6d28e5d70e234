package io.countersign.routing.config;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import io.countersign.event.PolicyPublished;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.security.AccessRules;
import io.countersign.kit.state.CompactedView;
import io.countersign.kit.state.CompactedViews;
import io.countersign.routing.CheckPolicy;
import io.countersign.routing.PatientPolicies;
import io.countersign.routing.Policies;
import io.countersign.routing.RoutePredictions;
import io.countersign.routing.cel.CelConditions;
import io.countersign.routing.kafka.PolicyRecords;
import io.countersign.routing.kafka.PredictionScoredListener;
import io.countersign.routing.kafka.RoutePublisher;
import io.countersign.routing.policy.PolicyCompiler;
import io.countersign.routing.policy.PublishedPolicy;
import io.countersign.routing.route.Draws;
import io.countersign.routing.route.Router;
import io.countersign.routing.yaml.PolicyYaml;
import io.countersign.topics.Topics;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RoutingProperties.class)
class RoutingConfiguration {

    @Bean
    AccessRules access() {
        return AccessRules.of()
                .allow(POST, "/v1/policies/check", "policy-author", "policy-approver", "admin")
                .allow(GET, "/v1/policies/**", "policy-author", "policy-approver", "auditor", "lead", "admin");
    }

    @Bean
    CheckPolicy checkPolicy() {
        return new CheckPolicy(new PolicyYaml(), new PolicyCompiler(CelConditions::new));
    }

    @Bean
    CompactedView<PublishedPolicy> policyView(CompactedViews views, CheckPolicy checkPolicy) {
        return views.follow(Topics.POLICY_PUBLISHED, PolicyPublished.class, new PolicyRecords(checkPolicy)::toDomain);
    }

    @Bean
    Policies policies(RoutingProperties properties, CompactedView<PublishedPolicy> view) {
        return new Policies(properties.policy(), view.all(), view::isCaughtUp);
    }

    @Bean
    RoutePredictions routePredictions(Policies policies, RoutingProperties properties, Clock clock) {
        Draws draws = new Draws(properties.drawKeyId(), DrawKey.bytes(properties.drawKey()));
        return new RoutePredictions(new PatientPolicies(policies, clock, Thread::sleep), new Router(draws), clock);
    }

    @Bean
    PredictionScoredListener predictionScoredListener(
            AvroWire wire, RoutePredictions routePredictions, KafkaTemplate<String, byte[]> kafka, Clock clock) {
        return new PredictionScoredListener(wire, routePredictions, new RoutePublisher(wire), kafka, clock);
    }
}
