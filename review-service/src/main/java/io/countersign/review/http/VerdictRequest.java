package io.countersign.review.http;

import io.countersign.review.task.Exclusion;
import io.countersign.review.task.FieldChange;
import io.countersign.review.task.Judgment;
import io.countersign.review.task.ReviewCommand.Hold;
import io.countersign.review.task.VerdictWord;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A verdict. Agreeing and overriding are the same one request: the label says which it is.
 *
 * @param seat as the claim says
 * @param token the claim's fencing token
 * @param verdict agree, override, undecidable or policy_gap; may be left out where there is a label
 * @param label the reviewer's label
 * @param action what to do, where the label does not say it
 * @param confidence the reviewer's own, 0..1
 * @param fields single fields that the model got wrong, each once
 * @param category why it was overridden; may be left out
 * @param exclude keys of the item to exclude from further processing
 * @param claimNext whether to claim the next case in the same step
 * @param queues where the next case may come from; missing or empty for all that the reviewer may see
 */
record VerdictRequest(
        @Nullable Integer seat,
        @Nullable Long token,
        @Nullable String verdict,
        @Nullable String label,
        @Nullable String action,
        @Nullable Double confidence,
        @Nullable String severity,
        @Nullable List<@Nullable Field> fields,
        @Nullable String category,
        @Nullable String notes,
        @Nullable Exclude exclude,
        @Nullable Boolean claimNext,
        @Nullable List<@Nullable String> queues) {

    private static final Duration LATEST_EXPIRY = Duration.ofDays(36_525);

    /** @param after the right value; null where the field is empty */
    record Field(@Nullable String name, @Nullable String after) {}

    /**
     * @param keys natural keys of the item, at most 100; missing or empty for its main one
     * @param reason from the list of the ledger; another one is kept as {@code other}, with these words in the notes
     * @param expiresAt when the exclusion ends by itself, within 100 years; missing where it does not
     */
    record Exclude(
            @Nullable List<@Nullable String> keys,
            @Nullable String reason,
            @Nullable String notes,
            @Nullable Instant expiresAt) {}

    boolean wantsNext() {
        return Boolean.TRUE.equals(claimNext);
    }

    boolean needsTheCase() {
        return exclude != null || (fields != null && !fields.isEmpty());
    }

    /** The request, or 422 with every field that is wrong. */
    VerdictRequest checked(Instant now) {
        var checks = new Checks()
                .required(seat, "seat")
                .required(token, "token")
                .wrong(
                        verdict != null && VerdictWord.of(verdict).isEmpty(),
                        "verdict",
                        "must be agree, override, undecidable or policy_gap")
                .text(label, "label", Checks.SHORT)
                .text(action, "action", Checks.SHORT)
                .text(severity, "severity", Checks.SHORT)
                .text(category, "category", Checks.SHORT)
                .text(notes, "notes", Checks.LONG)
                .wrong(
                        confidence != null && !(confidence >= 0 && confidence <= 1),
                        "confidence",
                        "must be between 0 and 1");
        checkFields(checks);
        checkExclude(checks, now);
        checks.orRefuse();
        return this;
    }

    Hold hold(String reviewer) {
        return new Hold(reviewer, Objects.requireNonNull(seat), Objects.requireNonNull(token));
    }

    /**
     * @param before what the model said of each field
     * @param itemKeys keys of the case's item, the main one first
     */
    Judgment judgment(Map<String, String> before, List<String> itemKeys) {
        return new Judgment(
                verdict == null ? null : VerdictWord.of(verdict).orElseThrow(),
                label,
                action,
                confidence,
                severity,
                changes(before),
                category,
                notes,
                exclude == null ? null : exclusion(exclude, itemKeys));
    }

    private void checkFields(Checks checks) {
        if (fields == null) {
            return;
        }
        checks.wrong(fields.size() > 200, "fields", "must have at most 200 items");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            var field = fields.get(i);
            var path = "fields[" + i + "]";
            checks.required(field, path);
            if (field != null) {
                checks.required(field.name(), path + ".name")
                        .text(field.name(), path + ".name", Checks.SHORT)
                        .wrong(
                                field.name() != null && !names.add(field.name()),
                                path + ".name",
                                "must not come twice: it was corrected before");
                checks.content(field.after(), path + ".after", Checks.LONG);
            }
        }
    }

    private void checkExclude(Checks checks, Instant now) {
        if (exclude == null) {
            return;
        }
        var expiresAt = exclude.expiresAt();
        checks.required(exclude.reason(), "exclude.reason")
                .text(exclude.reason(), "exclude.reason", Checks.SHORT)
                .text(exclude.notes(), "exclude.notes", Checks.LONG)
                .names(exclude.keys(), "exclude.keys", 100, Checks.KEY)
                .wrong(expiresAt != null && !expiresAt.isAfter(now), "exclude.expiresAt", "must lie in the future")
                .wrong(
                        expiresAt != null && expiresAt.isAfter(now.plus(LATEST_EXPIRY)),
                        "exclude.expiresAt",
                        "must not be more than 100 years ahead");
    }

    private List<FieldChange> changes(Map<String, String> before) {
        return fields == null
                ? List.of()
                : fields.stream()
                        .filter(Objects::nonNull)
                        .map(field -> {
                            var name = Objects.requireNonNull(field.name());
                            return new FieldChange(name, before.get(name), field.after());
                        })
                        .toList();
    }

    private static Exclusion exclusion(Exclude exclude, List<String> itemKeys) {
        var keys = exclude.keys();
        var chosen = keys == null || keys.isEmpty() ? itemKeys.stream().limit(1).toList() : List.copyOf(keys);
        new Checks()
                .wrong(chosen.isEmpty(), "exclude.keys", "the case's item has no key")
                .wrong(!itemKeys.containsAll(chosen), "exclude.keys", "must be keys of the case's item: " + itemKeys)
                .orRefuse();
        return new Exclusion(chosen, Objects.requireNonNull(exclude.reason()), exclude.notes(), exclude.expiresAt());
    }
}
