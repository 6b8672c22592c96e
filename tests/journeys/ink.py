#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A letter signed and sealed by hand: its scan is attached, the paper is printed around it, and a wrong scan is exchanged."""
import hashlib
import re
import subprocess

import journey

RESTAURANT = "演练企业·海味小馆"
SERVICE = "行政处罚信息信用修复承诺"


def print_the_letter(trip):
    """From the command line, at the same desk; nobody has a key."""
    proof = f"{trip.folder}/proof.pdf"
    trip.yinuoctl("print", "F04", journey.answers("F04"), "-o", proof)
    answers = journey.answers_of(trip, "F22", "examples/F04.json")
    trip.yinuoctl("file", "F22", answers, "--attach", f"duty-proof={proof}", status=3)


def scan(trip, word):
    """The path of a picture, and its SHA-256."""
    path = f"{trip.folder}/{word}.png"
    subprocess.run(["convert", "-size", "300x400", "xc:white", "-draw", f"text 100,200 '{word}'", path], check=True)
    with open(path, "rb") as file:
        return path, hashlib.sha256(file.read()).hexdigest()


def names_scan(window, sha256):
    """Among the attachments on the pages."""
    return any(sha256 in page.description for page in window.find_all(re.compile("^第 [0-9]+ 页$"), {"image"}))


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    print_the_letter(trip)
    wrong, right = scan(trip, "wrong"), scan(trip, "right")
    window.click("办件")
    window.click(re.compile("^" + SERVICE))
    assert window.find("换一份扫描件…") is None, "there is no scan yet"
    window.click("没有电子证书：打印后手写签名盖章…")
    window.click(re.compile("^选择扫描件"))
    window.choose_file(wrong[0], "打开")
    window.wait_said("手写签名盖章扫描件")
    window.wait_for(lambda: names_scan(window, wrong[1]), "the scan on the pages")
    window.click("换一份扫描件…")
    window.choose_file(right[0], "打开")
    window.wait_for(lambda: names_scan(window, right[1]), "the other scan on the pages")
    assert not names_scan(window, wrong[1]), "the wrong scan is still there"
    assert window.nameless() == [], "controls without a name"
    journey.look(trip, "ink")


journey.go(walk)
