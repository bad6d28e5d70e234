"""The check of the check: what it must not let pass, it does not."""

import contextlib
import io
import os
import unittest

import check_replay
from cases import Case
from lanes import UNKNOWN, Expression, lane, read_policy

POLICY = os.path.join(check_replay.ROOT, check_replay.POLICY)


def case(name, confidence=0.5, label="spam", truth="ham", **columns):
    return Case(dict(columns, case_id=name, predicted_label=label, confidence=str(confidence), true_label=truth))


def record(topic, **value):
    return {"topic": topic, "timestamp": "2026-01-01T00:00:00Z", "value": value}


def history(name, lane_name="review", rule="review-confidence", audit=False, label="ham"):
    """The records of one case that a person decided, or the machine where its lane is automatic."""
    asked = lane_name != "automatic" or audit
    decisions = [dict(caseRevision=1, decisionRevision=1, label="spam", status="held" if lane_name == "review" else "final")]
    steps = []
    records = [
        record(check_replay.SCORED),
        record(check_replay.ROUTED, caseRevision=1, lane=lane_name, audit=audit, ruleId=rule, propensity=1.0),
        record(check_replay.OUTCOME, label="ham"),
        record(check_replay.SUBMITTED_OUTCOME),
    ]
    if asked:
        verdict = dict(taskId="t-" + name, seat=1, label=label, producerSeq=3)
        records.append(record(check_replay.REVIEWED, kind="verdict", **verdict))
        records.append(record(check_replay.REVIEWED, kind="resolution", **dict(verdict, seat=0)))
        decisions.append(dict(caseRevision=1, decisionRevision=2, label=label, status="final"))
        steps.append(dict(verdict, step="verdict"))
    records += [record(check_replay.DECIDED, **one) for one in decisions]
    records.append(
        record(
            check_replay.TRACE,
            traceVersion=9,
            review=steps,
            decisions=decisions,
            refusals=[],
            prediction={},
            routing={},
            decidedLabel=decisions[-1]["label"],
            trueLabel="ham",
        )
    )
    return records


def seen(records):
    it = check_replay.Seen()
    for one in records:
        check_replay.note(it, one["topic"], one)
    return it


def failures(check, *arguments):
    checks = check_replay.Checks()
    with contextlib.redirect_stdout(io.StringIO()):
        check(checks, *arguments)
    return checks.failed


