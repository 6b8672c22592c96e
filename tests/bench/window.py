#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""What a form costs in a window: ours, the bare stock widgets, and JSON Forms' React renderers in Chromium.

   window.py PROGRAM WORK [PEERS]     PROGRAM: tests/bench/window; PEERS: a folder with the bundled peer page

Each figure is the median of several runs of a fresh program on a display of its own; keys are real ones from the X server.
Prints a table and asserts nothing."""
import functools
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "journeys"))

import gi  # noqa: E402

gi.require_version("Gio", "2.0")

import window_form  # noqa: E402
from session import Session  # noqa: E402

RUNS = int(os.environ.get("YINUO_BENCH_RUNS", "3"))
KEYS = 200
REST = 0.05   # seconds from a key's frame to the next key
DEAF = 5      # seconds after which a key is no longer waited for
TYPING = 60   # seconds at most for all keys
LIMIT = 90    # seconds for a form to stand
QUIET = 1.5   # seconds until a program has said all about its opening
SIZES = [(60, 20), (1000, 300), (2000, 300)]


def wait(condition, seconds):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def family(process):
    """A process and all it started."""
    found = [process]
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", encoding="utf-8") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue
            if parent == process:
                found += family(int(entry))
    return found


def memory(process):
    """MiB: shared pages are shared out."""
    total = 0
    for member in family(process):
        try:
            with open(f"/proc/{member}/smaps_rollup", encoding="utf-8") as file:
                total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (OSError, StopIteration):
            continue
    return total / 1024


def heard(said, what="key"):
    return sorted(line[what] for line in said if what in line)


def percentile(figures):
    return figures[min(len(figures) - 1, len(figures) * 99 // 100)]


def type_keys(session, said):
    """Each key when the one before is on the screen: whoever is slow must not be measured by a queue of its own."""
    end = time.monotonic() + TYPING
    for number in range(KEYS):
        before = len(heard(said))
        session.screen.key("BackSpace" if number % 20 == 19 else "a")
        if not wait(lambda: len(heard(said)) > before, DEAF) or time.monotonic() > end:
            return
        time.sleep(REST)


def measure(session, process, said):
    """Waits for the form, types, and adds what was said up."""
    if not wait(lambda: any("stands" in line for line in said), LIMIT):
        return None
    time.sleep(QUIET)
    type_keys(session, said)
    keys = heard(said)
    figures = {name: next((line[name] for line in said if name in line), None) for name in ("open", "stands")}
    figures.update(memory=memory(process), median=None, p99=None, work=None)
    if keys:
        figures.update(median=statistics.median(keys), p99=percentile(keys))
    if work := heard(said, "work"):
        figures.update(work=percentile(work))
    return figures


def hear(lines, said):
    for text in lines:
        said.append(json.loads(text))


def run_ours(program, *arguments):
    folder = tempfile.mkdtemp(prefix="yinuo-bench-")
    session = Session(folder)
    said = []
    try:
        with subprocess.Popen([program, *arguments], env=session.environment, stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True) as process:
            threading.Thread(target=hear, args=(process.stdout, said), daemon=True).start()
            figures = measure(session, process.pid, said)
            process.stdin.close()
            process.kill()
        return figures
    finally:
        session.close()
        shutil.rmtree(folder, ignore_errors=True)


class Page(http.server.SimpleHTTPRequestHandler):
    """Serves the peer's page and hears what it measured."""

    def do_POST(self):  # noqa: N802
        self.server.said.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_arguments):
        pass


def run_peer(folder, renderers, size):
    home = tempfile.mkdtemp(prefix="yinuo-bench-")
    session = Session(home)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Page, directory=folder))
    server.said = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/page.html?{renderers}-{size}"
    try:
        with subprocess.Popen(["chromium", "--no-sandbox", "--no-first-run", "--no-default-browser-check",
                               "--disable-background-networking", "--password-store=basic", "--window-size=900,800",
                               f"--user-data-dir={home}/profile", address], env=session.environment,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            figures = measure(session, process.pid, server.said)
            process.kill()
        return figures
    finally:
        server.shutdown()
        session.close()
        shutil.rmtree(home, ignore_errors=True)


def medians(runs):
    runs = [run for run in runs if run is not None]
    if not runs:
        return None
    return {name: statistics.median(values) if (values := [run[name] for run in runs if run[name] is not None]) else None
            for name in runs[0]}


def line(name, size, figures, ours=None):
    def number(value):
        return f"{value:9.1f}" if value is not None else "        -"
    said = "  ".join(number(figures[key] if figures else None) for key in ("open", "stands", "median", "p99", "work", "memory"))
    ratio = ""
    if ours and figures and figures["open"] and ours["open"]:
        ratio = f"  open {ours['open'] / figures['open']:.2f}, memory {ours['memory'] / figures['memory']:.2f} of it"
    print(f"  {name:<20} {size:>5}  {said}{ratio}", flush=True)


def main():
    program, work = sys.argv[1], sys.argv[2]
    peers = sys.argv[3] if len(sys.argv) > 3 else None
    print("\nforms in a window           n   open ms  stands ms    key ms    key p99   work p99        MiB")
    for size, rules in SIZES:
        files = window_form.write(work, size, rules)
        ours = medians(run_ours(program, "form", *files) for _run in range(RUNS))
        line("yinuo", size, ours)
        if size == SIZES[0][0]:
            line("bare widgets", size, medians(run_ours(program, "bare", files[0]) for _run in range(RUNS)), ours)
        for renderers in ("vanilla", "material") if peers else ():
            window_form.write(peers, size, rules)
            line(f"react {renderers}", size, medians(run_peer(peers, renderers, size) for _run in range(RUNS)), ours)


if __name__ == "__main__":
    main()
