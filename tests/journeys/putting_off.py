#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""What is not at hand is put off, an attachment and an answer, with the keys; whoever comes back is told what is missing, adds
it, and goes on to the pages that are signed."""
import re

import journey

PENALTY = "演练市监罚〔2026〕12号"
MEASURES = "已缴清罚款。"
PROOF = "义务履行完毕证明材料"
NEXT = "下一步：核对"
LATER = PROOF + "：暂时没有"


def begin(window):
    window.click("信用档案")
    window.click(re.compile("^" + re.escape(PENALTY) + ".*公示中"))
    window.click("申请修复", {"button"})
    window.wait("行政处罚决定书文号", journey.FIELDS)


def press(window, name):
    """With the keys alone: the focus is led to it, then the space bar."""
    window.wait(name)
    for _tab in range(120):
        at = window.focused()
        if at is not None and at.name == name:
            window.key("space")
            return
        window.key("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def is_put_off(window):
    return {"pressed", "checked"} & set(window.wait(LATER).states)


def puts_off(window):
    window.type("义务全部履行完毕的日期", "2026-08-20")
    press(window, LATER)
    window.wait_for(lambda: is_put_off(window), "the attachment to be put off")
    assert window.nameless() == [], "controls without a name"


def is_told(window):
    """Back at the draft: what waits is said, and leads there."""
    window.key("alt+Left")
    window.click("办件")
    window.click(re.compile("^行政处罚信息信用修复承诺"))
    window.wait(LATER)
    assert is_put_off(window), "forgotten that it was put off"
    window.type("整改措施", MEASURES)
    window.wait_said("其余的都填好了")


def goes_to_what_waits(window):
    """Nothing is wrong with the rest, so nothing is red; what waits stands at the top."""
    window.click(NEXT)
    window.wait_for(lambda: (window.focused() or window.wait(NEXT)).name == "填写: " + PROOF, "the way to what waits")
    window.wait_said("有 1 项先放着，签署前要补上")
    assert not window.says("处要改"), "what was put off is called wrong"
    assert window.wait(NEXT), "it goes on without what is missing"


def is_judged_in_both_languages(window):
    """Whoever asked what is wrong need not ask again in another language."""
    window.type("整改措施", "")
    window.click(NEXT)
    window.wait_said("有 1 处要改")
    window.click("English")
    window.wait_said("1 thing to put right")
    window.click("中文")
    window.wait_said("有 1 处要改")
    window.type("整改措施", MEASURES)
    window.wait_gone(re.compile("^转到："))


def attaches(trip, window):
    proof = f"{trip.folder}/proof.pdf"
    trip.yinuoctl("print", "R01", journey.answers("R01"), "-o", proof)
    window.click(re.compile("^添加附件：" + PROOF))
    window.choose_file(proof, "打开")
    window.wait("移除 proof.pdf")
    window.wait_gone(LATER)
    window.click(NEXT)
    window.wait("第 1 页", {"image"})


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, "演练企业·蓝湾商贸有限公司")
    begin(window)
    puts_off(window)
    is_told(window)
    goes_to_what_waits(window)
    is_judged_in_both_languages(window)
    attaches(trip, window)


journey.go(walk, MEASURES)
