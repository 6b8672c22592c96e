#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Signed while no timestamp authority gives anything: the matter's page says so and who was asked; a timestamp is asked for
there later, stands on a later copy, and that copy is saved and verified without a wire."""
import json
import os
import re

import journey

RESTAURANT = "演练企业·海味小馆"
SERVICE = "餐饮与食品安全信用承诺"


def prepare(trip):
    password = f"{trip.folder}/password"
    with open(password, "w", encoding="utf-8") as file:
        file.write(journey.PASSWORD)
    trip.yinuoctl("key", "make", "--password-file", password)
    trip.yinuoctl("review", "automatic", "off")
    trip.yinuoctl("review", "weather", "tsa-400", "100")


def sign(window):
    journey.begin(window, "作出承诺", SERVICE)
    journey.fill_restaurant(window)
    window.click("下一步：核对")
    window.wait("第 1 页", {"image"})
    window.click("签署并提交：演练签署·无效力")
    window.type("钥匙口令", journey.PASSWORD)
    window.click("打开钥匙")
    window.click("签署：演练签署·无效力")
    window.wait_said("已收件，尚未受理")


def undated(trip, window):
    window.wait_said("B-B · 没有时间戳")
    window.wait_said("时间戳机构 演练平台：拒绝了请求")
    window.wait_said("时间戳机构一有答复就自动补上时间戳")
    journey.look(trip, "dated-not-yet")
    window.click("补时间戳，另存副本")
    window.wait_said("时间戳机构都没有给出时间戳")
    window.key("Escape")
    window.wait_gone(re.compile("网络恢复后再补时间戳"))
    window.wait_said("时间戳机构 演练平台：拒绝了请求")


def date(trip, window):
    trip.yinuoctl("review", "weather", "none")
    window.click("补时间戳，另存副本")
    window.wait_said("另存了补有时间戳的副本")
    window.wait_said("B-LT · 时间戳 20")
    journey.look(trip, "dated")


def save(trip, window):
    path = f"{trip.folder}/later.pdf"
    window.click("保存补有时间戳的副本…")
    window.choose_file(path, "保存")
    window.wait_for(lambda: os.path.exists(path), "the later copy")
    said = json.loads(trip.yinuoctl("verify", path, "--json"))["files"][0]["verification"]
    signature = said["signatures"][0]
    assert said["whole"] == "yes", said
    assert signature["who"]["revocation"] == "good", signature
    assert signature["when"]["code"] == "timestamp-later", signature


def account(trip, window):
    window.click("我的")
    window.wait_said("次，未见次数限制")
    journey.look(trip, "dated-account")


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    prepare(trip)
    sign(window)
    undated(trip, window)
    date(trip, window)
    save(trip, window)
    account(trip, window)


journey.go(walk)
