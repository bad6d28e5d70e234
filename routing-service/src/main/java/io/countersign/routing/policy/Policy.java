package io.countersign.routing.policy;

import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import java.util.List;

/**
 * A policy version that type-checks and leaves no case without a lane.
 *
 * @param rules in the order in which they are tried
 * @param otherwise holds where no rule fires; never the automatic lane
 * @param hold where a case waits that a rule would leave to the machine although the machine may not act on it
 * @param record what is recorded of a routed case: all that the rules read, and what else is known in numbers and flags
 */
public record Policy(
        Id id,
        Acceptance accept,
        Tiers tiers,
        Rules rules,
        Rule otherwise,
        Rule hold,
        Audit audit,
        List<Recorded> record) {

    /** Name and version. */
    public record Id(String name, int version) {

        /** The key of this version on the compacted topic: {@code name@version}. */
        public String key() {
            return name + "@" + version;
        }
    }

    /** The first rule that fires; an automatic rule is passed over where too little is known of the case. */
    public Rule ruleFor(Signals signals) {
        Rule first = rules.first(signals, rule -> rule.lane() != Lane.AUTOMATIC || accept.letsAutomate(signals));
        return first == null ? otherwise : first;
    }

    /** Where a person waits under this rule. */
    public Desk deskOf(Rule rule, Signals signals) {
        Rule.DeskChoice choice = rule.desk();
        if (choice == null) {
            throw new IllegalArgumentException("rule " + rule.id() + " asks nobody");
        }
        return choice.resolve(tiers, signals.number(SignalName.COMPLEXITY), rule.priority());
    }
}
