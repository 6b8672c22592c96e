#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Takes the README's pictures anew: walks to six places and photographs the window.

   pictures.py BUILD_DIR SCRATCH FOLDER      FOLDER is data/screenshots"""
import re
import subprocess
import sys
import time

import journey

FRAME = 5  # the window's own shadow, which a screen without a compositor paints grey


def settle():
    """Nothing waits on this: a toast or a fade that is not over spoils a picture, no more."""
    time.sleep(1.2)


def take(trip, name):
    settle()
    path = f"{sys.argv[3]}/{name}.png"
    trip.picture(path)
    subprocess.run(["convert", path, "-trim", "+repage", "-shave", f"{FRAME}x{FRAME}", path], check=True)


def commitment(trip):
    window = trip.open_window()
    window.wait(re.compile("海味小馆”的身份坐下"))
    take(trip, "start")
    journey.sit_down(window, "演练企业·海味小馆")
    journey.begin(window, "作出承诺", "餐饮与食品安全信用承诺")
    journey.fill_restaurant(window, "演练小馆", "演练乙")
    take(trip, "filling")
    window.click("下一步：核对")
    window.wait("第 1 页", {"image"})
    take(trip, "review")
    window.click("签署并提交：演练签署·无效力")
    journey.make_key(window)
    window.click("签署：演练签署·无效力")
    window.wait(re.compile(r"000000\d{14}"))
    take(trip, "receipt")
    window.click("首页")
    window.wait("作出承诺")
    take(trip, "home")
    window.key("ctrl+q")
    window.wait_for_end()


def repair(trip):
    trip.yinuoctl("sign-in", "--as", "93460205MA5T00C25E")
    window = trip.open_window()
    window.click("信用档案")
    window.click(re.compile("处罚|罚"))
    settle()
    take(trip, "repair")


def walk(trip):
    commitment(trip)
    repair(trip)


journey.go(walk, "演练小馆乙")
