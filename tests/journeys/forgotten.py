#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The password of the practice key is forgotten: another key is made in its place, the old one is only renamed, and the
filing goes its way. Afterwards its page says at which level it was signed and who gave the timestamp."""
import pathlib

import journey

RESTAURANT = "演练企业·海味小馆"
SERVICE = "餐饮与食品安全信用承诺"
FORGOTTEN = "long-forgotten"
SIGN = "签署：演练签署·无效力"


def keys(trip):
    return sorted(path.name for path in pathlib.Path(trip.data).rglob("keys/**/*.p12"))


def make_key_long_ago(trip):
    password = pathlib.Path(trip.folder) / "password"
    password.write_text(FORGOTTEN + "\n", encoding="utf-8")
    trip.yinuoctl("key", "make", "--password-file", str(password))
    assert len(keys(trip)) == 1


def guess(window):
    window.click("签署并提交：演练签署·无效力")
    window.type("钥匙口令", journey.PASSWORD)
    window.click("打开钥匙")
    window.wait_said("口令不对")


def make_another(trip, window):
    window.click("忘了口令，另做一把…")
    window.wait("另做一把演练钥匙")
    journey.make_key(window)
    window.wait_said("原来的钥匙改名为: ")
    assert len(keys(trip)) == 2 and sum("aside" in name for name in keys(trip)) == 1, keys(trip)


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    make_key_long_ago(trip)
    journey.begin(window, "作出承诺", SERVICE)
    journey.fill_restaurant(window)
    window.click("下一步：核对")
    window.wait("第 1 页", {"image"})
    guess(window)
    make_another(trip, window)
    window.click(SIGN)
    window.wait_said("已收件，尚未受理")
    journey.look(trip, "forgotten")


journey.go(walk, FORGOTTEN)
