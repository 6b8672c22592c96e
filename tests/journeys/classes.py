#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A paper of no practice, brought to be signed: the page names no certificate yet, so it is shown again with the class and the
issuer of the key that was chosen, and only then signed; with a key in a file, and with one in a token that shows its
certificate after the PIN only, which is asked for once. Everything in it is plainly a sample."""
import base64
import hashlib
import json
import os
import re
import sys

import journey
import ukey
from drive import Program

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "fixtures"))
import real_platform  # noqa: E402 pylint: disable=wrong-import-position

EXAMPLE = os.path.join(HERE, "..", "..", "data", "examples", "F04.json")
USCC = "92460203MA5TQX8800"
CLASS = "软件证书签名"
TOKEN_CLASS = "证书介质签名"
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
    name = journey.read_json(EXAMPLE)["enterprise"]["name"]
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


def choose_hidden(trip, window):
    """The PIN shows the certificate; the page does not name it yet."""
    window.click("用我的证书签…")
    window.wait_said("看不到介质里的证书")
    window.type("介质的 PIN 码", ukey.PIN)
    window.click("查看证书")
    window.wait_said(f"{USCC} · 一致")
    window.wait_said(TOKEN_CLASS)
    journey.look(trip, "classes-token")
    window.click("先看写明此证书的文书")


def sign(trip, window, words, name):
    """Neither password nor PIN is asked for again: the key is open."""
    window.wait_said("请再核对一遍：文书已写明您的证书")
    window.wait(re.compile("用我的证书签：" + words))
    journey.look(trip, "classes-again")
    window.click(re.compile("用我的证书签：" + words))
    window.choose_file(f"{trip.folder}/{name}.yinuo-sign", "保存")
    window.wait_for(lambda: os.path.exists(f"{trip.folder}/{name}.yinuo-sign"), "the signed file")


def judge(trip, name):
    with open(f"{trip.folder}/{name}.yinuo-sign", encoding="utf-8") as file:
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


def bring(trip, data):
    window = Program(trip.session, f"{trip.build}/ui/yinuo", "--data-dir", data, f"{trip.folder}/brought.yinuo-sign")
    window.wait("第 1 页", {"image"})
    return window


def put_into_token(trip, data):
    """The same key, in a token that hides it, behind a driver that this desk knows."""
    token = ukey.Token(f"{trip.folder}/token")
    trip.session.environment["YINUO_MOCK"] = str(token.folder)
    token.tell("hidden")
    trip.session.run("openssl", "x509", "-in", f"{trip.folder}/own.pem", "-outform", "DER", "-out", f"{token.folder}/sign.der")
    os.rename(f"{trip.folder}/own.key", f"{token.folder}/key.pem")
    os.makedirs(data)
    with open(f"{data}/settings.ini", "w", encoding="utf-8") as file:
        file.write(f"[yinuo]\ntoken-drivers={ukey.build_driver(trip.folder)}\n")
    return token


def walk(trip):
    lay_paper(trip)
    make_key(trip)
    window = bring(trip, f"{trip.folder}/elsewhere")
    choose(trip, window)
    sign(trip, window, CLASS, "signed")
    judge(trip, "signed")
    window.end()

    token = put_into_token(trip, f"{trip.folder}/third")
    window = bring(trip, f"{trip.folder}/third")
    choose_hidden(trip, window)
    sign(trip, window, TOKEN_CLASS, "by-token")
    judge(trip, "by-token")
    assert (token.calls("C_Login"), token.calls("C_Sign")) == (1, 1), "a PIN was asked for twice"


journey.go(walk, ukey.PIN)
