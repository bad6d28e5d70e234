package io.countersign.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.kit.Events;
import io.countersign.kit.RunningService;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.PeriodicTask;
import io.countersign.kit.security.AccessRules;
import io.countersign.kit.security.Caller;
import io.countersign.testsupport.TcpProxy;
import io.countersign.testsupport.TestPlatform;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpEdgeTest {

    private final TestPlatform platform = TestPlatform.shared();
    private final TcpProxy wireToDatabase;
    private final ConfigurableApplicationContext service;
    private final String address;
    private final WebTestClient client;

    HttpEdgeTest() {
        var database = platform.database("review");
        wireToDatabase = TcpProxy.to(database.host(), database.port());
        service = RunningService.start(
                database.at("127.0.0.1", wireToDatabase.port()),
                Map.of("countersign.outbox.max-bytes", "2000"),
                Door.class);
        address = "http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port");
        client = WebTestClient.bindToServer()
                .responseTimeout(Duration.ofSeconds(30))
                .baseUrl(address)
                .build();
    }

    @AfterAll
    void stop() throws IOException {
        service.close();
        wireToDatabase.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz"})
    void health_answers_without_a_token(String path) {
        client.get().uri(path).exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/me", "/v1/nowhere", "/actuator/prometheus", "/v3/api-docs"})
    void nothing_else_does(String path) {
        problem(client.get().uri(path).exchange().expectStatus().isUnauthorized(), "no-valid-token");
    }

    @Test
    void a_connection_goes_on_after_requests_that_overtook_the_end_of_the_one_before() throws Exception {
        try (var oneConnection =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (int i = 0; i < 900; i++) {
                var path = i % 3 == 0 ? "/livez?on-another-thread" : "/livez";
                var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(20));
                var answer = oneConnection.send(request.build(), BodyHandlers.ofString());

                assertThat(answer.statusCode()).as("request %d", i).isEqualTo(200);
            }
        }
    }

    @Test
    void expired_forged_and_foreign_tokens_are_refused() {
        var issuer = platform.issuer();
        for (var token : List.of(
                issuer.expiredToken("ana", "reviewer"),
                issuer.wrongAudienceToken("ana", "reviewer"),
                issuer.forgedToken("ana", "reviewer"),
                "garbage")) {
            get("/v1/me", token).expectStatus().isUnauthorized();
        }
    }

    @Test
    void the_wrong_role_is_refused_and_the_right_one_is_known_by_name() {
        problem(
                get("/v1/me", platform.issuer().token("gus", "auditor"))
                        .expectStatus()
                        .isForbidden(),
                "not-permitted");

        get("/v1/me", platform.issuer().token("ana", "reviewer"))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .isEqualTo("ana, a person");
    }

    @Test
    void a_service_account_may_not_do_what_only_people_do() {
        get("/v1/me", platform.issuer().serviceToken("simulator", "reviewer"))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void what_no_rule_names_is_denied_to_everybody() {
        get("/v1/nowhere", platform.issuer().token("ida", "admin"))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void a_broken_rule_names_the_field() {
        problem(post("{\"caseId\": \" \"}", null).expectStatus().isEqualTo(422), "invalid-request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("caseId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"caseId\": {}}",
                "{\"caseId\": \"a\", \"caseID\": \"b\"}",
                "{\"caseId\": NaN}",
                "{\"caseId\": nul}",
                "{\"caseId\": \"a",
            })
    void an_unreadable_body_names_the_field(String body) {
        problem(post(body, null).expectStatus().isBadRequest(), "unreadable-request")
                .jsonPath("$.errors[0].field")
                .value(String.class, field -> assertThat(field).isIn("caseId", "caseID"));
    }

    @Test
    void a_refusal_is_no_advice_on_setting_up_the_parser() {
        problem(post("{\"caseId\": NaN}", null).expectStatus().isBadRequest(), "unreadable-request")
                .jsonPath("$.errors[0].message")
                .isEqualTo("Non-standard token 'NaN'");
    }

    @Test
    void a_field_that_stands_twice_is_refused_by_name() {
        problem(
                        post("{\"caseId\": \"a\", \"caseId\": \"b\"}", null)
                                .expectStatus()
                                .isBadRequest(),
                        "unreadable-request")
                .jsonPath("$.errors[0].message")
                .value(String.class, message -> assertThat(message).contains("caseId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "null", "\u0000"})
    void garbage_is_a_clear_refusal(String body) {
        problem(post(body, null).expectStatus().isBadRequest(), "unreadable-request");
    }

    @Test
    void the_same_key_and_body_get_the_first_answer_and_do_nothing_more() {
        var key = UUID.randomUUID().toString();
        var first = post("{\"caseId\": \"a\"}", key)
                .expectStatus()
                .isAccepted()
                .returnResult(Receipt.class)
                .getResponseBody()
                .blockFirst();

        var second = post("{\"caseId\": \"a\"}", key)
                .expectStatus()
                .isAccepted()
                .returnResult(Receipt.class)
                .getResponseBody()
                .blockFirst();

        assertThat(second).isNotNull().isEqualTo(first);
    }

    @Test
    void the_same_key_with_another_body_is_refused() {
        var key = UUID.randomUUID().toString();
        post("{\"caseId\": \"a\"}", key).expectStatus().isAccepted();

        problem(post("{\"caseId\": \"b\"}", key).expectStatus().isEqualTo(422), "idempotency-key-reused");
    }

    @Test
    void a_key_is_forgotten_when_its_time_is_over_and_not_before() {
        var old = UUID.randomUUID().toString();
        var young = UUID.randomUUID().toString();
        var first = numberOf(old);
        var second = numberOf(young);
        var database = service.getBean(DatabaseClient.class);
        database.sql("UPDATE idempotency_key SET created_at = now() - interval '8 days' WHERE key = $1")
                .bind(0, old)
                .then()
                .block();

        service.getBean(PostgresIdempotencyKeys.class)
                .forget(Duration.ofDays(7))
                .block();

        assertThat(numberOf(young)).isEqualTo(second);
        assertThat(numberOf(old)).isGreaterThan(first);
    }

    @Test
    void forgetting_keys_and_measuring_the_outbox_run_by_themselves() {
        assertThat(service.getBeansOfType(PeriodicTask.class))
                .containsKeys("idempotencyKeysTask", "outboxLevelTask")
                .allSatisfy((_, task) -> assertThat(task.isRunning()).isTrue());
    }

    @Test
    void a_problem_quotes_no_more_of_a_request_than_any_reader_can_bear() {
        var name = "\\ud800" + "x".repeat(5_000);

        problem(post("{\"" + name + "\": 1}", null).expectStatus().isBadRequest(), "unreadable-request")
                .jsonPath("$.errors[0].field")
                .value(String.class, field -> assertThat(field).hasSizeLessThan(1_000));
    }

    @Test
    void what_would_make_an_event_too_large_for_kafka_is_refused_and_a_smaller_one_is_not() {
        problem(
                        post("{\"caseId\": \"" + "x".repeat(1_000) + "\"}", null)
                                .expectStatus()
                                .isEqualTo(413),
                        "content-too-large")
                .jsonPath("$.detail")
                .value(String.class, detail -> assertThat(detail).contains("2000"));

        post("{\"caseId\": \"x\"}", null).expectStatus().isAccepted();
    }

    @Test
    void while_the_database_is_away_a_write_is_told_to_come_back_and_afterwards_it_is_done() {
        var key = UUID.randomUUID().toString();
        wireToDatabase.cut();
        try {
            problem(post("{\"caseId\": \"a\"}", key).expectStatus().isEqualTo(503), "temporarily-unavailable");
        } finally {
            wireToDatabase.mend();
        }

        await().untilAsserted(
                        () -> post("{\"caseId\": \"a\"}", key).expectStatus().isAccepted());
    }

    private int numberOf(String key) {
        var receipt = post("{\"caseId\": \"a\"}", key)
                .expectStatus()
                .isAccepted()
                .returnResult(Receipt.class)
                .getResponseBody()
                .blockFirst();
        return Objects.requireNonNull(receipt).number();
    }

    private ResponseSpec get(String path, String token) {
        return client.get()
                .uri(path)
                .headers(headers -> headers.setBearerAuth(token))
                .exchange();
    }

    private ResponseSpec post(String body, @Nullable String key) {
        var request = client.post()
                .uri("/v1/things")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(platform.issuer().serviceToken("pipeline", "pipeline")));
        if (key != null) {
            request.header(IdempotencyKeys.HEADER, key);
        }
        return request.bodyValue(body).exchange();
    }

    private static WebTestClient.BodyContentSpec problem(ResponseSpec response, String slug) {
        return response.expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://countersign.io/problems/" + slug);
    }

    record Thing(@NotBlank String caseId) {}

    record Receipt(String caseId, int number) {}

    @Configuration(proxyBeanMethods = false)
    static class Door {

        @Bean
        AccessRules access() {
            return AccessRules.of()
                    .allowPeople(HttpMethod.GET, "/v1/me", "reviewer")
                    .allow(HttpMethod.POST, "/v1/things", "pipeline");
        }

        /** Such a request can end after its answer is out, and after the next one is in. */
        @Bean
        WebFilter onAnotherThread() {
            return (exchange, chain) -> exchange.getRequest().getQueryParams().containsKey("on-another-thread")
                    ? chain.filter(exchange).subscribeOn(Schedulers.boundedElastic())
                    : chain.filter(exchange);
        }

        @Bean
        Things things(IdempotencyKeys keys, Outbox outbox) {
            return new Things(keys, outbox);
        }
    }

    @RestController
    static class Things {

        private final AtomicInteger taken = new AtomicInteger();
        private final IdempotencyKeys keys;
        private final Outbox outbox;

        Things(IdempotencyKeys keys, Outbox outbox) {
            this.keys = keys;
            this.outbox = outbox;
        }

        @GetMapping("/v1/me")
        Mono<String> me(Caller caller) {
            return Mono.just(caller.name() + (caller.isPerson() ? ", a person" : ", a service"));
        }

        @PostMapping("/v1/things")
        Mono<ResponseEntity<Receipt>> take(
                @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
                @Valid @RequestBody Thing thing,
                Caller caller) {
            return keys.once(
                    caller,
                    key,
                    thing,
                    Receipt.class,
                    () -> outbox.append(List.of(Events.outgoing(thing.caseId())))
                            .then(Mono.fromSupplier(() -> ResponseEntity.accepted()
                                    .body(new Receipt(thing.caseId(), taken.incrementAndGet())))));
        }
    }
}
