"""Case files (docs/case-files.md) and topics, as anybody would read them."""

import csv
import datetime
import gzip
import json
import os
import subprocess

ENDINGS = (".csv.gz", ".csv", ".jsonl.gz", ".jsonl")


def rows(folder, name):
    for ending in ENDINGS:
        path = os.path.join(folder, name + ending)
        if os.path.exists(path):
            opener = gzip.open if path.endswith(".gz") else open
            with opener(path, "rt", encoding="utf-8", newline="") as file:
                yield from (json.loads(line) for line in file) if ".jsonl" in ending else csv.DictReader(file)
            return


class Case:
    """One row of the predictions, with what people said of it."""

    def __init__(self, row):
        self.id = row["case_id"]
        self.label = row["predicted_label"]
        self.confidence = float(row["confidence"])
        self.truth = row.get("true_label") or None
        self.people = []
        self.signals = signals(row, self.label, self.confidence)

    def honest(self):
        """What a reviewer says who does not err on purpose."""
        return self.people[0] if self.people else self.truth


def number(row, name):
    return float(row[name]) if row.get(name) not in (None, "") else None


def signals(row, label, confidence):
    def prefixed(prefix, read=lambda value: value):
        return {name[len(prefix) :]: read(value) for name, value in row.items() if name.startswith(prefix) and value not in (None, "")}

    others = [v for name, v in row.items() if name.startswith("opinion_") and name.endswith("_label") and v not in (None, "")]
    likely = sorted(prefixed("p_", float).values(), reverse=True)
    return {
        "confidence": confidence,
        "rawConfidence": confidence,
        "margin": likely[0] - likely[1] if len(likely) > 1 else None,
        "opinionsDisagree": any(other != label for other in others) if others else None,
        "opinionAgreement": sum(other == label for other in others) / len(others) if others else None,
        "ensembleAgreement": number(row, "ensemble_agreement"),
        "novelty": number(row, "novelty"),
        "value": number(row, "value"),
        "label": label,
        "action": label,
        "modelId": row.get("model_id"),
        "modelVersion": row.get("model_version"),
        "features": prefixed("feature_", float),
        "slices": prefixed("slice_"),
    }


def read_cases(folder, limit):
    cases = {}
    for row in rows(folder, "predictions"):
        if limit is not None and len(cases) >= limit:
            break
        cases[row["case_id"]] = Case(row)
    for row in rows(folder, "labels"):
        if row["case_id"] in cases:
            cases[row["case_id"]].people.append(row["label"])
    return cases


def instant(text):
    """A point in time as `tail` prints it; compared as text they would be out of order, as zeros are left out."""
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Topics:
    """Reads topics through `countersign tail`: committed records, from the beginning to the present end."""

    def __init__(self, launcher, home):
        self.launcher, self.home = launcher, home

    def run(self, *arguments):
        command = [self.launcher, *arguments] + (["--home", self.home] if self.home else [])
        environment = dict(os.environ, COUNTERSIGN_BUILD="never")
        return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, env=environment, text=True, encoding="utf-8")

    def names(self):
        return list(self.lines("--list"))

    def lines(self, *what):
        process = self.run("tail", *what)
        for line in process.stdout:
            yield line.rstrip("\n")
        if process.wait() != 0:
            raise RuntimeError("countersign tail ended with %d" % process.returncode)

    def whole(self, topics):
        """Every line of some topics, from the beginning to the present end."""
        return self.lines(*topics, "--from-beginning", "--no-follow")

    def records(self, topics, run):
        """The records of a run's cases, each with the case's id in the file; of each partition in its order."""
        mark = '"key":%s' % json.dumps(run + ":", ensure_ascii=False)[:-1]
        for line in self.whole(topics):
            if mark in line:
                record = json.loads(line)
                if record["key"].startswith(run + ":"):
                    yield record["key"][len(run) + 1 :], record
