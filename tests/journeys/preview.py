#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The form preview: any schema, UI schema and data, drawn at once and followed while the files change on disk. A file that is
broken for a while says where, and the last good form stays; what no form can be made of is said in words."""
import json
import os
import re

import journey

SCHEMA = {"title": "开业登记", "type": "object", "required": ["shop"],
          "properties": {"shop": {"type": "string", "title": "店名"},
                         "seats": {"type": "integer", "title": "座位数", "minimum": 1}}}
LAYOUT = {"type": "VerticalLayout", "elements": [{"type": "Control", "scope": "#/properties/shop"},
                                                 {"type": "Control", "scope": "#/properties/seats"}]}
SHOP = "演练小馆"
TYPED = "椰林"


def write(path, content):
    """In the file itself, as some editors do."""
    with open(path, "w", encoding="utf-8") as file:
        file.write(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False, indent=2))


def replace(path, content):
    """By a new file in its place, as other editors do."""
    write(path + "~", content)
    os.rename(path + "~", path)


def wait_json(window, piece):
    shown = window.wait("答案（JSON）", {"text box"})
    window.wait_for(lambda: piece in shown.text, f"{piece} among the answers")


def follows(trip, folder):
    schema, layout, data = (f"{folder}/{name}.json" for name in ("schema", "layout", "data"))
    write(schema, SCHEMA)
    write(layout, LAYOUT)
    write(data, {"shop": SHOP})
    window = trip.open_preview(schema, layout, data)
    assert window.wait("店名", journey.FIELDS).text == SHOP
    window.type("座位数", "0")
    wait_json(window, '"seats": 0')
    window.wait_said("还有 1 处要改")
    window.type("座位数", "12")
    wait_json(window, '"seats": 12')
    window.wait_said("答案完整、正确")

    # A question more, by an editor that replaces the file: what was typed stays.
    longer = {**SCHEMA, "properties": {**SCHEMA["properties"], "owner": {"type": "string", "title": "负责人"}}}
    replace(schema, longer)
    replace(layout, {**LAYOUT, "elements": LAYOUT["elements"] + [{"type": "Control", "scope": "#/properties/owner"}]})
    window.wait("负责人", journey.FIELDS)
    assert window.wait("座位数", journey.FIELDS).text == "12", "what was typed was lost"

    # Half a file: its line and column in words, and the form as it was.
    half = json.dumps(longer, ensure_ascii=False, indent=2)
    half = half[:half.index('"owner"')]
    write(schema, half)
    window.wait_said(f"schema.json  第 {half.count(chr(10)) + 1} 行第 5 列：")
    window.wait("负责人", journey.FIELDS)

    # Mended, and the data changed: form and answers follow.
    write(schema, SCHEMA)
    write(layout, LAYOUT)
    write(data, {"shop": TYPED, "seats": 3})
    window.wait_gone("负责人")
    window.wait_for(lambda: window.wait("店名", journey.FIELDS).text == TYPED, "the data file's new answer")
    window.wait_for(lambda: not window.says("schema.json  第"), "no remark any more")

    # A scope that leads nowhere belongs to the UI schema.
    write(layout, {"type": "Control", "scope": "#/properties/shopp"})
    window.wait_said("layout.json  第 3 行第 12 列：")
    assert window.nameless() == [], "controls without a name"

    # The language changes at once, and what was typed is kept.
    write(layout, LAYOUT)
    window.wait_for(lambda: not window.says("layout.json  第"), "no remark any more")
    window.type("店名", SHOP)
    window.click("English")
    window.wait("Check the answers")
    assert window.wait("店名", journey.FIELDS).text == SHOP, "lost with the language"
    window.end()


def goes_a_level_deeper(trip, folder):
    """A schema that describes itself: the next level stands there when somebody wants it."""
    path = f"{folder}/levels.json"
    write(path, {"type": "object", "properties": {"name": {"type": "string", "title": "名称"},
                                                  "above": {"$ref": "#", "title": "上级"}}})
    window = trip.open_preview(path)
    window.wait("填写：上级", {"button"})
    before = len(list(window.find_all("名称", journey.FIELDS)))
    window.click("填写：上级")
    window.wait_for(lambda: len(list(window.find_all("名称", journey.FIELDS))) == before + 1, "one level more")
    window.click("填写：上级")
    window.wait_for(lambda: len(list(window.find_all("名称", journey.FIELDS))) == before + 2, "and one more")
    assert window.nameless() == [], "controls without a name"
    window.end()


def counts_what_it_leaves_out(trip, folder):
    """Beside the form stand a hundred problems; that there are more is said, and where."""
    names = [f"问{i}" for i in range(120)]
    path = f"{folder}/many.json"
    write(path, {"type": "object", "required": names, "properties": {name: {"type": "string"} for name in names}})
    window = trip.open_preview(path)
    window.wait_said("还有 20 处；按“检查答案”可看全部。")
    window.click("检查答案")
    window.click("显示全部 120 处")
    window.wait(re.compile("^转到：.*问119"))
    window.end()


def refuses(trip, folder):
    """Nothing that a person may name by mistake harms it."""
    for name, content, words in (("large", None, "文件或内容太大"), ("deep", "[" * 100000, "嵌套太深"),
                                 ("latin", b"{\"title\": \"caf\xe9\"}", "不是 UTF-8"), ("nothing", "", "文件是空的")):
        path = f"{folder}/{name}.json"
        with open(path, "wb") as file:
            if content is None:
                file.truncate(100 * 1024 * 1024)
            else:
                file.write(content.encode() if isinstance(content, str) else content)
        window = trip.open_preview(path)
        window.wait_said(words)
        window.wait("还没有表单")
        window.end()
    window = trip.open_preview(folder)
    window.wait_said("这是一个文件夹")
    window.end()


def vanishes(trip, folder):
    """Whatever becomes of the file on disk: it is said, the form that was stays, and when the file is back so is the form."""
    path = f"{folder}/there.json"
    write(path, SCHEMA)
    window = trip.open_preview(path)
    window.type("店名", SHOP)
    for become, words in (("gone", "there.json  "), ("empty", "文件是空的"), ("folder", "这是一个文件夹"),
                          ("other", "there.json  第 1 行"), ("endless", "没有人能填完")):
        if os.path.isfile(path):
            os.remove(path)
        if become == "empty":
            write(path, "")
        elif become == "folder":
            os.mkdir(path)
        elif become == "other":
            write(path, "PK\x03\x04")
        elif become == "endless":
            write(path, {"$ref": "#/$defs/d0", "$defs": {**{f"d{i}": {"properties": {name: {"$ref": f"#/$defs/d{i + 1}"}
                                                                                for name in "ab"}} for i in range(30)},
                                                       "d30": {"type": "string"}}})
        window.wait_said(words)
        assert window.wait("店名", journey.FIELDS).text == SHOP, f"lost when the file was {become}"
        if become == "folder":
            os.rmdir(path)
        else:
            os.path.isfile(path) and os.remove(path)
        write(path, SCHEMA)
        window.wait_for(lambda: not window.says("there.json  "), "no remark any more")
    window.end()


def puts_right(trip, folder):
    """The list of what is wrong scrolls away with the form; the bar above it does not, and leads from one to the next."""
    path = f"{folder}/many.json"
    write(path, {"type": "object", "required": ["a", "z"], "properties": {
        "a": {"type": "string", "title": "第一"}, **{f"p{i}": {"type": "string", "title": f"第{i}"} for i in range(40)},
        "z": {"type": "string", "title": "最末"}}})
    window = trip.open_preview(path)
    window.wait("第一", journey.FIELDS)
    assert not window.find("下一处"), "a bar before anybody asked"
    window.click("检查答案")
    window.wait_said("有 2 处要改")
    for button, place in (("下一处", "最末"), ("下一处", "第一"), ("上一处", "最末")):
        window.click(button)
        window.wait_for(lambda: "focused" in window.wait(place, journey.FIELDS).states, f"{button}: {place}")
    window.click("全部列出")
    window.wait_for(lambda: "focused" in window.wait("转到：请填写“第一”。").states, "the list")
    window.type("第一", "x")
    window.type("最末", "x")
    window.wait_gone("下一处")
    window.end()


def keeps_the_keys(trip, folder):
    """What an undo takes away may have had the focus: the next step is a key all the same."""
    path = f"{folder}/members.json"
    write(path, {"type": "object", "title": "附注", "additionalProperties": {"type": "string"}})
    window = trip.open_preview(path)
    window.type("附注：新的一项叫什么", "kin")
    window.click("添加：附注")
    window.wait("kin", journey.FIELDS)
    for key, there in (("ctrl+z", False), ("ctrl+shift+z", True), ("ctrl+z", False), ("ctrl+shift+z", True)):
        window.key(key)
        window.wait_for(lambda: bool(window.find("kin", journey.FIELDS)) == there, f"{key}: {there}")
    window.end()


def reviews(trip, folder):
    """The form's own review says what is hidden, kept and not sent."""
    schema, layout, data = (f"{folder}/step-{name}.json" for name in ("schema", "layout", "data"))
    write(schema, {"type": "object", "properties": {"sea": {"type": "boolean", "title": "海鲜"}, "fish": {"type": "string", "title": "品名"}}})
    write(layout, {"type": "Categorization", "options": {"variant": "stepper"}, "elements": [
        {"type": "Category", "label": "一", "elements": [
            {"type": "Control", "scope": "#/properties/sea"},
            {"type": "Control", "scope": "#/properties/fish",
             "rule": {"effect": "SHOW", "condition": {"scope": "#/properties/sea", "schema": {"const": True}}}}]}]})
    write(data, {"sea": False, "fish": "东星斑"})
    window = trip.open_preview(schema, layout, data)
    window.click("核对")
    window.wait_said("留存在本机，不提交")
    window.wait_said("品名：东星斑")
    window.end()