class Figures(unittest.TestCase):
    def setUp(self):
        self.cases = {"a": case("a"), "b": case("b", confidence=0.99, truth="spam")}
        self.records = {"a": history("a"), "b": history("b", "automatic", "automatic")}

    def seen(self):
        return {name: seen(records) for name, records in self.records.items()}

    def report(self):
        return check_replay.recomputed(self.cases, self.seen())

    def test_a_whole_history_gives_the_figures(self):
        report = self.report()

        self.assertEqual((2, 1, 1), (report["cases"], report["automatic"], report["reviewed"]))
        self.assertEqual((0.5, 1.0, 1.0), (report["model_accuracy"], report["system_accuracy"], report["errors_caught_share"]))
        self.assertEqual((0, 0), (report["lost"], report["duplicated"]))

    def test_every_other_figure_in_a_report_is_seen(self):
        for name, value in self.report().items():
            wrong = dict(self.report(), **{name: (value or 0) + 0.001})
            self.assertEqual(1, failures(check_replay.check_report, wrong, self.report()), name)

    def test_a_topic_that_lost_a_record_is_seen(self):
        for name in self.records:
            for at, dropped in enumerate(self.records[name]):
                if dropped["topic"] == check_replay.SUBMITTED_OUTCOME:
                    continue
                whole = self.records[name]
                self.records[name] = whole[:at] + whole[at + 1 :]
                self.assertEqual(1, self.report()["lost"], "%s without %s" % (name, dropped))
                self.records[name] = whole

    def test_what_is_there_twice_is_seen(self):
        for topic in (check_replay.ROUTED, check_replay.DECIDED, check_replay.REVIEWED):
            whole = self.records["a"]
            self.records["a"] = whole + [next(one for one in whole if one["topic"] == topic)]
            self.assertEqual(1, self.report()["duplicated"], topic)
            self.records["a"] = whole

    def test_a_case_in_another_lane_than_the_policy_says_is_seen(self):
        self.records["b"] = history("b", "review", "review-confidence")
        policy = read_policy(POLICY)

        self.assertGreater(failures(check_replay.check_lanes, policy, self.cases, self.seen()), 0)

    def test_audits_that_the_key_did_not_draw_are_seen(self):
        policy = {"audit": {"rate": 0.5}}
        names = ["c%d" % number for number in range(50)]
        drawn = {name for name in names if check_replay.draw("key", "audit|run:%s|1" % name) < 0.5}
        self.records = {name: history(name, "automatic", "automatic", audit=name in drawn) for name in names}

        self.assertEqual(0, failures(check_replay.check_audits, policy, self.seen(), "run", "key"))
        self.assertEqual(1, failures(check_replay.check_audits, policy, self.seen(), "run", "another key"))
        self.records["c7"] = history("c7", "automatic", "automatic", audit="c7" not in drawn)
        self.assertEqual(1, failures(check_replay.check_audits, policy, self.seen(), "run", "key"))

    def test_a_count_of_audits_that_chance_does_not_give_is_seen(self):
        policy = {"audit": {"rate": 0.02}}
        self.records = {"c%d" % number: history("c%d" % number, "automatic", "automatic", audit=number < 5) for number in range(50)}

        self.assertEqual(1, failures(check_replay.check_audits, policy, self.seen(), "run", None))

    def test_answers_that_are_not_the_files_are_seen(self):
        self.records["a"] = history("a", label="spam")

        self.assertGreater(failures(check_replay.check_answers, self.cases, self.seen(), 0), 0)


class Lanes(unittest.TestCase):
    def lane(self, **columns):
        return lane(read_policy(POLICY), case("x", **columns).signals)[0]

    def test_the_default_policy(self):
        self.assertEqual("review", self.lane(confidence=0.69))
        self.assertEqual("provisional", self.lane(confidence=0.95))
        self.assertEqual("automatic", self.lane(confidence=0.951))
        self.assertEqual("provisional", self.lane(confidence=0.99, label="remove"))
        self.assertEqual("review", self.lane(confidence=0.99, opinion_second_label="ham"))
        self.assertEqual("review", self.lane(confidence=0.99, novelty="0.51"))
        self.assertEqual("expert", self.lane(confidence=0.99, value="100001"))

    def test_what_is_missing_is_unknown_but_for_what_it_cannot_change(self):
        signals = {"risk": None, "confidence": 0.9}
        for text, expected in (
            ("risk > 0.9", UNKNOWN),
            ("!(risk > 0.9)", UNKNOWN),
            ("risk == null", True),
            ("risk < 0.3 || confidence > 0.5", True),
            ("risk < 0.3 && confidence < 0.5", False),
            ("risk > 0.9 ? true : true", True),
        ):
            self.assertIs(expected, Expression(text, signals).value(), text)


class Bounds(unittest.TestCase):
    def test_they_are_those_of_the_binomial(self):
        self.assertEqual((0, 0), check_replay.binomial_bounds(10, 0))
        self.assertEqual((7, 27), check_replay.binomial_bounds(781, 0.02))

    def test_a_draw_is_the_head_of_an_hmac(self):
        # HMAC-SHA256 of RFC 4231's second case begins with 5bdcc146bf60754e.
        self.assertEqual((0x5BDCC146BF60754E >> 11) / 2**53, check_replay.draw("Jefe", "what do ya want for nothing?"))

    def test_calibration_error_of_bins_of_one(self):
        self.assertAlmostEqual(0.3, check_replay.calibration_error([(0.7, True)] * 15))


if __name__ == "__main__":
    unittest.main()
