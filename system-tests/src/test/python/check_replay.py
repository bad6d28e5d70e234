#!/usr/bin/env python3
"""Recomputes every figure of a replay's report from the topics and the files, with nothing of Countersign's code: Python 3,
its standard library and `countersign tail`. The lanes come from the policy file alone.

    check_replay.py FOLDER --report r.json [--limit N] [--flip SHARE] [--outcomes SHARE] [--home DIR] [--secrets FILE]

FOLDER, --limit, --flip and --outcomes are those of the replay. How many audits there are is judged by chance, which is wrong about
one replay in a hundred; with the home's `secrets.json` every draw is repeated under its key instead. Exit code 0 where
everything agrees, 1 where anything does not.
"""

import argparse
import hashlib
import hmac
import json
import math
import os
import sys

from cases import Topics, instant, read_cases
from lanes import lane, read_policy

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), *[os.pardir] * 4))
POLICY = "deploy/platform-setup/src/main/resources/policies/default-1.yaml"
SCORED = "hitl.prediction.scored.v1"
REFUSED = "hitl.prediction.refused.v1"
ROUTED = "hitl.case.routed.v1"
DECIDED = "hitl.decision.made.v1"
REVIEWED = "hitl.case.reviewed.v1"
SUBMITTED_OUTCOME = "hitl.outcome.submitted.v1"
OUTCOME = "hitl.outcome.arrived.v1"
TRACE = "hitl.decision.trace.v1"
TOPICS = (SCORED, REFUSED, ROUTED, DECIDED, REVIEWED, SUBMITTED_OUTCOME, OUTCOME, TRACE)
BINS = 15
Z99 = 2.5758293


class Seen:
    """What the topics say of one case."""

    def __init__(self):
        self.scored = self.refused = 0
        self.routings, self.decisions, self.verdicts = [], [], []
        self.resolved = False
        self.outcome_sent = self.outcome_at = self.trace = self.outcome_label = None

    def newest_decision(self):
        return max(self.decisions, key=lambda one: (one["caseRevision"], one["decisionRevision"]), default=None)

    def lane(self):
        return self.routings[0]["lane"] if self.routings else None

    def audit(self):
        return bool(self.routings) and self.routings[0]["audit"]

    def asks_somebody(self):
        return self.lane() != "automatic" or self.audit()

    def is_decided(self):
        last = self.newest_decision()
        return last is not None and last["status"] != "held" and (self.resolved or not self.asks_somebody())

    def final_label(self):
        last = self.newest_decision()
        return last["label"] if last and last["status"] != "held" else None

    def verdict_label(self):
        labels = (one["label"] for one in sorted(self.verdicts, key=lambda one: one["producerSeq"]))
        return next((label for label in labels if label is not None), None)

    def duplicates(self):
        def again(things):
            return len(things) - len(set(things))

        return (
            again([one["caseRevision"] for one in self.routings])
            + again([(one["taskId"], one["seat"]) for one in self.verdicts])
            + again([(one["caseRevision"], one["decisionRevision"]) for one in self.decisions])
        )

    def is_lost(self, owes_outcome):
        if self.trace is None:
            return True
        if self.refused and not self.scored:
            return not self.trace["refusals"]
        steps = [step for step in self.trace["review"] if step["step"] == "verdict"]
        complete = (
            self.scored
            and self.routings
            and self.is_decided()
            and self.trace["prediction"] is not None
            and self.trace["routing"] is not None
            and {one["decisionRevision"] for one in self.trace["decisions"]} == {one["decisionRevision"] for one in self.decisions}
            and {(one["taskId"], one["seat"]) for one in steps} == {(one["taskId"], one["seat"]) for one in self.verdicts}
            and self.trace["decidedLabel"] == self.final_label()
            and (not owes_outcome or (self.outcome_at and self.trace["trueLabel"] == self.outcome_label))
        )
        return not complete


KEPT = {
    ROUTED: ("caseRevision", "lane", "audit", "ruleId", "propensity"),
    DECIDED: ("caseRevision", "decisionRevision", "label", "status"),
    REVIEWED: ("taskId", "seat", "label", "producerSeq"),
    TRACE: ("traceVersion", "review", "decisions", "refusals", "prediction", "routing", "decidedLabel", "trueLabel"),
}


def watch(topics, cases, run):
    seen = {case: Seen() for case in cases}
    for case, record in topics.records(TOPICS, run):
        if case in seen:
            note(seen[case], record["topic"], record)
    return seen


def note(seen, topic, record):
    value = record["value"]
    kept = {name: value[name] for name in KEPT.get(topic, ())}
    if topic == SCORED:
        seen.scored += 1
    elif topic == REFUSED:
        seen.refused += value["subject"] == "prediction"
    elif topic == ROUTED:
        seen.routings.append(kept)
    elif topic == DECIDED:
        seen.decisions.append(dict(kept, at=instant(record["timestamp"])))
    elif topic == REVIEWED:
        if value["kind"] == "verdict":
            seen.verdicts.append(kept)
        seen.resolved |= value["kind"] == "resolution"
    elif topic == SUBMITTED_OUTCOME:
        seen.outcome_sent = seen.outcome_sent or instant(record["timestamp"])
    elif topic == OUTCOME:
        seen.outcome_at, seen.outcome_label = instant(record["timestamp"]), value["label"]
    elif seen.trace is None or seen.trace["traceVersion"] < value["traceVersion"]:
        seen.trace = kept


