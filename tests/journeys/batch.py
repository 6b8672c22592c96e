#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A restaurant with several shops makes one commitment for each: it reads one letter and a table of what differs, sees which
paper is left out and why, signs once, and saves the table of what became of them."""
import csv
import json
import os
import re

import journey

RESTAURANT = "演练企业·海味小馆"
EXAMPLE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "data", "examples", "F04.json")
SHOPS = [f"海味小馆{number}店（演练样例）" for number in "一二三四五"]


def lay_drafts(trip):
    """Brought in at the command line, at the same desk, as an office's table would be."""
    with open(f"{trip.folder}/password", "w", encoding="utf-8") as password:
        password.write(journey.PASSWORD)
    with open(f"{trip.folder}/shops.csv", "w", encoding="utf-8", newline="") as table:
        rows = csv.writer(table)
        rows.writerow(["门店名称", "从业人员数", "持有效健康证人数"])
        rows.writerows([shop, 12 + number, 12] for number, shop in enumerate(SHOPS))
    odd = journey.read_json(EXAMPLE)
    odd["seafood"] = {"sold": False}
    with open(f"{trip.folder}/odd.json", "w", encoding="utf-8") as file:
        json.dump(odd, file, ensure_ascii=False)
    trip.yinuoctl("key", "make", "--password-file", f"{trip.folder}/password")
    trip.yinuoctl("batch", "--leave-drafts", "F04", EXAMPLE, "--csv", f"{trip.folder}/shops.csv")
    trip.yinuoctl("batch", "--leave-drafts", "F04", f"{trip.folder}/odd.json")


def read(window):
    window.click("办件")
    window.click("一起签署…")
    window.wait("同一承诺书，共 5 份")
    page = window.wait("第 1 页", {"image"})
    assert RESTAURANT in page.description, page.description
    for said in ("门店名称", SHOPS[0], SHOPS[4], "它承诺的条款和这一批的不同。", "你承诺"):
        assert window.find(said), f"not shown before the signature: {said}"
    window.wait(re.compile("^您确认的内容（承诺书和差异表）的 SHA-256：[0-9a-f]{64}$"))


def sign(window):
    window.click("签署并提交 5 份：演练签署·无效力")
    window.type("钥匙口令", journey.PASSWORD)
    window.click("打开钥匙")
    window.click("签署：演练签署·无效力")
    window.wait("5 份已签署并存档，会自动提交到平台。")


def in_english(trip, window):
    """The table of what became of them, and what can be saved of it, outlive another language."""
    table = f"{trip.folder}/results.csv"
    window.click("English", {"button"})
    window.wait("5 papers are signed and kept; they go to the platform by themselves.")
    window.wait("Result")
    for said in ("Name of the shop", "Signed by: ", "Different in: ", "The letter beside is the first of them."):
        window.wait(re.compile(f"^{re.escape(said)}"))
    assert not window.find("门店名称"), "the table's head is still in the other language"
    assert not window.find(re.compile("You sign the letter|To be signed by|你承诺")), "as if it were still to be signed"
    window.wait_for(lambda: window.focused() is not None and window.focused().name == "Save as a table (CSV)…", "the focus")
    window.click("中文", {"button"})
    window.wait("5 份已签署并存档，会自动提交到平台。")
    window.click("存为表格（CSV）…")
    window.choose_file(table, "保存")
    window.wait_for(lambda: os.path.exists(table), "the table")
    with open(table, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[-2] for row in rows[1:6]] == ["已签署并保存"] * 5, rows


def walk(trip):
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    lay_drafts(trip)
    read(window)
    window.click("English", {"button"})  # what was read is asked anew, not left
    window.wait("5 papers on this letter")
    window.click("中文", {"button"})
    window.wait("同一承诺书，共 5 份")
    sign(window)
    in_english(trip, window)
    window.click(re.compile("^打开 [0-9a-f]{8}$"))
    window.wait(re.compile("核对|签署前"))


journey.go(walk)
