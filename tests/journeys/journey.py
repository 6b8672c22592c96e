# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""What every journey begins and ends with, and the stretches of the way that several go."""
import json
import os
import re
import shutil
import sys
import tempfile
import time
import traceback

import gi

gi.require_version("Gio", "2.0")

from drive import FIELDS, Program  # noqa: E402, F401
from session import Session  # noqa: E402

PASSWORD = "practice-1"
SHOP = "演练小馆"
MANAGER = "演练乙"
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")


def answers(service):
    """Whole and valid answers to a service's form."""
    return os.path.join(ROOT, "tests", "fixtures", "answers", service + ".json")


def read_json(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def answers_of(trip, service, known):
    """The same, of the enterprise in @known, a file of the data folder: to file on its behalf."""
    enterprise = read_json(os.path.join(ROOT, "data", known))["enterprise"]
    content = read_json(answers(service))
    content["enterprise"] = {name: enterprise[name] for name in content["enterprise"] if name in enterprise}
    path = f"{trip.folder}/{service}.json"
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False)
    return path


class Journey:
    """One desktop session with one data folder and the programs of one build."""

    def __init__(self, build, folder, characters):
        self.build, self.folder = build, folder
        self.data = f"{folder}/data"
        self.session = Session(folder, characters)

    def open_window(self, *arguments):
        return Program(self.session, f"{self.build}/ui/yinuo", "--data-dir", self.data, *arguments)

    def open_preview(self, *files):
        return Program(self.session, f"{self.build}/ui/yinuo", "--data-dir", self.data, "--form-preview", *files)

    def yinuoctl(self, *arguments, status=0):
        return self.session.run(f"{self.build}/app/cli/yinuoctl", *arguments, "--data-dir", self.data, status=status)

    def picture(self, path):
        self.session.screen.save(path)


def sit_down(window, enterprise):
    """From the first page, by the practice phone."""
    window.click(f"以“{enterprise}”的身份坐下")
    window.click("同意登录")
    window.wait("作出承诺")


def begin(window, door, service):
    """From home through one of its doors to the form."""
    window.click(door)
    window.click(re.compile("^" + service))
    window.click("开始办理")
    window.wait("下一步：核对")


def fill_restaurant(window, shop=SHOP, manager=MANAGER):
    """What the form asks beyond what it knows; it answers nothing by itself."""
    window.type("门店名称", shop)
    window.choose("持有的证照", "食品经营许可证")
    window.type("证照编号", "JY24602030000001")
    window.type("许可证有效期至", "2029-06-30")
    window.check("经营项目：热食类食品制售")
    window.check("经营项目：冷食类食品制售")
    window.choose("主体业态", "餐饮服务经营者")
    window.choose("食品安全负责人职务", "食品安全员")
    window.type("食品安全负责人姓名", manager)
    window.type("从业人员数", "12")
    window.type("持有效健康证人数", "12")
    window.choose("进货查验台账", "纸质")
    window.check("按重量销售海鲜：否")


def make_key(window):
    """The practice key, made on first use, with a password of one's own."""
    window.type("口令", PASSWORD)
    window.type("再输入一次口令", PASSWORD)
    window.click("制作钥匙")


def look(trip, name):
    """For whoever wants to see the screens: YINUO_PICTURES=FOLDER."""
    if os.environ.get("YINUO_PICTURES"):
        trip.picture(f"{os.environ['YINUO_PICTURES']}/{name}.png")


def report_failure(journey, keep):
    """What a person would look at first: the windows as text, what the program said, a picture."""
    journey.picture(f"{keep}.png")
    print(f"screenshot: {keep}.png")
    for program in journey.session.programs:
        if program.is_running():
            print(program.tree())
        print(f"--- {' '.join(program.process.args)}\n{program.said()[-4000:]}")


def go(walk, characters=""):
    """Runs walk(journey). Arguments: the build folder, and where to keep what a failure leaves."""
    build, keep = os.path.abspath(sys.argv[1]), sys.argv[2]
    folder = tempfile.mkdtemp(prefix="yinuo-journey-")
    journey = Journey(build, folder, SHOP + MANAGER + characters)
    began = time.monotonic()
    status = 0
    try:
        walk(journey)
        print(f"{time.monotonic() - began:.1f} s")
    except Exception:  # whatever it was, it is reported below
        status = 1
        traceback.print_exc(file=sys.stdout)
        report_failure(journey, keep)
    finally:
        journey.session.close()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(status)
