#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A paper that two sign: listed by who is next, handed out, signed on another computer without an account, brought home, and
sealed. Taking it back says first whose signature that costs."""
import glob
import os
import re

import journey
from drive import Program

BUILDER = "演练企业·椰风建设工程有限公司"
SERVICE = "农民工工资支付信用承诺"
PERSON = "法定代表人（负责人） 演练乙"
SEAL = "单位（证书签名） " + BUILDER


def print_the_paper(trip):
    """From the command line, at the same desk; the legal representative's key is taken along, as a person carries it."""
    password = f"{trip.folder}/password"
    with open(password, "w", encoding="utf-8") as file:
        file.write(journey.PASSWORD)
    trip.yinuoctl("key", "make", "--role", "legal-representative", "--password-file", password)
    key = glob.glob(f"{trip.data}/keys/*/*.legal-representative.p12")[0]
    os.rename(key, f"{trip.folder}/mine.p12")
    trip.yinuoctl("key", "make", "--password-file", password)
    answers = journey.answers_of(trip, "F06", "practice/construction.json")
    trip.yinuoctl("file", "F06", answers, "--password-file", password, status=3)


def hand_out(trip, window):
    window.click("办件")
    window.wait("待签文书")
    look(trip, "filings")
    window.click("待签文书")
    window.wait("签署人：" + PERSON)
    window.wait("已签 0，共 2")
    assert window.nameless() == [], "controls without a name"
    look(trip, "list")
    window.click(re.compile("^" + SERVICE))
    window.wait("在另一台电脑上签：交出文件…")
    look(trip, "review")
    window.click("在另一台电脑上签：交出文件…")
    window.choose_file(f"{trip.folder}/out.yinuo-sign", "保存")
    window.wait_for(lambda: os.path.exists(f"{trip.folder}/out.yinuo-sign"), "the two-person file")
    window.wait_said("还没带回来")
    window.wait_said("已交给 " + PERSON)
    look(trip, "out")
    window.click("返回修改")  # what is out would be lost, too
    window.wait("把文书退回成草稿？")
    window.wait(re.compile("会失去：\n\n已交给 " + re.escape(PERSON) + " · 20.*还没带回来"))
    look(trip, "cost-out")
    window.click("取消")
    window.wait_gone("把文书退回成草稿？")


def quit_window(window):
    window.key("ctrl+q")
    assert window.wait_for_end() == 0, "the window did not close"


def sign_elsewhere(trip):
    """No account there, no draft: the pages, who has signed, what is promised, one's own key."""
    window = Program(trip.session, f"{trip.build}/ui/yinuo", "--data-dir", f"{trip.folder}/elsewhere",
                     f"{trip.folder}/out.yinuo-sign")
    window.wait("签署人：" + PERSON)
    page = window.wait("第 1 页", {"image"})
    for printed in ("演练·无效力", BUILDER):
        assert printed in page.description, f"not on the first page: {printed}"
    for line in ("你承诺", "谁会看到", "没做到会怎样"):
        assert window.find(line), f"not above the button: {line}"
    look(trip, "elsewhere")
    window.click("用我的证书签：演练签署·无效力")
    open_own_key(trip, window)
    look(trip, "dialog")
    window.click("签署：演练签署·无效力")
    window.choose_file(f"{trip.folder}/home.yinuo-sign", "保存")
    window.wait("签署人：" + SEAL)
    window.wait(re.compile("^" + re.escape(PERSON) + " · 20.*演练签署·无效力$"))
    look(trip, "signed")
    window.wait_for(lambda: os.path.exists(f"{trip.folder}/home.yinuo-sign"), "the signed file")
    quit_window(window)


def open_own_key(trip, window):
    window.click("另选文件…")
    window.choose_file(f"{trip.folder}/mine.p12", "打开")
    window.type("钥匙口令", journey.PASSWORD)
    window.click("打开钥匙")
    window.wait("证书持有人: 演练乙 · 一致")
    window.wait("统一社会信用代码: 91460200MA5T1Q2W3D · 一致")


def bring_home(trip, window):
    window.wait(BUILDER)
    window.click("办件")
    window.click("待签文书")
    window.click("带回签好的文件…")
    window.choose_file(f"{trip.folder}/home.yinuo-sign", "打开")
    window.wait("这份文书是从这里交出去的，带回了签名。")
    look(trip, "home")
    window.click("把签名放进文书")
    window.wait("签署人：" + SEAL)
    window.wait_said("签好的文件已在")


def think_again(trip, window):
    """Whose signature it costs, and when it was made; then it is left as it is."""
    window.click("返回修改")
    window.wait("把文书退回成草稿？")
    window.wait(re.compile(re.escape(PERSON) + " · 20"))
    look(trip, "cost")
    window.click("取消")
    window.wait("签署人：" + SEAL)


def seal(window):
    window.click("签署并提交：演练签署·无效力")
    window.type("钥匙口令", journey.PASSWORD)
    window.click("打开钥匙")
    window.click("签署：演练签署·无效力")
    window.wait_said("已收件，尚未受理")


def look(trip, name):
    """For whoever wants to see the screens: YINUO_PICTURES=FOLDER."""
    if os.environ.get("YINUO_PICTURES"):
        trip.picture(f"{os.environ['YINUO_PICTURES']}/hands-{name}.png")


def walk(trip):
    window = trip.open_window()
    window.wait("签署别人交来的文书", {"button"})
    window.wait(re.compile("身份坐下"))
    look(trip, "start")
    journey.sit_down(window, BUILDER)
    print_the_paper(trip)
    hand_out(trip, window)
    quit_window(window)
    sign_elsewhere(trip)
    window = trip.open_window()
    bring_home(trip, window)
    think_again(trip, window)
    seal(window)


journey.go(walk)
