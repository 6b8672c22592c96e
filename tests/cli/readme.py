# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Every command line of the README runs as it stands there, one after the other, in a home that is new. What stands in
capitals is what an earlier line printed."""
import os
import re
import shlex
import subprocess

from stranger import CANNOT_TELL, DATA, LATER, PATIENCE, YES, YINUOCTL, Room, run

README = os.path.join(DATA, os.pardir, "README.md")
OTHERWISE = {"yinuoctl verify plain.pdf": CANNOT_TELL, "yinuoctl file F06 data/examples/F06.json": LATER}
NOT_HERE = ("pkcs11:", "PATH=")  # needs a token; where the program lies


def lines():
    with open(README, encoding="utf-8") as file:
        blocks = re.findall(r"^```\n(.*?)^```", file.read(), re.MULTILINE | re.DOTALL)
    for block in blocks:
        for line in block.splitlines():
            words = line.split(" #")[0].strip()
            if words.startswith("yinuoctl") and "SCHEMA.json" not in words and not any(part in words for part in NOT_HERE):
                yield words


def learn(known, line, out):
    """What the line printed that later lines name."""
    words = out.split()
    if line.startswith("yinuoctl key make --role"):
        known["PERSON.p12"] = next(word for word in words if word.endswith(".p12"))
    elif line.startswith("yinuoctl key make"):
        known["KEY.p12"] = next(word for word in words if word.endswith(".p12"))
    elif line.startswith("yinuoctl batch"):
        known["SHA256"] = re.findall(r"\b[0-9a-f]{64}\b", out)[-1]
    elif line == "yinuoctl list":
        known["ID"] = words[0][:12]
    elif line == "yinuoctl paper list":
        known["MATTER"] = words[0][:8]


def call(room, line):
    """With the passwords that a person would be asked for."""
    _, verb, *rest = shlex.split(line)
    return room.run(verb, "--keyring-password-file", room.path("keyring-password"), "--password-file", room.path("key-password"),
                    *rest)


def test_every_line():
    with Room() as room:
        os.symlink(os.path.abspath(DATA), room.path("data"))
        practice, known, ran = None, {}, 0
        try:
            for line in lines():
                for name, value in known.items():
                    line = line.replace(name, value)
                ran += 1
                if line.endswith("&"):
                    practice = subprocess.Popen(
                        [YINUOCTL, "practice", "--keyring-password-file", room.path("keyring-password")], env=room.env,
                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=room.folder)
                    known["ADDRESS"] = practice.stdout.readline().decode().strip()
                    continue
                said = call(room, line)
                assert said.status == OTHERWISE.get(line, YES), said
                learn(known, line, said.out)
        finally:
            if practice is not None:
                practice.terminate()
                practice.wait(PATIENCE)
                practice.stdout.close()
        assert ran > 25, ran


def test_examples_stand_there():
    for line in lines():
        for name in re.findall(r"data/examples/\S+", line):
            assert os.path.exists(os.path.join(DATA, os.pardir, name)), name


run()
