#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A file finds its desk, and a person finds the way to open it: by argument, from another start of the program, with Ctrl+O,
dragged onto the window, and by what the desktop knows of its kind. A desk with another data folder never gets it."""
import base64
import hashlib
import json
import os
import pathlib
import re

import journey
from drag import FileManager
from drive import Program

HERE = pathlib.Path(__file__).resolve().parent
EXAMPLE = HERE.parent.parent / "data" / "examples" / "F04.json"
RESTAURANT = "演练企业·海味小馆"
SIGN = re.compile("^用我的证书签")
VERDICT = re.compile("没有电子签名")


def lay_files(trip):
    paper = pathlib.Path(trip.folder, "paper.pdf")
    brought = pathlib.Path(trip.folder, "brought.yinuo-sign")
    trip.yinuoctl("print", "F04", EXAMPLE, "-o", paper)
    content = paper.read_bytes()
    brought.write_text(json.dumps({
        "yinuo-sign": 1, "paper": base64.b64encode(content).decode(), "annex": None,
        "went": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}}), encoding="utf-8")
    return paper, brought


def go_home(window):
    window.click("首页")
    window.wait("作出承诺")


def by_keys(window, paper, brought):
    window.key("ctrl+o")
    window.choose_file(str(brought), "打开")
    window.wait(SIGN)
    go_home(window)
    window.click(re.compile("^打开文件：查验文书"))
    window.choose_file(str(paper), "打开")
    window.wait(VERDICT)
    go_home(window)


def by_dragging(trip, window, paper, brought):
    manager = FileManager(trip.session.screen)
    x, y = window.middle()
    assert manager.drop(window.top(), x, y, brought), "the window did not take it"
    window.wait(SIGN)
    go_home(window)
    assert manager.drop(window.top(), x, y, paper, brought), "the window did not take them"
    window.wait(VERDICT)
    window.wait_said("一次打开一个文件：已打开 paper.pdf")
    manager.close()
    go_home(window)


def by_another_start(trip, window, brought):
    """The same desk: it shows it, and the second program ends."""
    again = trip.open_window(brought)
    assert again.wait_for_end() == 0
    window.wait(SIGN)
    go_home(window)


def at_another_desk(trip, window, brought):
    other = Program(trip.session, f"{trip.build}/ui/yinuo", "--data-dir", f"{trip.folder}/other", brought)
    other.wait(SIGN)
    assert window.find("作出承诺"), "the first desk shows something else"
    assert not window.find(SIGN), "the paper landed at the first desk"
    other.key("ctrl+q")
    assert other.wait_for_end() == 0
    assert window.is_running()


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    paper, brought = lay_files(trip)
    by_keys(window, paper, brought)
    by_dragging(trip, window, paper, brought)
    by_another_start(trip, window, brought)
    at_another_desk(trip, window, brought)


journey.go(walk)
