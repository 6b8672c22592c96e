#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The department's workbench: a commitment of one's own, a question added, seen at once on the form and on the letter; tried
on the practice platform to the receipt. Then one like an existing service, questions out of a table, a file that is broken,
and the same work saved in two files."""
import json
import os
import re

import journey

RESTAURANT = "演练企业·海味小馆"


def takes_the_keys(window, name, new, words):
    """What was just added stands open and in view, and is typed into without another click."""
    field = window.wait_for(lambda: next((field for field in window.find_all(name, journey.FIELDS) if field.text == new),
                                         None), f"“{new}”")
    window.wait_for(lambda: field.hidden_by() is None, f"“{new}” to be in view")
    window.key("ctrl+a")
    window.screen.type(words)
    window.wait_for(lambda: field.text == words, f"“{words}” in place of “{new}”")


def add_question(window, zh, en, button="加一个问题"):
    """The new question stands open, the last of its group."""
    window.click(button)
    takes_the_keys(window, "问题（中文）", "新问题", zh)
    window.type(next(field for field in window.find_all("问题（英文）", journey.FIELDS) if field.text == ""), en)


def asks_sometimes(window):
    """The question is asked in one district only: gone from the form that is filled with another, until it is undone."""
    window.choose("由哪一题决定问不问", "所在区")
    window.choose("这样回答时才问", "崖州区")
    window.wait_gone("餐位", roles=journey.FIELDS)
    window.wait_said("满足条件时才问")
    window.click("撤销")  # the answer that was there first, and stands in the sample
    window.wait("餐位", journey.FIELDS)
    window.click("撤销")
    window.wait_gone(re.compile("满足条件时才问"))


def reads(window, text):
    """The question in English, as it reads; its row may be another one each time."""
    return window.wait_for(lambda: next((field for field in window.find_all("问题（英文）", journey.FIELDS)
                                         if field.text == text), None), f"“{text}”")


def goes_back_by_key(window):
    """One undo over all of it: a pause ends a step, and the keys stay where they were."""
    window.point(reads(window, "Seats"))
    window.key("End", "x", "y")
    reads(window, "Seatsxy")
    window.key("ctrl+z")
    reads(window, "Seats")
    for redo in ("ctrl+shift+z", "ctrl+y"):
        window.key(redo)
        reads(window, "Seatsxy")
        window.key("ctrl+z")
        reads(window, "Seats")


def writes(trip):
    window = trip.open_window("--workbench")
    window.wait("编写一份承诺表单")
    window.click("从空白承诺开始")
    window.wait("X01 · 版本 1 · 未保存")
    for grey in ("撤销", "重做"):
        button = window.wait(grey, {"button"})
        assert "sensitive" not in button.states and button.description not in ("", grey), button.line()
    add_question(window, "餐位", "Seats")
    window.wait("餐位", journey.FIELDS)  # on the form
    asks_sometimes(window)
    window.click("英文表单")
    window.wait("Seats", journey.FIELDS)
    window.wait_said("required")  # a form speaks its own language whole, whatever the window speaks
    window.click("承诺书")
    window.click("文字")
    window.wait_said("餐位")
    assert window.says("演练·无效力"), "the letter does not say that it is practice"
    window.click(re.compile("^待办"))
    window.wait_said("全部文字由编写部门填写，尚未核实")
    goes_back_by_key(window)
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
    service = written(f"{trip.data}/services/X01.json")
    assert service["version"] == "1" and service["schema"]["properties"]["q1"]["title"] == "餐位", service
    assert not os.path.exists(f"{trip.data}/workbench.json"), "saved work still lies as unsaved"
    window.choose("所在区", "崖州区")
    window.click("下一步：核对")
    window.wait("第 1 页", {"image"})
    window.click("签署并提交：演练签署·无效力")
    journey.make_key(window)
    window.click("签署：演练签署·无效力")
    window.wait_said("已收件，尚未受理")


TABLE = ("问题,英文,类型,必填,分组,分组英文\n外摆桌数,Tables outside,文字,是,外摆,Outside\n"
         "露台材质,Terrace,文字,否,外摆,Outside\n坏行,Bad,没有这种,是,,\n")
BROKEN = '{\n  "id": "X07",\n  "title": {"zh": "坏" "en": "Bad"}\n}\n'


def written(path):
    return journey.read_json(path)


def like_another(trip, window):
    """F04's questions and clauses stand there under an id of their own; a table adds two, and says why not three."""
    table = f"{trip.folder}/questions.csv"
    with open(table, "w", encoding="utf-8") as file:
        file.write(TABLE)
    window.choose("以已有事项为样本", "F04  餐饮与食品安全信用承诺")
    window.click("以它为样本开始")
    window.wait(re.compile(r"^X0\d · 版本 1 · 未保存"))
    window.wait("门店名称", journey.FIELDS)  # on the form
    window.click("从表格取问题…")
    window.choose_file(table, "打开")
    window.wait(re.compile("从表格取了 2 个问题。\n第 4 行没有取用：.*没有这种", re.DOTALL))
    window.wait("外摆桌数", journey.FIELDS)
    assert window.nameless() == [], "controls without a name"


