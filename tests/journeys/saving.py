#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""What is saved is never written over unasked, and what cannot be written says why. A paper that is another one by the time it
is to be signed is not signed."""
import base64
import hashlib
import json
import pathlib
import re

import journey

RESTAURANT = "演练企业·海味小馆"
EXAMPLE = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "examples" / "F04.json"
REPORT = "保存核验报告…"
NOWHERE = [("/dev/pts/verdict.pdf", "这里不允许写入文件。"),
           ("/tmp/" + "长" * 82 + ".pdf", "不能用这个文件名。")]


def wrap(paper, path):
    """As a two-person file carries it."""
    content = paper.read_bytes()
    path.write_text(json.dumps({
        "yinuo-sign": 1, "paper": base64.b64encode(content).decode(), "annex": None,
        "went": {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}}), encoding="utf-8")


def open_file(window, path):
    window.key("ctrl+o")
    window.choose_file(str(path), "打开")


def asks_before_it_writes_over(trip, window):
    kept = pathlib.Path(trip.folder, "kept.pdf")
    kept.write_text("somebody's", encoding="utf-8")
    for button, answer in ((REPORT, "取消"), ("XML…", "取消"), (REPORT, "替换")):
        window.click(button)
        dialog = window.offer_file(str(kept), "保存")
        question = window.wait(re.compile("kept.pdf.*已存在|已存在.*kept.pdf|替换它"))
        journey.look(trip, "exists")
        window.click(re.compile(f"^_?{answer}"), {"button"}, within=question.window)
        if answer == "取消":
            window.click("取消", {"button"}, within=dialog)
            window.wait_for(lambda: dialog not in window.windows(), "the file dialog to close")
            assert kept.read_text(encoding="utf-8") == "somebody's", "written over unasked"
    window.wait_for(lambda: kept.read_bytes().startswith(b"%PDF"), "the file that the person let go")


def says_why_it_cannot(trip, window):
    for path, words in NOWHERE:
        window.click(REPORT)
        window.choose_file(path, "保存")
        window.wait_said(words)
        journey.look(trip, "cannot")
        window.key("Escape")
        window.wait_gone(words)


def refuses_what_was_swapped(trip, window, paper):
    brought, other = pathlib.Path(trip.folder, "brought.yinuo-sign"), pathlib.Path(trip.folder, "other.pdf")
    wrap(paper, brought)
    open_file(window, brought)
    window.click("用我的证书签：演练签署·无效力")
    journey.make_key(window)
    sign = window.wait("签署：演练签署·无效力")
    answers = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    answers["shop"]["name"] = "换过的门店（演练样例）"
    pathlib.Path(trip.folder, "other.json").write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
    trip.yinuoctl("print", "F04", f"{trip.folder}/other.json", "-o", other)
    wrap(other, brought)
    window.click(sign)
    window.wait_said("要签的文件和刚才给您看的不一样。")
    journey.look(trip, "swapped")


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    paper = pathlib.Path(trip.folder, "paper.pdf")
    trip.yinuoctl("print", "F04", EXAMPLE, "-o", paper)
    open_file(window, paper)
    window.wait(REPORT)
    says_why_it_cannot(trip, window)
    asks_before_it_writes_over(trip, window)
    refuses_what_was_swapped(trip, window, paper)


journey.go(walk, "长")