def tables(trip, folder):
    """A table that must have a row says so at its heading and, while it has none, in the review; entries of which the schema
    says nothing are there all the same."""
    schema, layout, data = (f"{folder}/table-{name}.json" for name in ("schema", "layout", "data"))
    write(schema, {"type": "object", "required": ["goals"], "properties": {
        "goals": {"type": "array", "title": "目标", "minItems": 1, "items": {"type": "object", "properties": {
            "what": {"type": "string", "title": "指标"}}}},
        "any": {"type": "array", "title": "名单", "uniqueItems": True}}})
    write(layout, {"type": "Categorization", "options": {"variant": "stepper"}, "elements": [
        {"type": "Category", "label": "目标", "elements": [{"type": "Control", "scope": "#/properties/goals"}]},
        {"type": "Category", "label": "其他", "elements": [{"type": "Control", "scope": "#/properties/any"}]}]})
    write(data, {"any": ["甲", "甲"]})
    window = trip.open_preview(schema, layout, data)
    window.wait("必填", {"label"})
    assert window.find("目标", {"label"}), "no heading over the only table of a step"
    window.click("其他")
    window.wait("添加：名单")
    rows = [row.text for row in window.find_all(re.compile("名单"), journey.FIELDS)]
    assert rows == ["甲", "甲"], f"what stands in the array: {rows}"
    window.click("核对")
    window.wait_said("未填，必填")
    window.end()


def service_file(trip):
    """A service's file is a schema that brings its UI schema along."""
    here = os.path.dirname(os.path.abspath(__file__))
    window = trip.open_preview(f"{here}/../../data/services/F04.json")
    window.wait("门店名称", journey.FIELDS)
    assert not os.path.exists(trip.data), "the preview made a data folder"
    window.end()


def walk(trip):
    folder = f"{trip.folder}/forms"
    os.mkdir(folder)
    follows(trip, folder)
    goes_a_level_deeper(trip, folder)
    counts_what_it_leaves_out(trip, folder)
    refuses(trip, folder)
    vanishes(trip, folder)
    puts_right(trip, folder)
    keeps_the_keys(trip, folder)
    reviews(trip, folder)
    tables(trip, folder)
    service_file(trip)


journey.go(walk, SHOP + TYPED)
