#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Without an account: a service is looked up, filled in and printed to a file, and nothing is kept or submitted."""
import os
import re

import journey

ENTERPRISE = "演练企业·海味小馆"
ADDRESS = "三亚市吉阳区样例路1号"


def finds_the_form(window):
    window.click(re.compile("看看能办哪些事"))
    window.click(re.compile("^餐饮与食品安全信用承诺"))
    window.wait("办理前请备好")
    window.click("填写并打印，不提交")
    window.wait("企业名称", journey.FIELDS)
    window.wait_said("这里不保存：离开后填写的内容就没有了")


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
    fills(window)
    prints(trip, window)


journey.go(walk, ENTERPRISE + ADDRESS)
