#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Someone who has no account fills in a commitment and prints it to a file: nothing is kept, nothing is submitted."""
import pathlib
import re
import subprocess

import journey

SERVICE = "餐饮与食品安全信用承诺"
USCC = "91460200MA5T1Q2W3D"
IDENTITY = "460200198803150014"


def open_form(window):
    window.click(re.compile("看看能办哪些事"))
    window.click(re.compile("^" + SERVICE))
    window.click("填写并打印，不提交")
    window.wait("这里不保存：离开后填写的内容就没有了。")
    assert not window.find("附件"), "it asks for attachments"
    assert window.nameless() == [], "controls without a name"


def meet_a_problem(window):
    """Nothing filled in: it is named at the first field, and no file is asked for."""
    name = window.wait(re.compile("^企业名称"), journey.FIELDS)
    window.click("打印到文件…")
    window.wait_for(lambda: "focused" in name.states, "the cursor at the first problem")
    window.wait(re.compile("^还有 [0-9]+ 处要填$"))
    assert not window.find("保存"), "it prints what is not filled in"


def fill_enterprise(window):
    window.type("企业名称", journey.SHOP)
    window.type("统一社会信用代码", USCC)
    window.choose("主体类别", "法人及非法人组织")
    window.type("法定代表人（负责人）姓名", journey.MANAGER)
    window.type("证件号码", IDENTITY)
    window.type("住所", journey.SHOP)
    window.choose("所在区", "吉阳区")
    window.type("经办人姓名", journey.MANAGER)
    window.type("经办人电话", "13800000000")


def text_of(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout


def walk(trip):
    paper, annex = f"{trip.folder}/paper.pdf", f"{trip.folder}/paper.annex-2.pdf"
    pathlib.Path(f"{trip.folder}/paper.annex.pdf").write_text("somebody else's", encoding="utf-8")
    window = trip.open_window()
    open_form(window)
    meet_a_problem(window)
    fill_enterprise(window)
    journey.fill_restaurant(window)
    window.click("打印到文件…")
    window.choose_file(paper, "保存")
    window.wait(re.compile(re.escape(paper) + ".*没有提交"))
    said = text_of(paper)
    assert journey.SHOP in said and USCC in said, said
    assert IDENTITY not in said, "an ID number stands in full on the public paper"
    assert IDENTITY in text_of(annex), "the annex lacks what only the authority may read"
    kept = pathlib.Path(f"{trip.folder}/paper.annex.pdf").read_text(encoding="utf-8")
    assert kept == "somebody else's", "a file that nobody asked about was overwritten"


journey.go(walk)