# ---------------------------------------------------------------- figures


def share(part, whole):
    return len(part) / len(whole) if whole else None


def recomputed(cases, seen):
    pairs = [(case, seen[case.id]) for case in cases.values()]
    refused = [one for one in pairs if one[1].refused and not one[1].scored]
    decided = [one for one in pairs if one[1].scored and one[1].is_decided()]
    automatic = [one for one in decided if one[1].lane() == "automatic"]
    reviewed = [one for one in decided if one[1].lane() != "automatic"]
    known = [one for one in decided if one[0].truth is not None]

    def accuracy(of, label):
        of = [(case, it) for case, it in of if case.truth is not None]
        return share([1 for case, it in of if label(case, it) == case.truth], of)

    def model(case, it):
        return case.label

    def final(case, it):
        return it.final_label()

    spoken = [(case, it) for case, it in reviewed if it.verdict_label() is not None]
    return {
        "cases": len(pairs),
        "refused": len(refused),
        "automatic": len(automatic),
        "reviewed": len(reviewed),
        "audited": len([1 for _, it in automatic if it.audit()]),
        "review_rate": share(reviewed, pairs),
        "model_accuracy": accuracy(known, model),
        "automatic_accuracy": accuracy(automatic, model),
        "reviewed_accuracy": accuracy(reviewed, final),
        "system_accuracy": accuracy(known, final),
        "errors_caught_share": accuracy([one for one in known if one[0].label != one[0].truth], final),
        "override_rate": share([1 for case, it in spoken if it.verdict_label() != case.label], spoken),
        "ece": calibration_error([(case.confidence, case.label == case.truth) for case, _ in known]),
        "traces": len([1 for _, it in pairs if it.trace is not None]),
        "lost": len([1 for _, it in pairs if it.is_lost(it.outcome_sent is not None)]),
        "duplicated": sum(it.duplicates() for _, it in pairs),
    }


def calibration_error(answers):
    if not answers:
        return None
    answers = sorted(answers, key=lambda answer: answer[0])  # stable: ties in the order of the file
    size, rest, start, gaps = len(answers) // BINS, len(answers) % BINS, 0, 0.0
    for number in range(BINS):
        end = start + size + (number < rest)
        gaps += abs(sum(confidence - right for confidence, right in answers[start:end]))
        start = end
    return gaps / len(answers)


def binomial_bounds(trials, p, level=0.99):
    """The smallest symmetric-tailed interval of counts that holds `level` of the probability."""
    if p in (0, 1):
        return round(trials * p), round(trials * p)
    tail, below, low = (1 - level) / 2, 0.0, None
    for count in range(trials + 1):
        logarithm = math.lgamma(trials + 1) - math.lgamma(count + 1) - math.lgamma(trials - count + 1)
        below += math.exp(logarithm + count * math.log(p) + (trials - count) * math.log1p(-p))
        if low is None and below > tail:
            low = count
        if below >= 1 - tail:
            return low, count
    return low, trials


# ---------------------------------------------------------------- checks


class Checks:
    def __init__(self):
        self.failed = 0

    def that(self, holds, text):
        self.failed += not holds
        print("%-6s %s" % ("ok" if holds else "FAILED", text))


def check_report(checks, report, figures):
    for name, ours in figures.items():
        theirs = report[name]
        same = ours == theirs if ours is None or theirs is None else math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-12)
        checks.that(same, "%-20s report %-22s recomputed %s" % (name, theirs, ours))
    checks.that(figures["lost"] == 0 and figures["duplicated"] == 0, "nothing lost, nothing duplicated")


def check_lanes(checks, policy, cases, seen):
    """Every case's lane and rule by the policy file."""
    taken = [case for case in cases.values() if seen[case.id].routings]
    expected = {case.id: lane(policy, case.signals) for case in taken}
    differing = [case for case in expected if (seen[case].lane(), seen[case].routings[0]["ruleId"]) != expected[case]]
    checks.that(not differing, "lane and rule of %d cases by the policy file alone; differing: %s" % (len(taken), differing[:3]))
    for name in ("automatic", "provisional", "review", "expert"):
        by_policy = [1 for found, _ in expected.values() if found == name]
        routed = [case for case in taken if seen[case.id].lane() == name]
        checks.that(len(by_policy) == len(routed), "%-12s by the policy %.4f, routed %.4f" % (name, len(by_policy) / len(taken), len(routed) / len(taken)))


