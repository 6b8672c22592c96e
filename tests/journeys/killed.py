#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The power goes while somebody types: the draft is offered again by name and time, with what was typed. And a second start
brings the first window forward instead of a second desk."""
import re

import journey

RESTAURANT = "演练企业·海味小馆"
SERVICE = "餐饮与食品安全信用承诺"
SHOP = "断电小馆"


def type_and_be_killed(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    journey.begin(window, "作出承诺", SERVICE)
    window.type("门店名称", SHOP)
    window.wait(re.compile(r"^已保存 \d\d:\d\d$"))
    window.kill()


def find_it_again(trip):
    window = trip.open_window()
    window.wait(RESTAURANT)
    draft = window.wait(re.compile(f"{SERVICE}.*草稿"), pressable=True)
    assert re.search(r"\d\d:\d\d", draft.name + draft.description), f"without its time: {draft.line()}"
    window.click(draft)
    shop = window.wait("门店名称", journey.FIELDS)
    window.wait_for(lambda: shop.text == SHOP, f"what was typed in {shop.line()}")
    return window


def start_twice(trip, window):
    second = trip.open_window()
    assert second.wait_for_end() == 0, "the second start did not end well"
    assert len(window.windows()) == 1, "two windows"
    assert window.wait("门店名称", journey.FIELDS).text == SHOP, "the first window lost its place"


def walk(trip):
    type_and_be_killed(trip)
    start_twice(trip, find_it_again(trip))


journey.go(walk, SHOP)
