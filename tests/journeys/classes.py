#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A paper of no practice, brought to be signed: the page names no certificate yet, so it is shown again with the class and the
issuer of the key that was chosen, and only then signed. Everything in it is plainly a sample."""
import base64
import hashlib
import json
import os
import re
import sys

import journey
from drive import Program

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "fixtures"))
import real_platform  # noqa: E402 pylint: disable=wrong-import-position

EXAMPLE = os.path.join(HERE, "..", "..", "data", "examples", "F04.json")
USCC = "92460203MA5TQX8800"
CLASS = "软件证书签名"
ISSUER = "样例签发机构"


def lay_paper(trip):
    """As a two-person file carries it."""
    real_platform.remember(trip.data)
    trip.yinuoctl("print", "F04", EXAMPLE, "--platform", real_platform.ADDRESS, "-o", f"{trip.folder}/paper.pdf")
    with open(f"{trip.folder}/paper.pdf", "rb") as file:
        paper = file.read()
    with open(f"{trip.folder}/brought.yinuo-sign", "w", encoding="utf-8") as file:
        json.dump({"yinuo-sign": 1, "paper": base64.b64encode(paper).decode(), "annex": None,
                   "went": {"sha256": hashlib.sha256(paper).hexdigest(), "size": len(paper)}}, file)


def make_key(trip):
    """By an authority that nobody knows."""
    with open(EXAMPLE, encoding="utf-8") as file:
        name = json.load(file)["enterprise"]["name"]
    at = trip.folder
    with open(f"{at}/leaf.cnf", "w", encoding="utf-8") as file:
        file.write("basicConstraints=CA:FALSE\nkeyUsage=critical,digitalSignature,nonRepudiation\n")
    for line in (["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30",
                  "-utf8", "-subj", f"/C=CN/O={ISSUER}/CN={ISSUER}"],
                 ["req", "-newkey", "rsa:2048", "-nodes", "-keyout", "own.key", "-out", "own.csr", "-utf8", "-subj",
                  f"/C=CN/O={name}/CN={name}/serialNumber={USCC}"],
                 ["x509", "-req", "-in", "own.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "20",
                  "-extfile", "leaf.cnf", "-out", "own.pem"],
                 ["pkcs12", "-export", "-inkey", "own.key", "-in", "own.pem", "-certfile", "ca.pem", "-passout",
                  "pass:" + journey.PASSWORD, "-out", "own.p12"]):
        line = [f"{at}/{word}" if "." in word and os.path.splitext(word)[1] in (".key", ".pem", ".csr", ".cnf", ".p12")
                else word for word in line]
        trip.session.run("openssl", *line)


def choose(trip, window):
    window.click("用我的证书签…")
    window.click("另选文件…")
    window.choose_file(f"{trip.folder}/own.p12", "打开")
    window.type("钥匙口令", journey.PASSWORD)
    window.click("打开钥匙")
    window.wait_said(f"{USCC} · 一致")
    window.wait_said(CLASS)
    assert window.find(re.compile("^签署：")) is None, "a button that signs, before the page names the certificate"
    journey.look(trip, "classes-dialog")
    window.click("先看写明此证书的文书")


def sign(trip, window):
    """The password is not asked for again: the key is open."""
    window.wait_said("请再核对一遍：文书已写明您的证书")
    window.wait(re.compile("用我的证书签：" + CLASS))
    journey.look(trip, "classes-again")
    window.click(re.compile("用我的证书签：" + CLASS))
    window.choose_file(f"{trip.folder}/signed.yinuo-sign", "保存")
    window.wait_for(lambda: os.path.exists(f"{trip.folder}/signed.yinuo-sign"), "the signed file")


def judge(trip):
    with open(f"{trip.folder}/signed.yinuo-sign", encoding="utf-8") as file:
        paper = base64.b64decode(json.load(file)["paper"])
    with open(f"{trip.folder}/signed.pdf", "wb") as file:
        file.write(paper)
    with open(f"{trip.folder}/ca.pem", "rb") as file:
        os.makedirs(f"{trip.folder}/trust", exist_ok=True)
        with open(f"{trip.folder}/trust/ca.pem", "wb") as copy:
            copy.write(file.read())
    said = json.loads(trip.yinuoctl("verify", f"{trip.folder}/signed.pdf", "--trust", f"{trip.folder}/trust", "--json"))
    signature = said["files"][0]["verification"]["signatures"][0]
    assert signature["intact"]["verdict"] == "yes", signature
    assert ISSUER in json.dumps(said, ensure_ascii=False), said


def walk(trip):
    lay_paper(trip)
    make_key(trip)
    window = Program(trip.session, f"{trip.build}/ui/yinuo", "--data-dir", f"{trip.folder}/elsewhere",
                     f"{trip.folder}/brought.yinuo-sign")
    window.wait("第 1 页", {"image"})
    choose(trip, window)
    sign(trip, window)
    judge(trip)


journey.go(walk)
