#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The department's workbench: a commitment like an existing one, a question changed and one added, seen at once on the form
and on the letter; then one of its own, tried on the practice platform to the receipt."""
import json
import os
import re

import journey

RESTAURANT = "演练企业·海味小馆"


def add_question(window, zh, en):
    """The new question stands open, the last of its group."""
    window.click("加一个问题")
    window.type(window.wait_for(lambda: next((field for field in window.find_all("问题（中文）", journey.FIELDS)
                                              if field.text == "新问题"), None), "the new question"), zh)
    window.type(next(field for field in window.find_all("问题（英文）", journey.FIELDS) if field.text == ""), en)


def writes(trip):
    window = trip.open_window("--workbench")
    window.wait("编写一份承诺表单")
    window.click("从空白承诺开始")
    window.wait("X01 · 版本 1 · 未保存")
    add_question(window, "餐位", "Seats")
    window.wait("餐位", journey.FIELDS)  # on the form
    window.click("英文表单")
    window.wait("Seats", journey.FIELDS)
    window.click("承诺书")
    window.click("文字")
    window.wait_said("餐位")
    assert window.says("演练·无效力"), "the letter does not say that it is practice"
    window.click(re.compile("^待办"))
    window.wait_said("全部文字由编写部门填写，尚未核实")
    window.click("撤销")
    window.click("重做")
    assert window.nameless() == [], "controls without a name"
    window.key("alt+Left")

    # What was not saved is there again.
    window.wait(re.compile("身份坐下"))
    window.click("编写表单")
    window.wait("这是上次没有保存的内容。")
    return window


def tries(trip, window):
    """Nobody sits there: that comes first. Then the form, filled, is filed like any other."""
    window.key("alt+Left")
    journey.sit_down(window, RESTAURANT)
    window.click("我的")
    window.click("部门工作台")
    window.wait("这是上次没有保存的内容。")
    window.click("试办")
    window.wait("餐位", journey.FIELDS)
    with open(f"{trip.data}/services/X01.json", encoding="utf-8") as file:
        service = json.load(file)
    assert service["version"] == "1" and service["schema"]["properties"]["q1"]["title"] == "餐位", service
    assert not os.path.exists(f"{trip.data}/workbench.json"), "saved work still lies as unsaved"
    window.choose("所在区", "崖州区")
    window.click("下一步：核对")
    window.wait("第 1 页", {"image"})
    window.click("签署并提交：演练签署·无效力")
    journey.make_key(window)
    window.click("签署：演练签署·无效力")
    window.wait_said("已收件，尚未受理")


def walk(trip):
    window = writes(trip)
    tries(trip, window)


journey.go(walk, "餐位")
