# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The validator as a Bowtie harness meets it: one line asked, one line answered, before the next is sent."""
import json
import os
import subprocess
import threading

from stranger import WRONG_USE, YES, YINUOCTL, run

DIALECTS = {"draft2020-12": "https://json-schema.org/draft/2020-12/schema",
            "draft7": "http://json-schema.org/draft-07/schema#"}
REQUIRED = {"draft2020-12": 1299, "draft7": 927}  # how many tests the official suite's required part has
PATIENCE = 60


class Harness:
    def __init__(self):
        self.process = subprocess.Popen([YINUOCTL, "bowtie"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE)

    def __enter__(self):
        self.watch = threading.Timer(PATIENCE, self.process.kill)
        self.watch.start()
        return self

    def __exit__(self, *_):
        self.watch.cancel()
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            pipe.close()

    def send(self, command):
        line = command if isinstance(command, bytes) else json.dumps(command, ensure_ascii=False).encode()
        self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()

    def ask(self, command):
        """An answer that is not flushed would be waited for until the watch ends the program."""
        self.send(command)
        return json.loads(self.process.stdout.readline())

    def start(self, dialect=None):
        said = self.ask({"cmd": "start", "version": 1})
        if dialect is not None:
            assert self.ask({"cmd": "dialect", "dialect": dialect}) == {"ok": True}
        return said

    def run(self, sequence, schema, instances, registry=None):
        return self.ask({"cmd": "run", "seq": sequence, "case": {
            "description": "a case", "schema": schema, "registry": registry or {},
            "tests": [{"description": "a test", "instance": instance} for instance in instances]}})

    def end(self):
        self.process.stdin.close()
        said = self.process.stderr.read().decode()
        return self.process.wait(), said


def test_who_we_are():
    with Harness() as harness:
        said = harness.start()
        assert said["version"] == 1
        assert set(said["implementation"]) >= {"language", "name", "homepage", "issues", "source", "dialects"}, said
        assert sorted(said["implementation"]["dialects"]) == sorted(DIALECTS.values())
        # Each must be a URI, and none may lead where nobody is: the project has no address.
        assert {said["implementation"][name] for name in ("homepage", "issues", "source")} == {"about:blank"}, said
        assert harness.ask({"cmd": "dialect", "dialect": "http://json-schema.org/draft-04/schema#"}) == {"ok": False}
        harness.send({"cmd": "stop"})
        assert harness.end() == (YES, "")


def test_cases():
    with Harness() as harness:
        harness.start(DIALECTS["draft2020-12"])
        said = harness.run(1, {"$ref": "http://there.test/s"}, [3, "x"], {"http://there.test/s": {"type": "integer"}})
        assert said == {"seq": 1, "results": [{"valid": True}, {"valid": False}]}
        said = harness.run("2", {"format": "ipv4"}, ["no address"])
        assert said == {"seq": "2", "results": [{"valid": True}]}, "a format decided, although it is a note"
        said = harness.run(3, {"$ref": "http://nowhere.test/s"}, [1])
        assert said["seq"] == 3 and said["errored"] is True and "nowhere.test" in said["context"]["message"], said
        assert harness.run(4, False, [1, None])["results"] == [{"valid": False}, {"valid": False}]
        tuples = {"items": [{"type": "integer"}]}
        assert harness.ask({"cmd": "dialect", "dialect": DIALECTS["draft7"]}) == {"ok": True}
        assert harness.run(5, tuples, [["x"], [1]])["results"] == [{"valid": False}, {"valid": True}]


def test_bad_commands():
    for lines in ([b"no json"], [b'{"cmd": "dance"}'], [b'{"cmd": "start", "version": 2}'], [b"[]"],
                  [b'{"cmd": "run", "seq": 1, "case": {"schema": true, "tests": []}}'],
                  [b'{"cmd": "start", "version": 1}', b'{"cmd": "run", "case": {"schema": true}}'],
                  [b"[" * 100000], [b"\xff"]):
        with Harness() as harness:
            for line in lines:
                harness.send(line)  # what follows a bad line is not read
            status, said = harness.end()
            assert status == WRONG_USE and said, (lines[-1][:60], status, said)


def cases_of(draft, folder):
    """The required part of the official suite."""
    for name in sorted(os.listdir(os.path.join(folder, "tests", draft))):
        if name.endswith(".json"):
            with open(os.path.join(folder, "tests", draft, name), encoding="utf-8") as file:
                yield from json.load(file)


def registry_of(draft, folder):
    documents = {}
    remotes = os.path.join(folder, "remotes")
    for place, _folders, names in os.walk(remotes):
        for name in names:
            path = os.path.join(place, name)
            with open(path, encoding="utf-8") as file:
                document = json.load(file)
            dialect = document.get("$schema", DIALECTS[draft]) if isinstance(document, dict) else DIALECTS[draft]
            if dialect.rstrip("#") == DIALECTS[draft].rstrip("#") or dialect.startswith("http://localhost"):
                documents["http://localhost:1234/" + os.path.relpath(path, remotes)] = document
    return documents


def test_the_official_suite():
    """Asked over the protocol, the required part gives what it gives to the library."""
    folder = os.environ.get("YINUO_SUITE")
    if folder is None:
        return "json-schema-suite"
    for draft, dialect in DIALECTS.items():
        registry, passed, failed = registry_of(draft, folder), 0, []
        with Harness() as harness:
            harness.start(dialect)
            for number, case in enumerate(cases_of(draft, folder)):
                said = harness.run(number, case["schema"], [test["data"] for test in case["tests"]], registry)
                results = [result.get("valid") for result in said.get("results", [])]
                expected = [test["valid"] for test in case["tests"]]
                passed += len(expected) if results == expected else 0
                failed += [] if results == expected else [case["description"]]
        assert (passed, failed) == (REQUIRED[draft], []), (draft, passed, failed)
    return None


run()
