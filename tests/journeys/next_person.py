#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""At a computer that several use: what one person opened, saved and copied is not met by the next one, neither in this program
nor in what the desktop keeps for others."""
import os
import pathlib
import re

import journey
from drive import FIELDS

RESTAURANT = "演练企业·海味小馆"
EXAMPLE = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "examples" / "F04.json"
SECRET = "JY24602030000001"


def open_and_save(trip, window):
    paper = f"{trip.folder}/in-hand.pdf"
    trip.yinuoctl("print", "F04", EXAMPLE, "-o", paper)
    window.key("ctrl+o")
    window.choose_file(paper, "打开")
    window.wait_said("没有电子签名")
    window.click("保存核验报告…")
    window.choose_file(f"{trip.folder}/verdict-kept.pdf", "保存")
    window.wait_for(lambda: os.path.exists(f"{trip.folder}/verdict-kept.pdf"), "the saved verdict")


def copy(window):
    window.click("办理")
    field = window.wait(roles={"search box"}, name=None)
    window.point_until(field, lambda: "focused" in field.states, "the cursor")
    window.screen.type(SECRET)
    window.key("ctrl+a", "ctrl+c")


def sign_out(window):
    window.click("我的")
    window.click("退出登录")
    question = window.wait("退出这家企业的登录？", {"dialog"})
    window.click(re.compile("^退出登录"), {"button"}, within=question)
    window.wait("不用账号也能做")


def paste(window):
    field = window.wait("平台地址", FIELDS)
    window.point_until(field, lambda: "focused" in field.states, "the cursor")
    window.key("ctrl+v")
    window.screen.type("x")
    window.wait_for(lambda: field.text.endswith("x"), "a letter typed")
    assert field.text == "x", f"the one before left {field.text}"


def kept(trip):
    """Where a desktop remembers what a person had in hand."""
    for folder in (".local/share", ".cache", ".config"):
        for path in pathlib.Path(trip.session.home, folder).rglob("*"):
            if path.is_file() and "keyring" not in str(path):
                yield path, path.read_bytes()


def walk(trip):
    trip.session.environment["TMPDIR"] = f"{trip.folder}/temporary"
    os.makedirs(f"{trip.folder}/temporary")
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    open_and_save(trip, window)
    copy(window)
    sign_out(window)
    paste(window)
    for path, content in kept(trip):
        for name in ("in-hand", "verdict-kept", SECRET):
            assert name.encode() not in content and name not in path.name, f"{path} remembers {name}"
    assert not list(pathlib.Path(trip.folder, "temporary").rglob("*")), "temporary files stay"
    window.key("ctrl+o")
    window.wait("打开文件")
    journey.look(trip, "next-person")
    assert not window.find("in-hand.pdf"), "the file dialog shows the folder of the one before"


journey.go(walk, SECRET)
