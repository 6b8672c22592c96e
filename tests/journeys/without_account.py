#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Without an account: a service is looked up, filled in and printed to a file, and nothing is kept or submitted."""
import os
import re

import journey

ENTERPRISE = "演练企业·海味小馆"
ADDRESS = "三亚市吉阳区样例路1号"
LICENCE = f"名称：{ENTERPRISE} 经营场所：{ADDRESS}统一社会信用代码：92460203MA5TQX8800"  # as a scanner types it


def finds_the_form(window):
    window.click(re.compile("看看能办哪些事"))
    window.click(re.compile("^餐饮与食品安全信用承诺"))
    window.wait("办理前请备好")
    window.click("填写并打印，不提交")
    window.wait("企业名称", journey.FIELDS)
    window.wait_said("这里不保存：离开后填写的内容就没有了")


def scans_into_the_code(window):
    code = window.wait("统一社会信用代码", journey.FIELDS)
    window.point_until(code, lambda: "focused" in code.states, "the cursor in the code")
    window.screen.type(LICENCE)
    window.wait_said("这是营业执照的文字：已从中读取 5 项。")
    for field, text in (("统一社会信用代码", "92460203MA5TQX8800"), ("企业名称", ENTERPRISE), ("住所", ADDRESS)):
        stands = window.find(field, journey.FIELDS).text
        assert stands == text, (field, stands)


def fills(window):
    for field, text in (("企业名称", ENTERPRISE), ("统一社会信用代码", "91460200MA5T1Q2W3D"),
                        ("法定代表人（负责人）姓名", journey.MANAGER), ("证件号码", "460200198803150014"), ("住所", ADDRESS),
                        ("经办人姓名", journey.MANAGER), ("经办人电话", "13800000000")):
        window.type(field, text)
    window.choose("所在区", "吉阳区")
    journey.fill_restaurant(window)


def prints(trip, window):
    paper = f"{trip.folder}/letter.pdf"
    window.click("打印到文件…")
    window.choose_file(paper, "保存")
    window.wait_said("没有提交。")
    with open(paper, "rb") as file:
        assert file.read(5) == b"%PDF-", "no PDF was written"
    assert [name for name in os.listdir(trip.folder) if name.endswith(".pdf")] != ["letter.pdf"], "no private annex"


def walk(trip):
    window = trip.open_window()
    finds_the_form(window)
    scans_into_the_code(window)
    fills(window)
    prints(trip, window)


journey.go(walk, LICENCE)
