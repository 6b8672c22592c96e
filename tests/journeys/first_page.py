#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The first page, for someone who has no account: what is there, by eye, by keyboard and by screen reader; and the language,
which changes at once and keeps what was typed."""
import re

import journey

SAMPLES = ["海味小馆", "椰风建设工程有限公司", "蓝湾商贸有限公司", "听海民宿有限公司", "崖城鲜果专业合作社", "南洋国际旅行社有限公司"]
SIT_DOWN = re.compile("^以“演练企业·(.+)”的身份坐下$")
SHOP = "演练民宿"


def looks_right(window):
    """Six enterprises with their stories, and what needs no account."""
    window.wait(SIT_DOWN)
    samples = [node for node in window.find_all(SIT_DOWN)]
    assert [SIT_DOWN.match(node.name)[1] for node in samples] == SAMPLES, [node.name for node in samples]
    for node in samples:
        assert len(node.description) > 15, f"no story: {node.line()}"
    for words in ("演练·无效力", "看看能办哪些事", "查验文书", "连接真实平台"):
        assert window.says(words), f"not on the first page: {words}"
    assert window.nameless() == [], "controls without a name"


def keyboard_reaches(window):
    """Tab goes round through everything that can be pressed."""
    met = []
    at = window.wait_for(window.focused, "a focus to begin with")
    while at not in met:
        met.append(at)
        window.key("Tab")
        at = window.wait_for(lambda: next((node for node in [window.focused()] if node not in (None, met[-1])), None),
                             f"the focus to leave {at.line()}")
    names = {node.name for node in met}
    for wanted in [f"以“演练企业·{name}”的身份坐下" for name in SAMPLES] + ["平台地址", "连接", "English", "菜单"]:
        assert wanted in names, f"Tab does not reach {wanted}: {names}"


def looks_through_services(window):
    """What can be filed is there to read before anybody sits down."""
    window.click(re.compile("看看能办哪些事"))
    window.click(re.compile("^旅游民宿信用承诺"))
    window.wait("办理前请备好")
    assert window.nameless() == [], "controls without a name"
    window.key("alt+Left", "alt+Left")
    window.wait(SIT_DOWN)


def nothing_is_cut(window):
    """In a narrow window what the strip says of practice goes on in a second line."""
    window.click("English")
    strip = window.wait_said("nothing leaves this computer")
    one_line = strip.place[3]
    window.resize(720, 600)
    window.wait_for(lambda: strip.place[3] > 1.5 * one_line, "the whole strip, on two lines")


def language_keeps_answers(window):
    journey.sit_down(window, "演练企业·听海民宿有限公司")
    journey.begin(window, "作出承诺", "旅游民宿信用承诺")
    window.click("民宿", {"tab"})
    window.type("民宿名称", SHOP)
    window.click("English")
    shop = window.wait("Name of the homestay", journey.FIELDS)
    assert shop.text == SHOP, f"lost with the language: {shop.line()}"
    assert window.find("Next: review"), "not in English"
    assert window.nameless() == [], "controls without a name"
    window.click("中文")
    assert window.wait("民宿名称", journey.FIELDS).text == SHOP, "lost on the way back"


def lists_the_keys(window):
    """Under the name that the menu has for it, which is not GTK's own."""
    window.key("ctrl+question")
    window.wait("键盘快捷键", {"window"})
    window.wait("键盘快捷键", {"label"})
    window.key("Escape")
    window.wait_gone("键盘快捷键")


def walk(trip):
    window = trip.open_window()
    looks_right(window)
    lists_the_keys(window)
    keyboard_reaches(window)
    looks_through_services(window)
    language_keeps_answers(window)
    nothing_is_cut(window)


journey.go(walk, SHOP)
