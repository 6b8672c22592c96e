#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""What goes wrong: a wrong password, and a platform that cannot answer. Each is said in words, nothing is lost, and what
waits goes by itself."""
import re

import journey

SERVICE = "餐饮与食品安全信用承诺"


def come_to_sign(window):
    journey.sit_down(window, "演练企业·海味小馆")
    journey.begin(window, "作出承诺", SERVICE)
    journey.fill_restaurant(window)
    window.click("下一步：核对")
    window.click("签署并提交：演练签署·无效力")


def leave_and_come_back(window):
    """The key is made; then somebody thinks again."""
    journey.make_key(window)
    window.wait("签署：演练签署·无效力")
    window.click("取消")
    window.click("签署并提交：演练签署·无效力")


def mistake_the_password(window):
    window.type("钥匙口令", journey.PASSWORD + "2")
    window.click("打开钥匙")
    window.wait_said("口令不对。证书没有打开，什么也没有改动")
    window.type("钥匙口令", journey.PASSWORD)
    window.click("打开钥匙")
    window.wait("签署：演练签署·无效力")


def wait_for_fair_weather(trip, window):
    """What could not be delivered is kept and says so; closing the window does not stop the sending."""
    trip.yinuoctl("review", "weather", "503", "50")
    window.click("签署：演练签署·无效力")
    window.wait("已存在本机，待送达平台")
    window.wait_said("尚未提交成功")
    assert window.says("1 件待送达"), "the head does not say how many wait"
    window.key("alt+F4")
    window.wait_said("有 1 件尚未送达平台")
    window.click("关窗口，继续送")
    window.wait_for(lambda: not window.is_on_screen(), "the window to go")
    trip.yinuoctl("review", "weather", "none")
    window.wait_for_end(60)


def find_the_receipt(trip):
    window = trip.open_window()
    window.click("办件")
    window.click(re.compile("^" + SERVICE))
    window.wait_said("已收件，尚未受理")


def walk(trip):
    window = trip.open_window()
    come_to_sign(window)
    leave_and_come_back(window)
    mistake_the_password(window)
    wait_for_fair_weather(trip, window)
    find_the_receipt(trip)


journey.go(walk)
