#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A travel agency asks for its credit report; it arrives, is verified, saved to a file, and judged alike by other tools. A
changed copy is told from it, and a paper that nobody signed is not called false."""
import os
import re

import journey

PURPOSE = "招投标"


def ask(window):
    journey.sit_down(window, "演练企业·南洋国际旅行社有限公司")
    window.click("申请报告", {"button"})
    window.click("开始办理")
    window.choose("报告用途", PURPOSE)
    window.click("下一步：核对")
    window.click(re.compile("^提交"))
    window.wait_said("报告已出具")


def read(window):
    """The report lies among the reports; the three questions about it are answered apart."""
    window.click("报告", {"button"})
    window.click(re.compile("^信用报告：" + PURPOSE))
    page = window.wait("第 1 页", {"image"})
    assert "公共信用信息报告" in page.description and "演练·无效力" in page.description, page.description
    for verdict in ("文书完好、没有改动吗？ 是", "签署人查得明吗？ 是"):
        window.wait(verdict)
    window.wait_said("签署时间有证明吗？")
    assert window.nameless() == [], "controls without a name"


def save(window, path):
    window.click(re.compile("^保存"), {"button"})
    window.choose_file(path, "保存")
    window.wait_for(lambda: os.path.exists(path), "the saved report")


def others_agree(trip, path):
    """pdfsig, and the command line on the same file."""
    said = trip.session.run("pdfsig", "-nocert", path)
    assert "Signature is Valid" in said and "Total document signed" in said, said
    assert "演练平台" in trip.yinuoctl("verify", path)


def spoil(path, changed):
    """One digit of a copy is another one."""
    with open(path, "rb") as file:
        paper = file.read()
    at = paper.rindex(b"/MediaBox")
    with open(changed, "wb") as file:
        file.write(paper[:at] + paper[at:].replace(b"0", b"1", 1))


def verify(window, path, words):
    window.key("ctrl+o")
    window.choose_file(path, "打开")
    window.wait_said(words)


def walk(trip):
    saved, changed, unsigned = (f"{trip.folder}/{name}.pdf" for name in ("report", "changed", "unsigned"))
    window = trip.open_window()
    ask(window)
    read(window)
    save(window, saved)
    others_agree(trip, saved)
    spoil(saved, changed)
    verify(window, changed, "文件在签署之后被改动过")
    trip.yinuoctl("print", "R01", journey.answers("R01"), "-o", unsigned)
    verify(window, unsigned, "这份文件没有电子签名")
    assert not window.says("无效："), "a paper without a signature is called false"


journey.go(walk)
