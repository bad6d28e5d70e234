package io.countersign.routing.http;

import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import io.countersign.routing.CheckPolicy;
import io.countersign.routing.Policies;
import io.countersign.routing.policy.CompiledPolicy;
import io.countersign.routing.policy.PublishedPolicy.Version;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Policies to look at, and a check that says what is wrong with one before anybody publishes it. */
@RestController
@RequestMapping("/v1/policies")
class PolicyController {

    private static final int MOST_CHARACTERS = 200_000;

    private final Policies policies;
    private final CheckPolicy checkPolicy;
    private final Clock clock;

    PolicyController(Policies policies, CheckPolicy checkPolicy, Clock clock) {
        this.policies = policies;
        this.checkPolicy = checkPolicy;
        this.clock = clock;
    }

    /** Every published version, by name and then newest first. */
    @GetMapping
    PolicyList all() {
        Version active = policies.active().orElse(null);
        return new PolicyList(policies.versions().stream()
                .map(version -> PolicyView.withoutDocument(version, version.equals(active)))
                .toList());
    }

    /** The version that routes now, and whether this instance has lately seen that it is the newest. */
    @GetMapping("/active")
    ActivePolicy active() {
        Version active =
                policies.active().orElseThrow(() -> new RefusedException(Problem.notFound("No policy is active yet")));
        return new ActivePolicy(PolicyView.of(active, true), policies.areConfirmed(clock.instant()));
    }

    /** One version with its document. */
    @GetMapping("/{name}/versions/{version}")
    PolicyView version(@PathVariable String name, @PathVariable int version) {
        Version found = policies.find(name, version)
                .orElseThrow(() -> new RefusedException(
                        Problem.notFound("There is no policy " + name + " of version " + version)));
        return PolicyView.of(found, policies.active().filter(found::equals).isPresent());
    }

    /** What is wrong with a document, line by line; publishes nothing. */
    @PostMapping("/check")
    Mono<PolicyCheck> check(@RequestBody PolicyDraft draft) {
        String document = draft.document();
        if (document == null || document.isBlank()) {
            throw refused("is missing");
        }
        if (document.length() > MOST_CHARACTERS) {
            throw refused("must have at most " + MOST_CHARACTERS + " characters");
        }
        return Mono.fromCallable(() -> checkPolicy.check(document))
                .subscribeOn(Schedulers.boundedElastic())
                .map(PolicyCheck::of);
    }

    private static RefusedException refused(String message) {
        return new RefusedException(Problem.invalid(List.of(new FieldError("document", message))));
    }

    /** A policy document as YAML. */
    record PolicyDraft(@Nullable String document) {}

    record PolicyList(List<PolicyView> items) {}

    record ActivePolicy(PolicyView policy, boolean confirmed) {}

    /** What the check found; {@code faults} is empty where the document is valid. */
    record PolicyCheck(boolean valid, List<PolicyView.Fault> faults) {

        static PolicyCheck of(CompiledPolicy compiled) {
            List<PolicyView.Fault> faults = PolicyView.Fault.of(compiled);
            return new PolicyCheck(faults.isEmpty(), faults);
        }
    }
}
