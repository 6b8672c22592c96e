#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A restaurant that has read nothing makes its food safety commitment, from the first page to the commitment code; and
finds it again after closing the window."""
import re
import time

import journey

RESTAURANT = "演练企业·海味小馆"
SERVICE = "餐饮与食品安全信用承诺"
CODE = re.compile(r"000000\d{14}")


def begin(window):
    journey.sit_down(window, RESTAURANT)
    journey.begin(window, "作出承诺", SERVICE)


def meet_a_problem(window):
    """A wrong answer is named at its field, and asking for the review leads back to the first one."""
    window.choose("持有的证照", "食品经营许可证")
    number = window.type("证照编号", "JY2460")
    help_words = number.description
    window.type("门店名称", journey.SHOP)
    problem = window.wait_for(lambda: number.description != help_words and number.description, "words about the number")
    assert "证照编号" in problem and "格式不对" in problem, problem
    assert window.find(problem), "the problem is not written at its field"
    window.click("下一步：核对")
    window.wait_for(lambda: "focused" in number.states, "the cursor at the first problem")


def review(window):
    """The pages, their text, and the five lines above the button; the keys alone lead there."""
    window.key("ctrl+Return")
    page = window.wait("第 1 页", {"image"})
    for printed in ("演练·无效力", RESTAURANT, "崖州区", "4602**********0014"):
        assert printed in page.description, f"not on the first page: {printed}"
    assert "460200198803150014" not in page.description, "an ID number stands in full on the public paper"
    for line in ("你承诺", "有效到", "谁会看到", "没做到会怎样", "怎样撤回"):
        assert window.find(line), f"not above the button: {line}"


def sign(window):
    window.click("签署并提交：演练签署·无效力")
    journey.make_key(window)
    window.click("签署：演练签署·无效力")


def accepted(window):
    """What follows the receipt: accepted, with a code that belongs to practice, and published."""
    window.wait(CODE)
    window.wait_said("公示中")


def walk(trip):
    window = trip.open_window()
    began = time.monotonic()
    begin(window)
    meet_a_problem(window)
    journey.fill_restaurant(window)
    window.choose("所在区", "崖州区")
    review(window)
    sign(window)
    window.wait_said("已收件，尚未受理")
    print(f"from the window to the receipt: {time.monotonic() - began:.0f} s")
    accepted(window)

    window.key("ctrl+q")
    assert window.wait_for_end() == 0, "the window did not close"
    window = trip.open_window()
    window.wait(RESTAURANT)
    assert not window.find(re.compile("身份坐下")), "it asks again who sits here"
    window.click("办件")
    window.click(re.compile("^" + SERVICE))
    window.wait(CODE)


journey.go(walk)
