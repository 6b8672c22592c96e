#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A fined firm reads what follows from its penalty, applies for its repair with a proof, and finds the record changed."""
import re

import journey

PENALTY = "演练市监罚〔2026〕12号"
MEASURES = "已缴清罚款，每周核对标价。"


def read_the_penalty(window):
    """From when one may apply, on which rule, what is not certain; never a promise that it will be repaired."""
    window.click("信用档案")
    window.click(re.compile("^" + re.escape(PENALTY) + ".*公示中"))
    window.wait("这条处罚信息怎么办")
    for words in ("现在可以提出申请；是否同意，由主管部门决定", "可以申请的第一天: 2", "自动停止公示日: 2", "第36号", "义务履行完毕证明材料",
                  "待主管部门确认"):
        assert window.says(words), f"not said of the penalty: {words}"
    assert not window.says("可以修复"), "it promises a repair"
    assert window.nameless() == [], "controls without a name"


def apply(trip, window, day):
    proof = f"{trip.folder}/proof.pdf"
    trip.yinuoctl("print", "R01", journey.answers("R01"), "-o", proof)
    window.click("申请修复", {"button"})
    assert window.wait("行政处罚决定书文号", journey.FIELDS).text == PENALTY, "not filled in from the record"
    window.type("义务全部履行完毕的日期", day)
    window.click(re.compile("^添加附件：义务履行完毕证明材料"))
    window.choose_file(proof, "打开")
    window.wait("移除 proof.pdf")
    window.type("整改措施", MEASURES)
    window.key("ctrl+Return")  # a field of several lines makes no new line of it
    window.wait("第 1 页", {"image"})


def sign(window):
    """The legal representative signs in person, and then comes the enterprise's seal, each with a key of its own: the paper is
    shown to each."""
    window.wait("签署人：法定代表人（负责人） 演练丙")
    window.click("签署，之后还有人签：演练签署·无效力")
    journey.make_key(window)
    window.click("签署：演练签署·无效力")
    window.wait("签署人：单位（证书签名） 演练企业·蓝湾商贸有限公司")
    window.click("签署并提交：演练签署·无效力")
    journey.make_key(window)
    window.click("签署：演练签署·无效力")
    window.wait_said("已收件，尚未受理")


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, "演练企业·蓝湾商贸有限公司")
    read_the_penalty(window)
    apply(trip, window, "2026-08-20")
    sign(window)
    window.wait_said("已决定：同意")
    window.click("信用档案")
    window.wait(re.compile("^" + re.escape(PENALTY) + ".*已停止公示，自 20"))


journey.go(walk, MEASURES)
