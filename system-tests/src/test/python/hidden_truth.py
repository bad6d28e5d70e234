#!/usr/bin/env python3
"""Shows from outside that no ground truth reaches anything before its outcome event. Needs Python 3 and `countersign`.

    hidden_truth.py FOLDER [--limit N] [--home DIR] [--run NAME]

It copies FOLDER with every true label replaced by a word that occurs nowhere else, so that reviewers can only answer what real
people said of the cases: FOLDER needs `labels` for every case. It plays the copy with the review API behind a proxy that listens
to every request and answer, and then looks for the words in what the proxy heard, in what the APIs tell of the cases, and in every
record of every topic. They may stand in the submitted outcome, and in what is written after ingest has let the outcome in. Exit
code 0 where that is so, 1 where it is not.
"""

import argparse
import gzip
import csv
import http.client
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

from cases import Topics, instant, rows

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), *[os.pardir] * 4))
WORD = re.compile(rb"truth-of-[^\"\\]*?-is-hidden")
SUBMITTED = "hitl.outcome.submitted.v1"
ARRIVED = "hitl.outcome.arrived.v1"
AFTERWARDS = ("hitl.decision.trace.v1", "hitl.training.label.v1")


def word(case):
    return "truth-of-%s-is-hidden" % case


def hide(folder, copy, limit):
    """Writes the copy; returns the ids of its cases."""
    labels = list(rows(folder, "labels"))
    labelled = {row["case_id"] for row in labels}
    cases = [row for row in rows(folder, "predictions") if row["case_id"] in labelled and row.get("true_label")][:limit]
    if not cases:
        raise SystemExit("hidden_truth: %s has no cases with a truth and with people's labels" % folder)
    for row in cases:
        row["true_label"] = word(row["case_id"])
    write(os.path.join(copy, "predictions.csv.gz"), cases)
    kept = {row["case_id"] for row in cases}
    write(os.path.join(copy, "labels.csv.gz"), [row for row in labels if row["case_id"] in kept])
    return [row["case_id"] for row in cases]


def write(path, table):
    with gzip.open(path, "wt", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table[0].keys())
        writer.writeheader()
        writer.writerows(table)


