package io.countersign.review.http;

import io.countersign.review.task.QueueRules;
import io.countersign.review.task.QueueSetup;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a queue is to be.
 *
 * @param tier 1, 2, or 3 for experts
 * @param blind "none", or "until_judgment" where the model's answer stays hidden first
 * @param requiredSkills what a reviewer must be able to do; missing for nothing
 * @param permittedActions actions that a verdict may name; missing or empty where any may
 * @param escalatesTo the queue that takes what cannot be decided here; missing where this is the last one
 * @param slaSeconds within which a case is due where routing says nothing
 * @param warnBeforeSeconds how long before its due time a case counts as about to breach
 */
record QueueRequest(
        @Nullable Integer tier,
        @Nullable String blind,
        @Nullable List<@Nullable String> requiredSkills,
        @Nullable List<@Nullable String> permittedActions,
        @Nullable String escalatesTo,
        @Nullable Long slaSeconds,
        @Nullable Long warnBeforeSeconds) {

    private static final long LONGEST = Duration.ofDays(3650).toSeconds();

    QueueSetup checked(String name) {
        new Checks()
                .text(name, "name", Checks.SHORT)
                .wrong(tier == null || tier < 1 || tier > 9, "tier", "must be between 1 and 9")
                .wrong(
                        !"none".equals(blind) && !"until_judgment".equals(blind),
                        "blind",
                        "must be none or until_judgment")
                .names(requiredSkills, "requiredSkills", 100)
                .names(permittedActions, "permittedActions", 100)
                .text(escalatesTo, "escalatesTo", Checks.SHORT)
                .wrong(name.equals(escalatesTo), "escalatesTo", "must be another queue")
                .wrong(outside(slaSeconds), "slaSeconds", "must be between 1 and " + LONGEST)
                .wrong(outside(warnBeforeSeconds), "warnBeforeSeconds", "must be between 1 and " + LONGEST)
                .orRefuse();
        var rules = new QueueRules(
                name,
                Objects.requireNonNull(tier),
                "until_judgment".equals(blind),
                set(permittedActions),
                escalatesTo,
                Duration.ofSeconds(Objects.requireNonNull(slaSeconds)));
        return new QueueSetup(
                rules, set(requiredSkills), Duration.ofSeconds(Objects.requireNonNull(warnBeforeSeconds)));
    }

    private static boolean outside(@Nullable Long seconds) {
        return seconds == null || seconds < 1 || seconds > LONGEST;
    }

    private static Set<String> set(@Nullable List<@Nullable String> values) {
        return values == null ? Set.of() : Set.copyOf(values);
    }
}