def says_that_it_is_the_first(window, grey):
    button = window.wait(grey, {"button"})
    assert "sensitive" not in button.states and button.description == "已经是第一条。", button.line()


def offers_what_can_be_done(window):
    """What a button cannot do is greyed, and why; a new clause, too, takes the keys."""
    says_that_it_is_the_first(window, "上移：企业信息")
    for name in ("下移：企业信息", "上移：企业名称", "去掉：企业信息"):
        assert "sensitive" in window.wait(name, {"button"}).states, name
    window.click("条款")
    says_that_it_is_the_first(window, "上移第 1 条")
    window.click("加一条条款")
    takes_the_keys(window, "条款（中文）", "新的承诺条款。", "Clause")
    window.click("问题")


def saves_twice(trip, window):
    """Save asks where, once; save as asks again, and from then on it is that file."""
    first, second = f"{trip.folder}/first.json", f"{trip.folder}/second.json"
    window.click("保存")
    window.choose_file(first, "保存")
    window.wait(re.compile("已保存"))
    add_question(window, "停车位", "Parking")
    window.wait("停车位", journey.FIELDS)
    window.click("另存为…")
    window.choose_file(second, "保存")
    window.wait_for(lambda: os.path.exists(second), "the second file")
    titles = [question["title"] for question in written(second)["schema"]["properties"].values() if "title" in question]
    assert "外摆桌数" in titles and "停车位" in titles, titles
    assert "停车位" not in json.dumps(written(first), ensure_ascii=False), "the first file was written again"
    assert int(written(second)["version"]) > int(written(first)["version"]), "another text under the same version"
    assert [clause["id"] for clause in written(second)["clauses"]][:1] == ["C-01"] or written(second)["clauses"], "no clauses"


def tries_a_copy(trip, window):
    """What is tried is a copy: the file stays the one that is saved."""
    second = f"{trip.folder}/second.json"
    service = written(second)
    other = f"{trip.data}/services/{service['id']}.json"
    with open(other, "w", encoding="utf-8") as file:
        json.dump(service | {"title": {"zh": "别的事项", "en": "Another"}}, file, ensure_ascii=False)
    window.click("试办")
    window.wait(f"替换您已有的事项 {service['id']}？")
    window.click("取消")
    window.wait_gone(f"替换您已有的事项 {service['id']}？")
    assert written(other)["title"]["zh"] == "别的事项", "another service was written over"
    window.click("试办")
    window.click("替换")
    window.wait("下一步：核对")
    tried = written(f"{trip.data}/services/{written(second)['id']}.json")
    assert tried == written(second), "another text is tried than was saved"
    window.key("alt+Left")
    window.click("加一个分组")
    window.wait(re.compile("保存后为版本"))
    window.click("保存")
    window.wait_for(lambda: int(written(second)["version"]) > int(tried["version"]), "the file to be saved")
    assert written(f"{trip.data}/services/{tried['id']}.json") == tried, "the copy was written, too"


def meets_a_broken_file(trip, window):
    """Where it breaks is said as an editor counts; what was open stays."""
    broken = f"{trip.folder}/broken.json"
    with open(broken, "w", encoding="utf-8") as file:
        file.write(BROKEN)
    window.click("另写一份…")
    window.click("打开文件…")
    window.choose_file(broken, "打开")
    window.wait(re.compile("第 3 行.*第 2[0-9] 列"))
    window.key("Escape")
    window.wait("以它为样本开始")


def walk(trip):
    window = writes(trip)
    tries(trip, window)
    window.key("ctrl+q")
    window.wait_for_end()
    window = trip.open_window("--workbench")
    like_another(trip, window)
    offers_what_can_be_done(window)
    saves_twice(trip, window)
    tries_a_copy(trip, window)
    meets_a_broken_file(trip, window)


journey.go(walk, "餐位停车")
