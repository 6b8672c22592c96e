# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The session's keyring at the command line: open, locked, not there. Run inside fixtures/keyring-session, whose mode the
argument repeats."""
import os
import subprocess
import sys

from stranger import CHINESE, LATER, RESTAURANT, YES, Town, run

MODE = sys.argv[1]
EXPECTED = {"locked": ("keyring-locked", "锁着"), "none": ("keyring-absent", "没有可用的系统密钥环")}


def chair(town, *args):
    """A chair whose keyring is the session's; the platform's own lies in a file."""
    bus = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    return town.run(*args, "--data-dir", town.path("chair"), "--platform", town.address, env={"DBUS_SESSION_BUS_ADDRESS": bus})


def test_keyring():
    with Town() as town:
        said = chair(town, "sign-in", "--as", RESTAURANT)
        if MODE == "unlocked":
            assert said.status == YES, said
            assert chair(town, "whoami", "--json").json["uscc"] == RESTAURANT
            assert chair(town, "doctor").status == YES
            lock_it()
            said = chair(town, "list")
            code, word = EXPECTED["locked"]
            assert said.status == LATER and said.code == code and word in said.err, said
        else:
            code, word = EXPECTED[MODE]
            assert said.status == LATER and said.code == code and word in said.err, said
            said = chair(town, "doctor", "--json")
            links = {link["link"]: link for link in said.json["links"]}
            assert links["keyring"]["code"] == code and CHINESE.search(links["keyring"]["do"]), said
            assert links["printing"]["works"], said
            assert [link["link"] for link in said.json["links"] if link["code"] == code] == ["keyring"], said  # once
            assert links["platform"]["works"] is None, said
            said = chair(town, "sign-in", "--as", RESTAURANT, "--language", "en", "--json")
            assert said.status == LATER and said.json["error"]["code"] == code, said
            assert "keyring" in said.json["error"]["what"], said


def test_what_needs_no_keyring():
    with Town() as town:
        assert chair(town, "check", "F04", town.example("F04")).status == YES
        assert chair(town, "print", "F04", town.example("F04"), "-o", town.path("a.pdf")).status == YES
        assert chair(town, "verify", town.path("a.pdf")).status == 4


def lock_it():
    subprocess.run(["gdbus", "call", "--session", "-d", "org.freedesktop.secrets", "-o", "/org/freedesktop/secrets", "-m",
                    "org.freedesktop.Secret.Service.Lock", "['/org/freedesktop/secrets/collection/login']"], check=True,
                   stdout=subprocess.DEVNULL)


run()
