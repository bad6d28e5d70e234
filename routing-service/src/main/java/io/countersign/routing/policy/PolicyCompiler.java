package io.countersign.routing.policy;

import io.countersign.routing.policy.CompiledPolicy.Invalid;
import io.countersign.routing.policy.CompiledPolicy.Valid;
import io.countersign.routing.policy.Threshold.Exemption;
import io.countersign.routing.signal.SignalName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Turns a document into a policy, or into everything that is wrong with it. Pure. */
public final class PolicyCompiler {

    private static final int MOST_TIERS = 3;

    private final Function<Map<String, Threshold>, ConditionCompiler> language;

    /** @param language makes the compiler of expressions that may use these thresholds */
    public PolicyCompiler(Function<Map<String, Threshold>, ConditionCompiler> language) {
        this.language = language;
    }

    /** The policy, or its faults in the order of the document. */
    public CompiledPolicy compile(DocumentNode document) {
        List<PolicyFault> faults = new ArrayList<>();
        Policy policy = read(document, faults);
        return faults.isEmpty()
                ? new Valid(policy)
                : new Invalid(faults.stream()
                        .sorted(Comparator.comparingInt(PolicyFault::line))
                        .toList());
    }

    private Policy read(DocumentNode document, List<PolicyFault> faults) {
        Fields root = Fields.of(
                document,
                "",
                faults,
                "name",
                "version",
                "description",
                "accept",
                "thresholds",
                "queues",
                "tiers",
                "rules",
                "otherwise",
                "hold",
                "audit");
        Map<String, Threshold> thresholds = thresholds(root, faults);
        Set<String> queues =
                Fields.named(root.required("queues"), "queues", faults).keySet();
        RuleReader rules = new RuleReader(language.apply(thresholds), queues, faults);
        Tiers tiers = tiers(root, faults);
        return new Policy(
                new Policy.Id(root.text("name"), root.whole("version", 1, Integer.MAX_VALUE)),
                acceptance(root, faults),
                tiers,
                new Rules(rules.all(root)),
                rules.otherwise(root.required("otherwise")),
                rules.hold(root.required("hold")),
                rules.audit(root.required("audit"), tiers),
                record(rules.reads()));
    }

    private static List<Recorded> record(List<Reading> reads) {
        Stream<Recorded> read = reads.stream().map(reading -> new Recorded(reading, true));
        Stream<Recorded> others = Arrays.stream(SignalName.values())
                .filter(signal -> signal.kind() == SignalName.Kind.NUMBER || signal.kind() == SignalName.Kind.FLAG)
                .map(Reading.OfSignal::new)
                .filter(reading -> !reads.contains(reading))
                .map(reading -> new Recorded(reading, false));
        return Stream.concat(read, others).toList();
    }

    private static Acceptance acceptance(Fields root, List<PolicyFault> faults) {
        DocumentNode node = root.find("accept");
        if (node == null) {
            return new Acceptance(false, Set.of());
        }
        Fields accept = Fields.of(node, "accept", faults, "unknown-risk", "uncalibrated");
        boolean unknownRisk = accept.has("unknown-risk") && accept.flag("unknown-risk");
        return new Acceptance(unknownRisk, accept.texts("uncalibrated"));
    }

    private static Map<String, Threshold> thresholds(Fields root, List<PolicyFault> faults) {
        Map<String, Threshold> thresholds = new LinkedHashMap<>();
        Fields.named(root.find("thresholds"), "thresholds", faults).forEach((name, node) -> {
            Fields threshold = Fields.of(node, "thresholds." + name, faults, "is", "except");
            List<Exemption> exemptions = threshold.items("except").stream()
                    .map(item -> exemption(item, threshold.at("except"), faults))
                    .toList();
            thresholds.put(name, new Threshold(anyNumber(threshold), exemptions));
        });
        return thresholds;
    }

    private static Exemption exemption(DocumentNode node, String where, List<PolicyFault> faults) {
        Fields exemption = Fields.of(node, where, faults, "label", "action", "source", "is");
        return new Exemption(
                exemption.texts("label"), exemption.texts("action"), exemption.texts("source"), anyNumber(exemption));
    }

    private static double anyNumber(Fields fields) {
        return fields.number("is", -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static Tiers tiers(Fields root, List<PolicyFault> faults) {
        root.required("tiers");
        List<Tiers.Tier> tiers = new ArrayList<>();
        double reached = -1;
        for (DocumentNode node : root.items("tiers")) {
            Fields fields = Fields.of(node, "tiers", faults, "tier", "upTo", "due");
            var tier = new Tiers.Tier(
                    fields.whole("tier", 0, MOST_TIERS), fields.number("upTo", 0, 1), fields.duration("due"));
            if (tier.upTo() <= reached) {
                fields.wrong("upTo", "must be larger than the tier's before it");
            }
            reached = tier.upTo();
            tiers.add(tier);
        }
        if (tiers.isEmpty() || tiers.getLast().upTo() < 1 || tiers.getLast().number() == 0) {
            root.wrong("tiers", "must end with a tier of people up to 1: a case must not be without anybody");
            return new Tiers(List.of(new Tiers.Tier(MOST_TIERS, 1, Duration.ZERO)));
        }
        return new Tiers(List.copyOf(tiers));
    }
}
