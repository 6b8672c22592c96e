# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A stranger at the command line: runs the built yinuoctl in folders that go away, and holds every answer to what all
answers promise: an exit status of the five, one JSON object where --json was said, words where it was not, and never a
secret. The tests of a program are its functions test_…; run() calls each and speaks TAP."""
import contextlib
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.request

YES, NO, WRONG_USE, LATER, CANNOT_TELL = range(5)
YINUOCTL = os.environ["YINUOCTL"]
DATA = os.path.join(os.environ["G_TEST_SRCDIR"], os.pardir, "data")
RESTAURANT = "92460203MA5TQX8800"
FINED = "91460200MA5T00010P"
CHINESE = re.compile("[\u4e00-\u9fff]")
# This run's own: what is seen of them on this machine was said by nobody else.
KEYRING_PASSWORD = f"keyring-marker-Zq7-{os.getpid()}"
KEY_PASSWORD = f"key-marker-Xw9-{os.getpid()}"
PATIENCE = 60


class Said:
    """What one call answered."""

    def __init__(self, status, out, err, args):
        self.status, self.out, self.err, self.args = status, out, err, args

    @property
    def words(self):
        return self.out + self.err

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def code(self):
        """The code of the error or of the one problem."""
        if "--json" in self.args:
            error = self.json.get("error")
            return error["code"] if error else [problem["code"] for problem in self.json["problems"]][0]
        found = re.findall(r"\[([a-z-]+)\]", self.words)
        return found[-1] if found else None

    def __repr__(self):
        return f"yinuoctl {' '.join(self.args)}\n-> {self.status}\n{self.out}{self.err}"


class Room:
    """A folder, a home in it, and the passwords' files. Goes away with the `with`."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="yinuo-stranger-")
        self.env = {name: value for name, value in os.environ.items()
                    if name not in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "LANGUAGE")
                    and not name.startswith("XDG_")}
        self.env.update(HOME=self.path("home"), LC_ALL="C.UTF-8", XDG_RUNTIME_DIR=self.path("run"))
        os.mkdir(self.path("home"))
        os.mkdir(self.path("run"), 0o700)
        self.write("keyring-password", KEYRING_PASSWORD + "\n")
        self.write("key-password", KEY_PASSWORD + "\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return self.path(name)

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def run(self, *args, env=None, stdin=None, stdout=subprocess.PIPE):
        done = subprocess.run([YINUOCTL, *args], env={**self.env, **(env or {})}, input=stdin, stdout=stdout,
                              stderr=subprocess.PIPE, timeout=PATIENCE, check=False, cwd=self.folder,
                              stdin=subprocess.DEVNULL if stdin is None else None)
        said = Said(done.returncode, (done.stdout or b"").decode(), done.stderr.decode(), args)
        hold_to_the_promises(said)
        return said

    def example(self, service, **changes):
        """data/examples/SERVICE.json with /a/b = value for each a__b=value, written to a file."""
        with open(os.path.join(DATA, "examples", service + ".json"), encoding="utf-8") as file:
            answers = json.load(file)
        for name, value in changes.items():
            place = answers
            *way, last = name.split("__")
            for step in way:
                place = place.setdefault(step, {})
            if value is None:
                place.pop(last, None)
            else:
                place[last] = value
        return self.write(f"{service}.json", json.dumps(answers, ensure_ascii=False))


def hold_to_the_promises(said):
    assert said.status in range(5), said
    for secret in (KEYRING_PASSWORD, KEY_PASSWORD):
        assert secret not in said.words, said
    for trace in ("CRITICAL", "WARNING **", "Sanitizer", "runtime error"):
        assert trace not in said.err, said
    if "--json" in said.args and said.out:
        assert isinstance(said.json, dict), said
    if said.status != YES and "--json" not in said.args:
        assert said.words.strip(), said


def says_it_in(said, language):
    """The answer has words of @language, and its error more than a developer's line."""
    assert bool(CHINESE.search(said.words)) == (language == "zh_CN"), said


def refuses(said, status, code, word):
    """The answer of that status and code; its words are Chinese and name @word."""
    assert said.status == status and f"[{code}]" in said.words, said
    assert word in said.words and CHINESE.search(said.words), said


class Town(Room):
    """A practice platform, and a chair that knows it."""

    def __init__(self, *options):
        super().__init__()
        self.practice = subprocess.Popen(
            [YINUOCTL, "practice", "--until-stdin-closes", *self.place(), *(options or ["--no-reviewer"])], env=self.env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=self.folder)
        self.address = self.practice.stdout.readline().decode().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.address

    def __exit__(self, *_):
        self.stop()
        super().__exit__()

    def stop(self):
        if self.practice is not None:
            self.practice.stdin.close()
            self.practice.stdout.close()
            self.practice.wait(PATIENCE)
            self.practice = None

    def place(self, folder="data"):
        return ["--data-dir", self.path(folder), "--keyring-password-file", self.path("keyring-password")]

    def call(self, verb, *args, folder="data", **how):
        return self.run(verb, *self.place(folder), "--platform", self.address, *args, **how)

    def sit_down(self, uscc=RESTAURANT, folder="data"):
        said = self.call("sign-in", "--as", uscc, folder=folder)
        assert said.status == YES, said
        said = self.call("key", "--password-file", self.path("key-password"), "make", folder=folder)
        assert said.status == YES, said

    def file(self, *args, service="F04", answers=None, **how):
        return self.call("file", "--password-file", self.path("key-password"), service,
                         answers or self.example(service), *args, **how)

    def control(self, path, **body):
        request = urllib.request.Request(self.address + path, json.dumps(body).encode() if body else None,
                                         {"Yinuo-Practice": "1", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read() or b"{}")


@contextlib.contextmanager
def watching_command_lines():
    """The command lines of every process of this machine while the block runs, and their environments."""
    seen = set()
    over = threading.Event()

    def watch():
        while not over.is_set():
            for name in os.listdir("/proc"):
                if name.isdigit():
                    with contextlib.suppress(OSError), open(f"/proc/{name}/cmdline", "rb") as line:
                        seen.add(line.read())
            over.wait(0.005)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield seen
    finally:
        over.set()
        thread.join()


def days_ago(days):
    return (datetime.date.today() - datetime.timedelta(days)).isoformat()


def openssl(*args, **how):
    return subprocess.run(["openssl", *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True, **how).stdout


def make_key(room, name, subject, *extensions):
    """A PKCS#12 file and its certificate, made by openssl: NAME.p12, trust-NAME/NAME.pem."""
    extensions = ["keyUsage=digitalSignature,nonRepudiation", *extensions]
    folder = room.path("trust-" + name)
    os.mkdir(folder)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", room.path(name + ".key"),
            "-out", os.path.join(folder, name + ".pem"), "-utf8", "-subj", subject, "-days", "3650", *(word for each in extensions for word in ("-addext", each)))
    openssl("pkcs12", "-export", "-inkey", room.path(name + ".key"), "-in", os.path.join(folder, name + ".pem"),
            "-out", room.path(name + ".p12"), "-passout", "pass:" + KEY_PASSWORD)
    return room.path(name + ".p12"), folder


def dated_key(room, name, extensions, *dates):
    """NAME.p12 whose certificate holds those extensions, between those dates."""
    room.write(name + ".cnf", "[req]\ndistinguished_name=n\nprompt=no\n[n]\nCN=样例\nserialNumber=" + RESTAURANT + "\n[e]\n" + extensions)
    openssl("req", "-new", "-utf8", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", room.path(name + ".cnf"),
            "-keyout", room.path(name + ".key"), "-out", room.path(name + ".csr"))
    os.makedirs(room.path(name), exist_ok=True)
    room.write(name + "/index", "")
    room.write(name + "/ca.cnf", "[ca]\ndefault_ca=d\n[d]\ndatabase=index\nnew_certs_dir=.\nrand_serial=yes\ndefault_md=sha256\npolicy=p\n"
               "[p]\nCN=supplied\nserialNumber=optional\n")
    subprocess.run(["openssl", "ca", "-batch", "-notext", "-selfsign", "-config", "ca.cnf", "-in", room.path(name + ".csr"), "-keyfile",
                    room.path(name + ".key"), "-startdate", dates[0], "-enddate", dates[1], "-extfile", room.path(name + ".cnf"),
                    "-extensions", "e", "-out", room.path(name + ".pem")], cwd=room.path(name), check=True, capture_output=True)
    openssl("pkcs12", "-export", "-inkey", room.path(name + ".key"), "-in", room.path(name + ".pem"), "-out", room.path(name + ".p12"),
            "-passout", "pass:" + KEY_PASSWORD)
    return room.path(name + ".p12")


def run():
    """Calls each test_… of the calling program: TAP. A test that lacks something answers its name, and counts as skipped."""
    tests = [(name, test) for name, test in vars(sys.modules["__main__"]).items() if name.startswith("test_")]
    print(f"1..{len(tests)}", flush=True)
    wrong = 0
    for number, (name, test) in enumerate(tests, 1):
        began = time.monotonic()
        try:
            lacking = test()
            result = "ok"
        except Exception:  # whatever it was, the others are still run
            print("".join("# " + line + "\n" for line in traceback.format_exc().splitlines()), end="")
            lacking, result = None, "not ok"
            wrong += 1
        remark = f"SKIP {lacking}" if lacking else f"{time.monotonic() - began:.1f} s"
        print(f"{result} {number} - {name[5:]} # {remark}", flush=True)
    sys.exit(1 if wrong else 0)
