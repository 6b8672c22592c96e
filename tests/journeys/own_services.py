#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Service files of one's own, while the window is open: one that comes is offered at once, one that changes is another at
once, one that is broken says where, and none is silently absent. A template is kept, begun from, and deleted again."""
import json
import os
import re

import journey

RESTAURANT = "演练企业·海味小馆"
F04 = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "services", "F04.json")


def put(trip, name, title, text=None, change=None):
    """A whole file at once, as an editor renames it into its place."""
    folder = f"{trip.data}/services"
    os.makedirs(folder, exist_ok=True)
    service = journey.read_json(F04)
    service["id"], service["title"]["zh"] = "X40", title
    if change is not None:
        change(service)
    with open(f"{folder}/.new", "w", encoding="utf-8") as file:
        file.write(text if text is not None else json.dumps(service, ensure_ascii=False))
    os.rename(f"{folder}/.new", f"{folder}/{name}")


def comes_and_changes(trip, window):
    window.click("办理")
    window.wait("搜索办理事项")
    put(trip, "X40.json", "夜市摊位承诺")
    window.wait(re.compile("夜市摊位承诺"))
    put(trip, "X40.json", "早市摊位承诺")
    window.wait(re.compile("早市摊位承诺"))
    assert not window.says("夜市摊位承诺"), "the earlier title stands there still"


def is_broken(trip, window):
    put(trip, "X40.json", "", '{\n  "id": "X40",\n  "title": {"zh": "坏" "en": "Bad"}\n}\n')
    window.wait("X40.json")
    window.wait(re.compile("第 3 行第 2[0-9] 列"))
    put(trip, "F04.json", "冒名承诺")
    window.wait(re.compile("编号“F04”是程序自带的事项"))
    put(trip, "X40.json", "晚市摊位承诺")
    window.wait(re.compile("晚市摊位承诺"))
    os.remove(f"{trip.data}/services/F04.json")
    window.wait_gone("F04.json")


def its_page_follows(trip, window):
    window.click(re.compile("晚市摊位承诺"))
    window.wait("开始办理")
    put(trip, "X40.json", "通宵摊位承诺")
    window.wait("通宵摊位承诺", {"label"})


def keeps_a_template(window):
    window.click("开始办理")
    window.wait("下一步：核对")
    window.type("门店名称", journey.SHOP)
    window.click("带入内容")
    window.click("存为模板…")
    field = window.wait("模板的名字", journey.FIELDS)
    grey = window.wait("保存", {"button"})
    assert "sensitive" not in grey.states and grey.description == "请先填写：模板的名字", grey.line()
    window.type(field, "晚市")
    window.wait_for(lambda: "sensitive" in grey.states and not grey.description, "the name to be enough")
    window.click(grey)
    window.wait("已存为模板")


def renamed(service):
    service["version"] = "2"
    service["schema"]["properties"]["shop"]["properties"]["name"]["title"] = "摊位招牌"


def grows_while_it_is_filled_in(trip, window):
    """What was typed stands in the new form, what changed is said, and nothing goes on before that was seen."""
    put(trip, "X40.json", "通宵摊位承诺", change=renamed)
    window.wait_said("这张表有了新版本")
    field = window.wait("摊位招牌", journey.FIELDS)
    assert field.text == journey.SHOP, "what was typed is lost: " + field.line()
    assert "sensitive" not in window.wait("下一步：核对").states
    window.click("知道了")
    window.wait_for(lambda: "sensitive" in window.wait("下一步：核对").states, "to go on")


def deletes_it(window):
    """Asked first; and it is gone for good."""
    window.key("alt+Left")
    window.wait("开始办理")
    window.click("删除模板“晚市”")
    window.wait("删除模板“晚市”？")
    window.click("取消")
    window.wait_gone("删除模板“晚市”？")
    window.click("删除模板“晚市”")
    window.click("删除")
    window.wait_gone("删除模板“晚市”")


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    comes_and_changes(trip, window)
    is_broken(trip, window)
    its_page_follows(trip, window)
    keeps_a_template(window)
    grows_while_it_is_filled_in(trip, window)
    deletes_it(window)


journey.go(walk, "夜早晚通宵市摊位")
