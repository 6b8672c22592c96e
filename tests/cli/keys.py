# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Practice keys of every algorithm: the practice authority certifies them, and the platform takes what they sign."""
import glob
import os
import subprocess

from stranger import RESTAURANT, WRONG_USE, YES, Town, refuses, run


def made_keys(town):
    return glob.glob(town.path("data") + "/**/*.p12", recursive=True)


def put_aside(town):
    for path in made_keys(town):
        os.rename(path, path + ".aside")


def test_every_algorithm():
    with Town() as town:
        town.sit_down()
        put_aside(town)
        for algorithm in ("rsa-2048", "rsa-3072", "p-256", "p-384", "sm2"):
            said = town.call("key", "--password-file", town.path("key-password"), "make", "--algorithm", algorithm, "--json")
            assert said.status == YES and said.json["uscc"] == RESTAURANT and said.json["practice"], said
            said = town.file("--json")
            assert said.status == YES, (algorithm, said)
            put_aside(town)
        said = town.call("key", "--password-file", town.path("key-password"), "make", "--algorithm", "md5")
        refuses(said, WRONG_USE, "wrong-use", "md5")


def test_a_key_is_not_made_over_another():
    with Town() as town:
        town.sit_down()
        [path] = made_keys(town)
        with open(path, "rb") as file:
            first = file.read()
        refuses(town.call("key", "--password-file", town.path("key-password"), "make"), WRONG_USE, "file-exists", "同名")
        with open(path, "rb") as file:
            assert file.read() == first


def test_a_key_from_elsewhere():
    """An SM2 key in a file: a paper is signed with it and verified."""
    with Town() as town:
        def openssl(*words):
            subprocess.run(["openssl", *words], cwd=town.path(), check=True, capture_output=True)

        town.write("empty.cnf", "[req]\ndistinguished_name = dn\n[dn]\n")
        os.mkdir(town.path("trust"))
        openssl("req", "-x509", "-config", "empty.cnf", "-newkey", "sm2", "-sm3", "-sigopt", "distid:1234567812345678", "-nodes",
                "-keyout", "k.pem", "-out", "trust/sm2.pem", "-days", "30", "-utf8", "-subj",
                "/CN=演练企业·海味小馆")
        with open(town.path("key-password"), encoding="utf-8") as file:
            password = file.readline().strip()
        openssl("pkcs12", "-export", "-inkey", "k.pem", "-in", "trust/sm2.pem", "-out", "sm2.p12", "-passout", "pass:" + password)
        said = town.call("print", "F04", town.example("F04"), "-o", town.path("paper.pdf"))
        assert said.status == YES, said
        said = town.call("sign", town.path("paper.pdf"), "--key", town.path("sm2.p12"), "--password-file", town.path("key-password"),
                         "-o", town.path("signed.pdf"))
        assert said.status == YES and "SM2" in said.err, said  # said before it is signed: common readers do not know it
        said = town.call("verify", town.path("signed.pdf"), "--trust", town.path("trust"), "--json")
        assert said.status == YES and said.json["files"][0]["verification"]["whole"] == "yes", said
        assert said.json["files"][0]["verification"]["signatures"][0]["who"]["algorithm"] == "SM2", said


run()
