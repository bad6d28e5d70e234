package io.countersign.routing.policy;

import io.countersign.routing.policy.ConditionCompiler.Compiled;
import io.countersign.routing.policy.Rule.DeskChoice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a document, and what stands in a rule's place. */
final class RuleReader {

    private static final int LEAST_URGENT = 9;
    private static final int EXPERT_TIER = 3;
    private static final Condition ALWAYS = signals -> Truth.TRUE;

    private final ConditionCompiler conditions;
    private final Set<String> queues;
    private final List<PolicyFault> faults;
    private final Set<Reading> reads = new LinkedHashSet<>();

    RuleReader(ConditionCompiler conditions, Set<String> queues, List<PolicyFault> faults) {
        this.conditions = conditions;
        this.queues = queues;
        this.faults = faults;
    }

    List<Rule> all(Fields root) {
        root.required("rules");
        Set<String> ids = new HashSet<>(Set.of("otherwise"));
        List<Rule> rules = new ArrayList<>();
        for (DocumentNode node : root.items("rules")) {
            Rule rule = rule(node);
            if (!rule.id().isEmpty() && !ids.add(rule.id())) {
                faults.add(new PolicyFault(node.line(), "rules." + rule.id(), "there is another rule of this id"));
            }
            rules.add(rule);
        }
        return List.copyOf(rules);
    }

    /** What holds where no rule fires. */
    Rule otherwise(DocumentNode node) {
        Fields fields =
                Fields.of(node, "otherwise", faults, "lane", "action", "queue", "tier", "due", "priority", "reason");
        Rule rule = consequence("otherwise", ALWAYS, fields);
        if (rule.lane() == Lane.AUTOMATIC) {
            fields.wrong("lane", "must not be automatic: what no rule has judged must not be left to the machine");
        }
        return rule;
    }

    /** Where a case waits that the machine may not act on. */
    Rule hold(DocumentNode node) {
        Fields fields = Fields.of(node, "hold", faults, "queue", "tier", "due", "priority");
        return new Rule("hold", ALWAYS, Lane.REVIEW, null, desk(fields), priority(fields), "");
    }

    Audit audit(DocumentNode node, Tiers tiers) {
        Fields fields = Fields.of(node, "audit", faults, "rate", "queue", "tier", "due", "priority");
        double rate = fields.number("rate", 0, 1);
        if (rate == 0 && fields.has("rate")) {
            fields.wrong("rate", "must be above 0: without audits nobody knows how often the machine is wrong");
        }
        return new Audit(rate, desk(fields).resolve(tiers, Double.NaN, priority(fields)));
    }

    List<Reading> reads() {
        return List.copyOf(reads);
    }

    private Rule rule(DocumentNode node) {
        String id = idOf(node);
        Fields fields = Fields.of(
                node,
                "rules." + id,
                faults,
                "id",
                "when",
                "lane",
                "action",
                "queue",
                "tier",
                "due",
                "priority",
                "reason");
        return consequence(fields.text("id"), condition(fields), fields);
    }

    private static String idOf(DocumentNode node) {
        return node instanceof DocumentNode.Mapping rule
                        && rule.fields().get("id") instanceof DocumentNode.Scalar id
                        && !id.text().isBlank()
                ? id.text()
                : "(line " + node.line() + ")";
    }

    private Condition condition(Fields fields) {
        String expression = fields.text("when");
        if (expression.isEmpty()) {
            return ALWAYS;
        }
        return switch (conditions.compile(expression)) {
            case Compiled.Ok ok -> {
                reads.addAll(ok.reads());
                yield ok.condition();
            }
            case Compiled.Wrong wrong -> {
                wrong.faults().forEach(fault -> fields.wrong("when", fault));
                yield ALWAYS;
            }
        };
    }

    private Rule consequence(String id, Condition when, Fields fields) {
        Lane lane = lane(fields);
        String action = fields.optionalText("action");
        if (action != null && !lane.machineActs()) {
            fields.wrong("action", "has no meaning where a person decides");
        }
        return new Rule(id, when, lane, action, deskOf(lane, fields), priority(fields), fields.text("reason"));
    }

    private Lane lane(Fields fields) {
        String name = fields.text("lane");
        var lane = Lane.find(name);
        if (lane.isEmpty() && !name.isEmpty()) {
            fields.wrong("lane", "must be automatic, provisional, review or expert");
        }
        return lane.orElse(Lane.REVIEW);
    }

    private @Nullable DeskChoice deskOf(Lane lane, Fields fields) {
        if (lane != Lane.AUTOMATIC) {
            DeskChoice desk = desk(fields);
            return lane == Lane.EXPERT && desk.tier().isEmpty()
                    ? new DeskChoice(desk.queue(), OptionalInt.of(EXPERT_TIER), desk.due())
                    : desk;
        }
        for (String ofPeople : List.of("queue", "tier", "due")) {
            if (fields.has(ofPeople)) {
                fields.wrong(ofPeople, "has no meaning in the automatic lane: nobody waits for the case");
            }
        }
        return null;
    }

    private DeskChoice desk(Fields fields) {
        String queue = fields.text("queue");
        if (!queue.isEmpty() && !queues.contains(queue)) {
            fields.wrong("queue", "is not defined under queues");
        }
        OptionalInt tier =
                fields.has("tier") ? OptionalInt.of(fields.whole("tier", 1, EXPERT_TIER)) : OptionalInt.empty();
        Duration due = fields.has("due") ? fields.duration("due") : null;
        return new DeskChoice(queue, tier, due);
    }

    private static int priority(Fields fields) {
        return fields.whole("priority", 1, LEAST_URGENT);
    }
}