def check_audits(checks, policy, seen, run, key):
    """Which automatic cases a random draw had a person look at: by the key of the draws, or how many where that is unknown."""
    rate = policy["audit"]["rate"]
    automatic = [case for case in seen if seen[case].lane() == "automatic"]
    audited = [case for case in automatic if seen[case].audit()]
    if key is not None:
        drawn = [case for case in automatic if draw(key, "audit|%s:%s|%d" % (run, case, seen[case].routings[0]["caseRevision"])) < rate]
        differing = sorted(set(audited) ^ set(drawn))
        checks.that(not differing, "audits of %d automatic cases by the key of the draws: %d; differing: %s" % (len(automatic), len(drawn), differing[:3]))
        return
    low, high = binomial_bounds(len(automatic), rate)
    checks.that(low <= len(audited) <= high, "%d of %d automatic cases audited; 99 %% bounds %d to %d" % (len(audited), len(automatic), low, high))


def draw(key, text):
    """The first 53 bits of the text's HMAC, as a number in [0, 1)."""
    digest = hmac.new(key.encode(), text.encode(), hashlib.sha256).digest()
    return (int.from_bytes(digest[:8], "big") >> 11) * 2.0**-53


def check_answers(checks, cases, seen, flipped):
    """What reviewers said against what the files made them say, and the accuracies that follow from it."""
    asked = [case for case in cases.values() if seen[case.id].routings and seen[case.id].asks_somebody() and case.honest() is not None]
    changed = [case for case in asked if seen[case.id].verdict_label() != case.honest()]
    low, high = binomial_bounds(len(asked), flipped)
    checks.that(low <= len(changed) <= high, "%d of %d answers are not the file's; 99 %% bounds %d to %d" % (len(changed), len(asked), low, high))
    labels = {case.truth for case in cases.values()} | {label for case in cases.values() for label in case.people}
    others = max(1, len(labels - {None}) - 1)
    for name, of in (
        ("reviewed_accuracy", [case for case in asked if seen[case.id].lane() != "automatic"]),
        ("system_accuracy", [case for case in cases.values() if seen[case.id].routings]),
    ):
        known = [case for case in of if case.truth is not None]
        chances = [chance(case, seen[case.id], flipped, others) for case in known]
        right = sum(seen[case.id].final_label() == case.truth for case in known)
        spread = Z99 * math.sqrt(sum(p * (1 - p) for p in chances)) + 1e-9
        checks.that(
            abs(right - sum(chances)) <= spread,
            "%-20s %.4f, by the files %.4f ± %.4f (99 %%)" % (name, right / max(1, len(known)), sum(chances) / max(1, len(known)), spread / max(1, len(known))),
        )


def chance(case, seen, flipped, others):
    """Probability that a case ends right, before its answer is flipped or not."""
    if not seen.asks_somebody() or case.honest() is None:
        return float(case.label == case.truth)
    return 1 - flipped if case.honest() == case.truth else flipped / others


def check_outcomes(checks, cases, seen, wanted):
    with_truth = [case for case in cases.values() if case.truth is not None and not seen[case.id].refused]
    sent = [case for case in with_truth if seen[case.id].outcome_sent]
    low, high = binomial_bounds(len(with_truth), wanted)
    checks.that(low <= len(sent) <= high, "outcomes of %d of %d cases; 99 %% bounds %d to %d" % (len(sent), len(with_truth), low, high))
    arrived = [case for case in sent if seen[case.id].outcome_label == case.truth]
    checks.that(len(arrived) == len(sent), "%d of %d outcomes arrived with the file's truth" % (len(arrived), len(sent)))
    early = [case.id for case in sent if seen[case.id].outcome_sent < min(one["at"] for one in seen[case.id].decisions)]
    checks.that(not early, "no outcome was sent before its case's decision: %s" % early[:3])


def draw_key(secrets):
    if secrets is None:
        return None
    with open(secrets, encoding="utf-8") as file:
        return json.load(file)["routing draw key"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--report", required=True, help="what replay --report wrote")
    parser.add_argument("--limit", type=int, help="as in the replay")
    parser.add_argument("--flip", type=float, default=0, help="as in the replay")
    parser.add_argument("--outcomes", type=float, default=1, help="as in the replay")
    parser.add_argument("--policy", default=os.path.join(ROOT, POLICY), help="the policy file that routed")
    parser.add_argument("--home", help="home of the local platform")
    parser.add_argument("--secrets", help="its secrets.json, to repeat every draw")
    parser.add_argument("--launcher", default=os.path.join(ROOT, "countersign"))
    given = parser.parse_args()
    with open(given.report, encoding="utf-8") as file:
        report = json.load(file)
    cases = read_cases(given.folder, given.limit)
    seen = watch(Topics(given.launcher, given.home), cases, report["run"])
    checks = Checks()
    check_report(checks, report, recomputed(cases, seen))
    policy = read_policy(given.policy)
    check_lanes(checks, policy, cases, seen)
    check_audits(checks, policy, seen, report["run"], draw_key(given.secrets))
    check_answers(checks, cases, seen, given.flip)
    check_outcomes(checks, cases, seen, given.outcomes)
    print("everything agrees" if checks.failed == 0 else "%d checks FAILED" % checks.failed)
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