class Listener(http.server.ThreadingHTTPServer):
    """Hands every request on to a service, and remembers every word that it should not have heard."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, service):
        super().__init__(("127.0.0.1", 0), Proxy)
        self.service = urllib.parse.urlsplit(service)
        self.exchanges, self.heard = 0, set()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def address(self):
        return "http://127.0.0.1:%d" % self.server_address[1]

    def listen(self, payload):
        self.heard.update(WORD.findall(payload))


class Proxy(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def forward(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        connection = http.client.HTTPConnection(self.server.service.hostname, self.server.service.port, timeout=60)
        names = ("Authorization", "Content-Type", "Accept", "Idempotency-Key")
        headers = {name: self.headers[name] for name in names if self.headers[name]}
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        payload = answer.read()
        self.server.exchanges += 1
        for heard in (self.path.encode(), body, payload, str(answer.headers).encode()):
            self.server.listen(heard)
        self.send_response(answer.status)
        if answer.headers["Content-Type"]:
            self.send_header("Content-Type", answer.headers["Content-Type"])
        if answer.status != 204:
            self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)
        connection.close()

    do_GET = do_POST = do_PUT = forward

    def log_message(self, *_):
        pass


def home_behind(listener, home, copy):
    """A folder that stands for the home, but for the address of the review-service."""
    os.mkdir(copy)
    for name in os.listdir(home):
        if name != "platform.json":
            os.symlink(os.path.join(os.path.abspath(home), name), os.path.join(copy, name))
    with open(os.path.join(home, "platform.json"), encoding="utf-8") as file:
        platform = json.load(file)
    platform["addresses"]["review"] = listener.address()
    with open(os.path.join(copy, "platform.json"), "w", encoding="utf-8") as file:
        json.dump(platform, file)


def addresses(home):
    with open(os.path.join(home, "platform.json"), encoding="utf-8") as file:
        return json.load(file)["addresses"]


def replay(launcher, folder, home, run, outcomes):
    command = [launcher, "replay", folder, "--home", home, "--run", run, "--outcomes", outcomes, "--reviewers", "4", "--patience", "120"]
    environment = dict(os.environ, COUNTERSIGN_BUILD="never")
    played = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    if played.returncode != 0:
        raise SystemExit("hidden_truth: the replay failed\n" + played.stdout)


def told_by_apis(launcher, home, cases):
    """What the services say of some cases to those who may ask."""
    environment = dict(os.environ, COUNTERSIGN_BUILD="never")
    asked = [launcher, "token", "--json", "ana", "hana", "gus", "--home", home]
    tokens = json.loads(subprocess.run(asked, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, check=True).stdout)
    where = addresses(home)
    said = b""
    for case in cases:
        name = urllib.parse.quote(case, safe="")
        for service, path, who in (
            ("ingest", "/v1/predictions/" + name, "gus"),
            ("review", "/v1/tasks?caseId=" + name, "ana"),
            ("feedback", "/v1/traces/" + name, "hana"),
            ("feedback", "/v1/labels/" + name, "hana"),
        ):
            there = urllib.parse.urlsplit(where[service])
            connection = http.client.HTTPConnection(there.hostname, there.port, timeout=60)
            connection.request("GET", path, headers={"Authorization": "Bearer " + tokens[who]})
            said += connection.getresponse().read()
            connection.close()
    return set(WORD.findall(said))


def scan(topics, run):
    """(topic, key, when) of every record with a hidden word, and the number of records read."""
    found, read, mark = [], 0, run + ":"
    for line in topics.whole(topics.names()):
        read += 1
        if mark in line and WORD.search(line.encode()):
            record = json.loads(line)
            found.append((record["topic"], record["key"], instant(record["timestamp"]), record))
    return found, read


def early(found):
    """What has a truth that it may not have."""
    arrived = {key: when for topic, key, when, _ in found if topic == ARRIVED}
    wrong = []
    for topic, key, when, record in found:
        if topic in (SUBMITTED, ARRIVED):
            continue
        own = set(WORD.findall(json.dumps(record).encode())) == {word(key.split(":", 1)[1]).encode()}
        if topic not in AFTERWARDS or not own or key not in arrived or when < arrived[key]:
            wrong.append("%s of %s at %s, outcome at %s" % (topic, key, when, arrived.get(key)))
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--limit", type=int, default=400)
    parser.add_argument("--home", default=os.path.join(ROOT, ".countersign"))
    parser.add_argument("--run", default="hidden-%d" % time.time())
    parser.add_argument("--launcher", default=os.path.join(ROOT, "countersign"))
    given = parser.parse_args()
    wrong = []
    with tempfile.TemporaryDirectory() as work:
        folder = os.path.join(work, "cases")
        os.mkdir(folder)
        cases = hide(given.folder, folder, given.limit)
        listener = Listener(addresses(given.home)["review"])
        behind = os.path.join(work, "home")
        home_behind(listener, given.home, behind)
        replay(given.launcher, folder, behind, given.run, "0")
        some = ["%s:%s" % (given.run, case) for case in cases[:25]]
        wrong += ["an API told %s before its outcome" % it.decode() for it in told_by_apis(given.launcher, given.home, some)]
        # The same run again, now with outcomes: what is submitted is repetition, and only the outcomes are new.
        replay(given.launcher, folder, behind, given.run, "1")
        told = told_by_apis(given.launcher, given.home, some)
    wrong += ["a reviewer's client heard or said %s" % it.decode() for it in listener.heard]
    found, read = scan(Topics(given.launcher, given.home), given.run)
    wrong += early(found)
    counts = {topic: sum(one[0] == topic for one in found) for topic in sorted({one[0] for one in found})}
    print("%d cases, %d requests and answers of reviewers, %d records of all topics" % (len(cases), listener.exchanges, read))
    print("records with a truth: %s" % ", ".join("%s %d" % one for one in counts.items()))
    if counts.get(ARRIVED) != len(cases) or len(told) != len(some):
        wrong.append("not every truth was seen after its outcome: the check is blind")
    for line in wrong[:20]:
        print("FAILED " + line)
    print("no truth was seen before its outcome" if not wrong else "%d FAILED" % len(wrong))
    shutil.rmtree(work, ignore_errors=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
