#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Signing with a token in the window. The driver does what its script says: its token is looked into before a PIN is
asked for, a wrong PIN is one try, the last try wants a word first, a driver that blocks is waited for no longer, and a
token that was pulled out works again when it is back."""
import json
import pathlib
import re
import subprocess
import sys

import journey

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "fixtures"))
from memory import holds, may_look  # noqa: E402 pylint: disable=wrong-import-position

RESTAURANT = "演练企业·海味小馆"
USCC = "92460203MA5TQX8800"
SERVICE = "餐饮与食品安全信用承诺"
PIN = "13572468"
SIGN = "签署：演练签署·无效力"
EXAMPLE = pathlib.Path(__file__).resolve().parent.parent.parent / "data" / "examples" / "F04.json"
SOURCES = pathlib.Path(__file__).resolve().parent.parent / "token"


def build_driver(folder):
    """The mock, built for this window: the tests' own may be built with sanitizers, which a program without cannot load."""
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "p11-kit-1", "libcrypto"], capture_output=True, text=True,
                           check=True).stdout.split()
    driver = f"{folder}/driver.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-D_GNU_SOURCE", "-o", driver, SOURCES / "mock-pkcs11.c", SOURCES / "script.c",
                    SOURCES / "mock-key.c", *flags], check=True)
    return driver


