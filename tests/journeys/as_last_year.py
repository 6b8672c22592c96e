#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A restaurant begins this year's commitment from last year's: it sees where each answer came from, changes one, puts one
off, and when it comes back is told what is missing."""
import os
import re

import journey

RESTAURANT = "演练企业·海味小馆"
EXAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "examples", "F04.json")
SERVICE = "餐饮与食品安全信用承诺"


def file_last_year(trip):
    """Filed from the command line, at the same desk."""
    key = f"{trip.folder}/password"
    with open(key, "w", encoding="utf-8") as password:
        password.write(journey.PASSWORD)
    trip.yinuoctl("key", "make", "--password-file", key)
    trip.yinuoctl("file", "F04", EXAMPLE, "--password-file", key)


def begin_like(window):
    window.click("作出承诺")
    window.wait("搜索办理事项")  # home lists last year's filing under the same name
    window.click(re.compile("^" + SERVICE))
    window.wait("像上次一样")
    window.click(re.compile("的办件"))
    window.wait("下一步：核对")


def origins(window):
    window.wait("来自企业档案")
    window.wait(re.compile(r"来自\d+年\d+月\d+日的办件"))
    window.wait(re.compile(r"请再看一眼这 \d+ 项："))


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    file_last_year(trip)
    begin_like(window)
    origins(window)

    window.type("门店名称", journey.SHOP)
    window.type("证照编号", "")
    window.click(re.compile("暂时没有.*证照编号|证照编号.*暂时没有|^暂时没有"))
    window.wait("有 1 项先放着，签署前要补上")
    window.wait_said("已保存")

    window.key("ctrl+q")
    assert window.wait_for_end() == 0, "the window did not close"
    window = trip.open_window()
    window.wait(RESTAURANT)
    window.click(re.compile("^" + SERVICE))
    window.wait("有 1 项先放着，签署前要补上")
    window.click("填写: 证照编号")
    number = window.wait("证照编号", journey.FIELDS)
    window.wait_for(lambda: "focused" in number.states, "the cursor where the answer is missing")
    window.type("证照编号", "JY24602030000002")
    window.wait_for(lambda: not window.find("有 1 项先放着，签署前要补上"), "nothing is put off any more")
    window.click("下一步：核对")
    window.wait("请核对后再签署")


journey.go(walk)
