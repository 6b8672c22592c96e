#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Every kind of control that a form can have is filled in twice, in the window that opens any form: by the keyboard
alone, and through the accessibility interface alone. The answers must be the same."""
import json
import os
import time

import journey
from drive import BUTTONS, FIELDS
from gi.repository import GLib

FORMS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures", "forms")
STEP = 0.1    # seconds for the focus to arrive
STAYS = 0.25  # and to stay
ANSWERS = "答案（JSON）"
EXPECTED = {
    "name": "Seaside Kitchen", "phone": "13800138000", "count": 12, "size": 80.5, "capital": 123450,
    "opened": "2020-01-02", "opens": "09:30:00+08:00", "visited": "2026-01-02T08:00:00+08:00", "score": 61, "chain": True,
    "brand": "Haiwei", "secret": "s3cret", "terms": True, "agree": False, "notify": True, "kind": "b", "scale": "中型",
    "town": "Yazhou", "items": ["热食", "糕点"], "notes": "one\ntwo", "staff": [{"name": "Li", "age": 3}],
    "shops": [{"title": "First"}], "devices": [{"title": "Oven"}], "tags": ["red"],
    "supply": {"company": "North"}, "extra": {"parking": "three"},
}
ITEMS = {"规模": {1: "大型", 2: "中型"}, "供货方式": {1: "自采", 2: "统一配送"}}
TEXTS = [("门店名称", "Seaside Kitchen"), ("联系电话", "13800138000"), ("从业人数", "12"), ("经营面积", "80.5"),
         ("投入资金", "1234.5"), ("开业日期", "2020-01-02"), ("营业开始时间", "09:30"), ("上次检查时间", "2026-01-02 08:00")]


def answers(window):
    text = window.wait(ANSWERS, {"text box"}).text
    try:
        return json.loads(text)
    except ValueError:
        return None


def wait_answer(window, pointer, value):
    """The answer at a path of names and numbers."""
    def there():
        at = answers(window)
        for token in pointer:
            try:
                at = at[token]
            except (KeyError, IndexError, TypeError):
                return False
        return at == value
    window.wait_for(there, f"{value!r} at {pointer}", 10)


class Keyboard:
    """A person without a pointer: Tab goes on, and nothing is done to a control that has not the focus."""

    def __init__(self, window):
        self.window = window

    @staticmethod
    def has_focus(node):
        return any("focused" in part.states for part in (node, *node.children))  # a list's button has it

    def go(self, name, roles=None, most=150):
        """Tab by Tab. A Tab that is still on its way would lead past it: only who stays there has arrived."""
        node = self.window.wait(name, roles)
        for _step in range(most):
            if self.has_focus(node):
                time.sleep(STAYS)
                if self.has_focus(node):
                    return node
            self.window.key("Tab")
            time.sleep(STEP)
        raise AssertionError(f"Tab does not lead to “{name}”: {self.window.focused().line()}")

    def text(self, name, text):
        field = self.go(name, FIELDS)
        self.window.screen.type(text)
        self.window.wait_for(lambda: field.text == text, f"“{text}” in “{name}”")

    def lines(self, name, text):
        field = self.go(name, FIELDS)
        for number, line in enumerate(text.split("\n")):
            if number:
                self.window.key("Return")
            self.window.screen.type(line)
        self.window.wait_for(lambda: field.text == text, f"the lines in “{name}”")

    def press(self, name, roles=None):
        self.go(name, roles or BUTTONS)
        self.window.key("space")

    def slide(self, name):
        self.go(name, {"slider"})
        self.window.key("Right")

    def radio(self, first, _wanted):
        self.go(first)
        self.window.key("Down")

    def choose(self, name, down):
        combo = self.go(name, {"combo box"})
        self.window.key("space")
        self.window.choose_in_list(combo, ITEMS[name][down])

    def suggest(self, name, text):
        self.go(name, FIELDS)
        self.window.screen.type(text)
        self.window.wait("Yazhou", {"list item", "row", "option", "label"})
        self.window.key("Down", "Return")


class Interface:
    """What a screen reader or a switch device does: no key, no pointer but where GTK 4.8 has no action."""

    def __init__(self, window):
        self.window = window

    def text(self, name, text):
        """Without the focus the field shows at once how it understood the text: 1234.5 becomes 1234.50."""
        field = self.window.wait(name, FIELDS)
        field.call("org.a11y.atspi.EditableText", "SetTextContents", "(s)", text)
        self.window.wait_for(lambda: field.text, f"“{text}” in “{name}”")

    lines = text

    def press(self, name, roles=None):
        self.window.click(name, roles)

    def radio(self, _first, wanted):
        self.window.click(wanted)

    def slide(self, name):
        node = self.window.wait(name, {"slider"})
        node.call("org.freedesktop.DBus.Properties", "Set", "(ssv)", "org.a11y.atspi.Value", "CurrentValue",
                  GLib.Variant("d", 61.0))

    def choose(self, name, down):
        self.window.choose(name, ITEMS[name][down])

    def suggest(self, name, _text):
        self.text(name, "Yazhou")


def fill(window, hand):
    """The whole form by one of them."""
    for name, text in TEXTS:
        hand.text(name, text)
    window.wait_said("壹仟贰佰叁拾肆元伍角")
    hand.slide("自评分")
    hand.press("是否连锁：是")
    hand.text("连锁品牌", "Haiwei")
    hand.text("备用口令", "s3cret")
    hand.press("同意条款")
    hand.press("我已阅读：否")
    hand.press("接收提醒")
    hand.radio("经营类别：餐馆", "经营类别：小吃店")
    hand.choose("规模", 2)
    wait_answer(window, ["scale"], "中型")
    hand.suggest("所在乡镇", "ya")
    hand.press("经营项目：热食")
    hand.press("经营项目：糕点")
    hand.lines("说明", "one\ntwo")
    hand.press("添加：人员名单")
    hand.text("姓名，第 1 行", "Li")
    hand.text("工龄，第 1 行", "3")
    hand.press("分店")
    hand.press("添加：分店列表")
    hand.text("店名", "First")
    hand.press("设备")
    hand.press("添加：设备清单")
    hand.text("设备名称", "Oven")
    hand.press("其他")
    hand.press("添加：标签")
    hand.text("标签，第 1 行", "red")
    hand.choose("供货方式", 2)
    hand.text("配送企业", "North")
    hand.text("其他事项：新的一项叫什么", "parking")
    hand.press("添加：其他事项")
    hand.text("parking", "three")


def open_form(trip):
    return trip.open_preview(f"{FORMS}/controls.schema.json", f"{FORMS}/controls.uischema.json")


def compare(window):
    window.wait_for(lambda: answers(window) == EXPECTED, "all answers", 10)


def first_look(window):
    """Nothing is red before anybody has done anything; a greyed field says why."""
    assert not window.find("请填写“门店名称”。", {"label"}), "an empty form is red"
    secret = window.wait("备用口令", FIELDS)
    assert "是否连锁" in secret.description, secret.description


def undo(window):
    """Back by one thing, and on again; the cursor goes there."""
    window.key("ctrl+z")
    wait_answer(window, ["extra", "parking"], "")
    window.key("ctrl+shift+z")
    wait_answer(window, ["extra", "parking"], "three")


def jump(window):
    """A problem in a category that is not open: its tab opens, and the cursor goes there."""
    window.click("人员", {"tab"})
    window.click("添加：人员名单")
    window.wait("姓名，第 2 行", FIELDS)
    window.click("设备", {"tab"})
    window.wait_gone("姓名，第 2 行", roles=FIELDS)
    window.click("检查答案")
    name = window.wait("姓名，第 2 行", FIELDS)
    window.wait_for(lambda: "focused" in name.states, "the cursor at the problem in another category")
    assert window.find(name.description), "the problem is not written at its field"
    window.wait("转到：" + name.description)


def walk(trip):
    for kind in (Keyboard, Interface):
        window = open_form(trip)
        window.wait("门店名称", FIELDS)
        first_look(window)
        fill(window, kind(window))
        compare(window)
        if kind is Keyboard:
            undo(window)
        else:
            jump(window)
        assert not window.nameless(), window.nameless()
        window.key("ctrl+w")
        window.end()


journey.go(walk)
