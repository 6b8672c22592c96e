#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Whoever looks at what could be signed and goes away finds the drafts as they were: back, by the keyboard, in another language,
with the window closed; one paper or a batch. What is meant to wait for whoever signs waits."""
import json
import os
import re

import journey

RESTAURANT = "演练企业·海味小馆"
BUILDER = "演练企业·椰风建设工程有限公司"
HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "..", "..", "data", "examples", "F04.json")
SHOPS = ["海味小馆一店（演练样例）", "海味小馆二店（演练样例）"]
LETTER = "同一承诺书，共 2 份"
BUTTON = "签署并提交：演练签署·无效力"


def lay_drafts(trip):
    with open(f"{trip.folder}/shops.csv", "w", encoding="utf-8") as table:
        table.write("\n".join(["门店名称", *SHOPS]))
    trip.yinuoctl("batch", "--leave-drafts", "F04", EXAMPLE, "--csv", f"{trip.folder}/shops.csv")


def stages(trip):
    return sorted(filing["stage"] for filing in json.loads(trip.yinuoctl("list", "--json"))["filings"])


def are_drafts(trip, window=None):
    """As a second chair at the same desk sees them."""
    if window is not None:
        window.wait_for(lambda: stages(trip) == ["filling", "filling"], "two drafts")
    assert stages(trip) == ["filling", "filling"], stages(trip)


def look_at_all(window):
    window.click("办件")
    window.click("一起签署…")
    window.wait(LETTER)


def look_at_one(window):
    window.click("办件")
    window.click(re.compile("^餐饮与食品安全信用承诺"), {"button", "list item"})
    window.click("下一步：核对")
    window.wait(BUTTON)


def leave_the_batch(trip, window):
    look_at_all(window)
    assert stages(trip) == ["to-sign", "to-sign"], stages(trip)
    window.click("返回")
    are_drafts(trip, window)
    look_at_all(window)
    window.key("Escape")
    window.wait_gone(LETTER)
    are_drafts(trip, window)
    look_at_all(window)
    window.click("首页")
    are_drafts(trip, window)


def leave_one(trip, window):
    look_at_one(window)
    assert stages(trip) == ["filling", "to-sign"], stages(trip)
    window.click("English")
    window.wait(re.compile("^Sign and submit: "))
    assert stages(trip) == ["filling", "to-sign"], "another language is no leaving"
    window.click("中文")
    window.wait(BUTTON)
    window.key("Escape")
    window.wait_gone(BUTTON)
    are_drafts(trip, window)
    look_at_one_in_a_hurry(trip, window)


def look_at_one_in_a_hurry(trip, window):
    """The language changes while the paper is still being printed: it belongs to the page that goes on."""
    window.click("办件")
    window.click(re.compile("^餐饮与食品安全信用承诺"), {"button", "list item"})
    window.click("下一步：核对")
    window.wait(re.compile("，核对：当前$"), {"list item"})  # the answers are saved first
    window.click("English")
    window.wait(re.compile("^Sign and submit: "))
    assert stages(trip) == ["filling", "to-sign"], "the paper was taken away under the page that shows it"
    window.click("中文")
    window.wait(BUTTON)
    window.key("Escape")
    window.wait_gone(BUTTON)
    are_drafts(trip, window)


def close_over(trip, window, look):
    look(window)
    window.key("ctrl+q")
    assert window.wait_for_end() == 0, "the window did not close"
    are_drafts(trip)


def builders_draft(trip):
    answers = journey.answers_of(trip, "F06", "practice/construction.json")
    trip.yinuoctl("batch", "--leave-drafts", "F06", answers)


def change_seats(window):
    window.click("我的")
    window.click("退出登录")
    question = window.wait("退出这家企业的登录？", {"dialog"})
    window.click(re.compile("^退出登录"), {"button"}, within=question)
    journey.sit_down(window, BUILDER)


def leave_it_for_others(trip, window):
    """Two are to sign it, and the first comes tomorrow."""
    builders_draft(trip)
    window.click("办件")
    window.click(re.compile("^农民工工资支付信用承诺"), {"button", "list item"})
    window.click("下一步：核对")
    stay = window.wait("先放着，等签署人来签")
    window.bring_into_view(stay)
    journey.look(trip, "stay")
    window.click(stay)
    window.wait_said("已放进待签文书")
    assert stages(trip) == ["to-sign"], stages(trip)
    window.click("待签文书")
    window.wait("已签 0，共 2")


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    lay_drafts(trip)
    leave_the_batch(trip, window)
    leave_one(trip, window)
    close_over(trip, window, look_at_one)
    window = trip.open_window()
    window.wait("作出承诺")
    close_over(trip, window, look_at_all)
    window = trip.open_window()
    window.wait("作出承诺")
    change_seats(window)
    leave_it_for_others(trip, window)


journey.go(walk)
