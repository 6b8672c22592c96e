#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Counts the results of tests/run and prints its last line.

   count.py EXPECTED-SKIPS FOLDER NAME…     reads FOLDER/NAME.junit.xml for each NAME

A report that is missing or empty is a failure of its own, and so are a skip that EXPECTED-SKIPS does not name and each
line of FOLDER/NAME.ended: a program that came to a bad end, of which its report may know nothing. The end of what such a
program said stands before the list of failures, out of FOLDER/NAME.testlog.txt: where it ran may be far away."""
import os
import re
import sys
import xml.etree.ElementTree as ElementTree


def expected(path):
    with open(path, encoding="utf-8") as lines:
        return {line.split("#")[0].strip() for line in lines} - {""}


def cases(path):
    """(name, "passed" | "failed" | "skipped") of each test case."""
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        name = case.get("classname", "") + " " + case.get("name", "")
        if case.find("failure") is not None or case.find("error") is not None:
            yield name, "failed"
        elif case.find("skipped") is not None:
            yield name, "skipped"
        else:
            yield name, "passed"


LINES = 40


def say_end(path, program):
    """The last lines that the program wrote, as meson's log has them."""
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8", errors="replace") as log:
        runs = re.split(r"^=+ \d+/\d+ =+$", log.read(), flags=re.MULTILINE)
    for run in runs:
        if re.search(rf"^test: +[^\n]* / {re.escape(program)}$", run, re.MULTILINE):
            print(f"--- {program}: the end of its log")
            print("\n".join(run.rstrip().splitlines()[-LINES:]))
            print("---")


def main():
    may_skip = expected(sys.argv[1])
    count = {"passed": 0, "failed": 0, "skipped": 0}
    failures = []
    for report in sys.argv[3:]:
        path = f"{sys.argv[2]}/{report}.junit.xml"
        try:
            found = list(cases(path))
        except (OSError, ElementTree.ParseError) as error:
            found = []
            print(f"{report}: no report ({error})")
        if os.path.exists(f"{sys.argv[2]}/{report}.ended"):
            with open(f"{sys.argv[2]}/{report}.ended", encoding="utf-8") as ended:
                for line in ended:
                    found.append((line.strip(), "failed"))
                    say_end(f"{sys.argv[2]}/{report}.testlog.txt", line.split()[0])
        if not found:
            count["failed"] += 1
            failures.append(f"{report}: nothing ran")
        for name, result in found:
            if result == "skipped" and not any(skip in name for skip in may_skip):
                result = "failed"
                name += " (skipped, and not named in tests/expected-skips)"
            count[result] += 1
            if result == "failed":
                failures.append(name)
    for name in failures:
        print("FAILED:", name)
    line = f"{count['passed']} passed, {count['failed']} failed"
    if count["skipped"]:
        line += f", {count['skipped']} skipped"
    print(line)
    sys.exit(1 if count["failed"] else 0)


main()