class Token:
    """What the driver is told, and what was asked of it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.tell()

    def tell(self, *lines):
        (self.folder / "script").write_text("".join(line + "\n" for line in lines), encoding="utf-8")

    def calls(self, name):
        path = self.folder / "calls"
        return path.read_text(encoding="utf-8").split("\n").count(name) if path.exists() else 0

    def take(self, key_file, password):
        """The key moves from its file into the token."""
        opened = ["openssl", "pkcs12", "-in", key_file, "-passin", "pass:" + password, "-nodes"]
        (self.folder / "key.pem").write_bytes(subprocess.run([*opened, "-nocerts"], capture_output=True, check=True).stdout)
        certificate = subprocess.run([*opened, "-nokeys", "-clcerts"], capture_output=True, check=True).stdout
        (self.folder / "sign.der").write_bytes(subprocess.run(["openssl", "x509", "-outform", "DER"], input=certificate,
                                                              capture_output=True, check=True).stdout)
        key_file.unlink()


def move_key_into_token(trip, token):
    password = pathlib.Path(trip.folder) / "password"
    password.write_text(journey.PASSWORD + "\n", encoding="utf-8")
    trip.yinuoctl("key", "make", "--password-file", str(password))
    token.take(next(pathlib.Path(trip.data).rglob("keys/**/*.p12")), journey.PASSWORD)


def add_driver(window, driver, token):
    """On the account page: the doctor names the link that is missing, and sees the token when it is there."""
    token.tell("gone")
    window.click("我的")
    no_driver = pathlib.Path(driver).parent / "notes.txt"
    no_driver.write_text("no driver\n", encoding="utf-8")
    window.click("添加驱动…")
    window.choose_file(str(no_driver), "打开")
    window.wait_said("notes.txt")
    window.click(re.compile("^不再使用驱动 .*notes.txt"))
    window.wait_gone(re.compile("notes.txt"))
    window.click("添加驱动…")
    window.choose_file(driver, "打开")
    window.wait_said("证书介质没有插好")
    token.tell()
    window.click("重新查找介质")
    window.wait_said("样例介质 ✓")
    window.wait_said("样例介质 ✓ 介质没有报告问题")
    token.tell("flags 0x10000")  # CKF_USER_PIN_COUNT_LOW
    window.click("重新查找介质")
    window.wait_said("上次给它的 PIN 码是错的")
    token.tell()
    window.click("重新查找介质")
    window.wait_said("样例介质 ✓ 介质没有报告问题")
    window.wait_said("介质里有没有私钥，要到签署时才知道")


def wait_for_button(window, on):
    """The button that signs, grey or not; a grey one says why."""
    def found():
        button = window.find(SIGN, pressable=True)
        return button is not None and ("sensitive" in button.states) == on and button
    return window.wait_for(found, f"the button that signs {'free' if on else 'grey'}")


def open_dialog(window):
    window.click("签署并提交：演练签署·无效力")
    window.click("我有证书介质（UKey）…")
    field = window.wait("介质的 PIN 码", journey.FIELDS)
    window.key("9")  # the keys are where the PIN is typed
    window.wait_for(lambda: field.text == "9", "the PIN's field to have the keys")
    window.key("BackSpace")
    window.wait_for(lambda: field.text == "", "the PIN's field to be empty")


def certificate_first(window, token):
    """Whose it is and whether that matches stand there; nobody has logged in."""
    window.wait_said(f"{USCC} · 一致")
    window.wait_said("存放在: 样例介质")
    assert "PIN" in wait_for_button(window, False).description, "a grey button without a word"
    assert token.calls("C_Login") == 0, "logged in before a PIN was asked for"


def wrong_pin(window, token):
    window.type("介质的 PIN 码", "00000000")
    window.click(wait_for_button(window, True))
    window.wait_said("PIN 码不对")
    assert token.calls("C_Login") == 1, "more than one try"
    assert window.wait("介质的 PIN 码", journey.FIELDS).text == "", "the PIN is still there"


def last_try(window, token):
    """Nothing is tried before the person says so; and what the token says of its PIN stands there before it is asked for."""
    token.tell("flags 0x80000")
    window.click("重新查找介质")
    window.wait_said("要先用厂商的工具修改")
    token.tell("flags 0x20000")
    window.click("重新查找介质")
    window.wait_said("只剩最后一次机会")
    window.type("介质的 PIN 码", PIN)
    wait_for_button(window, False)
    window.check("我拿得准 PIN 码，也知道这是最后一次机会")
    wait_for_button(window, True)
    token.tell("flags 0x40000")
    window.click("重新查找介质")
    window.wait_said("介质已经锁死")
    wait_for_button(window, False)
    assert token.calls("C_Login") == 1, "a PIN was tried"


def blocking(window, token):
    """The window lives, and Cancel ends the waiting."""
    token.tell("block C_Login")
    window.click("重新查找介质")
    window.wait_gone(re.compile("介质已经锁死"))
    window.type("介质的 PIN 码", PIN)
    window.click(wait_for_button(window, True))
    window.wait_for(lambda: token.calls("C_Login") == 2, "the driver blocking")
    window.wait_said("正在等介质回应")
    window.click("取消")
    window.wait_gone("介质的 PIN 码")
    window.wait("签署并提交：演练签署·无效力")


def blocking_while_signing(window, token):
    token.tell("block C_Sign")
    open_dialog(window)
    window.type("介质的 PIN 码", PIN)
    window.click(wait_for_button(window, True))
    window.wait_for(lambda: token.calls("C_Sign") == 1, "the driver blocking")
    window.click("取消")
    window.wait("签署并提交：演练签署·无效力")


def pulled_out(window, token):
    token.tell()
    open_dialog(window)
    token.tell("gone")
    window.type("介质的 PIN 码", PIN)
    window.click(wait_for_button(window, True))
    window.wait_said("没有插好")
    token.tell()
    window.click("重新查找介质")
    window.type("介质的 PIN 码", PIN)
    window.click(wait_for_button(window, True))
    window.wait_said("已收件，尚未受理")


def lay_drafts(trip, shops):
    answers = journey.read_json(EXAMPLE)
    for shop in shops:
        answers["shop"]["name"] = f"海味小馆{shop}店（演练样例）"
        path = pathlib.Path(trip.folder) / "shop.json"
        path.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
        trip.yinuoctl("batch", "--leave-drafts", "F04", str(path))


def open_batch(window):
    """Once the platform has answered what went before: its answers move the rows."""
    window.click("办件")
    window.wait_said("已受理，公示中")
    window.wait_gone(re.compile("尚未受理|等待提交"))
    window.click("一起签署…")
    window.click("签署并提交 3 份：演练签署·无效力")
    window.click("我有证书介质（UKey）…")


def hidden(trip, window, token):
    """A token that shows its certificate after the PIN only: the PIN is asked for first, once; whose certificate it is
    stands there, and only then it can be signed with."""
    lay_drafts(trip, "一二三")
    token.tell("hidden")
    open_batch(window)
    window.wait_said("不输入 PIN 码，看不到介质里的证书")
    before = token.calls("C_Login"), token.calls("C_Sign")
    window.type("介质的 PIN 码", PIN)
    window.click("查看证书")
    window.wait_said(f"{USCC} · 一致")
    assert (token.calls("C_Login"), token.calls("C_Sign")) == (before[0] + 1, before[1]), "signed before it was seen"
    window.click(wait_for_button(window, True))
    window.wait_said("3 份已签署并存档")
    assert (token.calls("C_Login"), token.calls("C_Sign")) == (before[0] + 1, before[1] + 3), "more than one PIN"


def each_time(trip, window, token):
    """A key that wants its PIN for every signature says so before the first, and is asked for at each further one; whoever
    does not give it stops the rest."""
    lay_drafts(trip, "四五六")
    token.tell("each-time")
    open_batch(window)
    window.type("介质的 PIN 码", PIN)
    before = token.calls("C_Sign")
    window.click(wait_for_button(window, True))
    window.wait_said("这把钥匙每签一份都要输入 PIN 码")
    assert token.calls("C_Sign") == before, "signed before it was said"
    window.click("逐份签署")
    window.wait_said("第 2 份，共 3 份")
    window.type("PIN 码", PIN)
    window.click("签署这一份")
    window.wait_said("第 3 份，共 3 份")
    window.click("取消")
    window.wait_said("已签署并存档 2 份，1 份没有")
    assert token.calls("C_Sign") == before + 2, "not one signature a PIN"
    the_rest(window)


def the_rest(window):
    """What became of all three stands there, and not only of the one that was left."""
    window.click("签署剩下的…")
    window.click("签署并提交 1 份：演练签署·无效力")
    window.click("我有证书介质（UKey）…")
    window.type("介质的 PIN 码", PIN)
    window.click(wait_for_button(window, True))
    window.wait_said("3 份已签署并存档")


def forgotten(window):
    """What was typed so often lies nowhere in the window's memory."""
    if may_look():
        assert holds(window.process.pid, RESTAURANT), "nothing is found in the memory at all"
        assert not holds(window.process.pid, PIN), "a PIN in the window's memory"


def walk(trip):
    token = Token(f"{trip.folder}/token")
    trip.session.environment["YINUO_MOCK"] = str(token.folder)
    driver = build_driver(trip.folder)
    window = trip.open_window()
    journey.sit_down(window, RESTAURANT)
    move_key_into_token(trip, token)
    add_driver(window, driver, token)
    window.click("首页")
    journey.begin(window, "作出承诺", SERVICE)
    journey.fill_restaurant(window)
    window.click("下一步：核对")
    window.wait("第 1 页", {"image"})
    open_dialog(window)
    certificate_first(window, token)
    wrong_pin(window, token)
    last_try(window, token)
    blocking(window, token)
    blocking_while_signing(window, token)
    pulled_out(window, token)
    hidden(trip, window, token)
    each_time(trip, window, token)
    forgotten(window)
    assert PIN not in window.said(), "a PIN in the log"


if __name__ == "__main__":
    journey.go(walk, PIN)
