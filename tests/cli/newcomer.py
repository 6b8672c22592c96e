# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Somebody who has read the README and nothing else: what practice looks like, what is said of a dead timestamp authority,
short names of matters, and that nothing of theirs is ever written over."""
import glob
import json
import os
import subprocess
import sys

from stranger import CANNOT_TELL, CHINESE, LATER, NO, WRONG_USE, YES, Room, Town, make_key, run

sys.path.append(os.path.join(os.environ["G_TEST_SRCDIR"], "fixtures"))
import real_platform  # noqa: E402 pylint: disable=wrong-import-position

PRACTICE = "演练·无效力"
SUBJECT = "/CN=演练样例酒楼/O=演练样例酒楼/serialNumber=92460203MA5TQX8800"
NOBODY = "http://127.0.0.1:9/tsa"  # discard: nobody listens


def pages(path):
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    return text.rstrip("\f").split("\f")


def carried(path):
    """The answers.json that lies inside, as poppler finds it."""
    folder = os.path.dirname(path)
    subprocess.run(["pdfdetach", "-savefile", "answers.json", "-o", os.path.join(folder, "carried.json"), path], check=True)
    with open(os.path.join(folder, "carried.json"), encoding="utf-8") as file:
        return json.load(file)


def own_key(town):
    return [path for path in glob.glob(town.path("data", "keys", "**", "*.p12"), recursive=True)][0]


def test_a_practice_paper_says_so():
    """On every page, signed in or not; and it names no platform that does not exist."""
    with Room() as room:
        said = room.run("print", "F04", room.example("F04"), "-o", room.path("a.pdf"), "--data-dir", room.path("data"))
        assert said.status == YES, said
        assert all(PRACTICE in page for page in pages(room.path("a.pdf"))), pages(room.path("a.pdf"))
        assert carried(room.path("a.pdf"))["platform"] == {"id": None, "name": "演练平台", "practice": True}
        assert not os.path.exists(room.path("data"))
    with Town() as town:
        town.sit_down()
        said = town.run("print", "F04", town.example("F04"), "-o", town.path("a.pdf"), "--data-dir", town.path("data"))
        assert said.status == YES, said
        assert all(PRACTICE in page for page in pages(town.path("a.pdf")))
        platform = carried(town.path("a.pdf"))["platform"]
        assert platform["practice"] and platform["id"] in os.listdir(town.path("data", "stores")), platform
        annexes = glob.glob(town.path("a.annex.pdf"))
        assert all(PRACTICE in page for annex in annexes for page in pages(annex))


def test_signed_in_practice_verifies_in_practice():
    """Yes, where the paper carries the answer on its certificate; else whether that was revoked cannot be told."""
    with Town() as town:
        town.sit_down()
        town.run("print", "F04", town.example("F04"), "-o", town.path("a.pdf"), "--data-dir", town.path("data"))
        # what is no paper of ours says nothing of practice: a practice key proves nothing there
        subprocess.run(["qpdf", "--empty", "--pages", town.path("a.pdf"), "1", "--", town.path("letter.pdf")], check=True)
        sign = ["sign", town.path("a.pdf"), town.path("letter.pdf"), "--key", own_key(town), "--password-file",
                town.path("key-password"), "--mark"]
        said = town.run(*sign, "--timestamp", town.address + "/authority/tsa", "--level", "B-LT")
        assert said.status == YES, said
        for place in (["--data-dir", town.path("data")], town.place() + ["--platform", town.address]):
            said = town.run("verify", town.path("a.signed.pdf"), *place)
            assert said.status == YES and PRACTICE in said.out, said
        said = town.run("verify", town.path("letter.signed.pdf"), "--data-dir", town.path("data"))
        assert said.status == CANNOT_TELL and "这不是演练文书" in said.out, said
        said = town.run("verify", town.path("a.signed.pdf"), "--data-dir", town.path("elsewhere"))
        assert said.status == CANNOT_TELL and "这是演练文书" in said.out and "根证书放进" not in said.out, said
        os.unlink(town.path("a.signed.pdf"))
        os.unlink(town.path("letter.signed.pdf"))
        assert town.run(*sign).status == YES
        said = town.run("verify", town.path("a.signed.pdf"), "--data-dir", town.path("data"))
        assert said.status == CANNOT_TELL and "吊销" in said.out and "--online" in said.out, said
        said = town.run("verify", town.path("a.signed.pdf"), "--data-dir", town.path("data"), "--online")
        assert said.status == YES and PRACTICE in said.out, said


def test_a_real_paper_is_for_a_platform_that_is_known():
    with Room() as room:
        identity = real_platform.remember(room.path("data"))
        where = ["F04", room.example("F04"), "--data-dir", room.path("data"), "-o"]
        said = room.run("print", *where, room.path("a.pdf"), "--platform", real_platform.ADDRESS + "/")
        assert said.status == YES, said
        assert not any(PRACTICE in page for page in pages(room.path("a.pdf")))
        assert carried(room.path("a.pdf"))["platform"] == {"id": identity, "name": "样例平台", "practice": False}
        said = room.run("print", *where, room.path("b.pdf"), "--platform", "https://unknown.example")
        assert said.status == NO and said.code == "platform-unknown" and CHINESE.search(said.err), said
        assert not os.path.exists(room.path("b.pdf"))
        said = room.run("print", *where, room.path("c.pdf"))
        assert said.status == YES and all(PRACTICE in page for page in pages(room.path("c.pdf"))), said


def test_a_dead_timestamp_authority():
    """It is called what it is; without --level it stops nobody, with --level nothing is written."""
    with Room() as room:
        key, _ = make_key(room, "clerk", SUBJECT)
        room.run("print", "F04", room.example("F04"), "-o", room.path("a.pdf"))
        sign = ["sign", room.path("a.pdf"), "--key", key, "--password-file", room.path("key-password"), "--timestamp", NOBODY]
        said = room.run(*sign, "-o", room.path("b-b.pdf"))
        assert said.status == YES and "B-B" in said.err and os.path.exists(room.path("b-b.pdf")), said
        assert f"时间戳机构 {NOBODY}：没有连上" in said.err and NOBODY in said.err and "平台" not in said.err, said
        said = room.run(*sign, "-o", room.path("b-b-en.pdf"), "--language", "en")
        assert "platform" not in said.err.lower() and "could not be reached" in said.err, said
        for level in ("B-T", "B-LT"):
            said = room.run(*sign, "--level", level, "-o", room.path("no.pdf"))
            assert said.status == NO and said.code == "level-not-reached" and "没有写出" in said.err, said
            assert "没有连上" in said.err and "Signed" not in said.words and "已签署" not in said.words, said
            said = room.run(*sign, "--level", level, "-o", room.path("no.pdf"), "--json")
            assert said.status == NO and said.json["files"][0]["error"]["code"] == "level-not-reached", said
        assert not glob.glob(room.path("no.pdf*"))
        for flags in (["foo"], ["ftp://tsa.example/"], ["http://"]):
            for verb in (sign[:-2], ["timestamp", room.path("b-b.pdf")]):
                said = room.run(*verb, "--timestamp", *flags, "-o", room.path("no.pdf"))
                assert said.status == WRONG_USE and "http://" in said.err and flags[0] in said.err, said
                assert CHINESE.search(said.err.split("[wrong-use]")[1]), said
        said = room.run("timestamp", room.path("b-b.pdf"), "--timestamp", NOBODY)
        assert said.status == LATER and "没有连上" in said.err and "平台" not in said.err, said
        for wrong in ("B-B", "吊销", "照常提交", "签名和时间戳"):  # of a file that got nothing
            assert wrong not in said.err, (wrong, said)
        said = room.run("timestamp", room.path("a.pdf"), "--timestamp", NOBODY, "--language", "en")
        assert said.status == LATER and "This timestamp was not added" in said.err and "revo" not in said.err, said


def test_a_level_that_is_reached():
    """As the README has it: the practice platform's own authority."""
    with Town() as town:
        town.sit_down()
        town.run("print", "F04", town.example("F04"), "-o", town.path("a.pdf"), "--data-dir", town.path("data"))
        said = town.run("sign", town.path("a.pdf"), "--key", own_key(town), "--password-file", town.path("key-password"),
                        "--timestamp", town.address + "/authority/tsa", "--level", "B-LT", "--json")
        assert said.status == YES and said.json["files"][0]["signature"]["level"] == "B-LT", said


def test_the_doctor_names_the_authorities():
    """Where each is, how it stands, and that none is known where none is."""
    with Town() as town:
        town.sit_down()
        address = town.address + "/authority/tsa"
        said = town.call("doctor")
        assert f"✓  时间戳机构 {address} 演练平台：还没有问过" in said.out, said
        town.control("/practice/weather", kind="tsa-400", times=10)
        town.file()
        said = town.call("doctor")
        assert f"!  时间戳机构 {address}" in said.out and "拒绝了请求" in said.out and "暂停询问，到" in said.out, said
        link = [each for each in town.call("doctor", "--json").json["links"] if each["link"] == "timestamp-authority"][0]
        assert (link["about"], link["works"], link["code"]) == (address, True, "timestamp-refused"), link
    with Room() as room:
        said = room.run("doctor", "--data-dir", room.path("data"), "--keyring-password-file", room.path("keyring-password"),
                        "--platform", "http://127.0.0.1:9")
        assert "·  这里没有时间戳机构" in said.out, said


def test_short_names():
    """The beginning of an id is enough, as long as it is of one only."""
    with Town() as town:
        town.sit_down()
        said = town.call("paper", "list")
        assert said.status == YES and "没有待签的文书" in said.out, said
        assert town.call("paper", "list", "--json").json == {"papers": []}
        said = town.call("list", "--language", "en")
        assert said.status == YES and said.out == "There is no draft and no filing yet.\n", said
        filings = [town.file("--json", "--no-wait").json for _ in range(2)]
        filing = filings[0]
        short = beginning(filing["id"], [other[name] for other in filings for name in ("id", "matter")])
        assert town.call("status", short.upper(), "--json").json["id"] == filing["id"]
        by_matter = beginning(filing["matter"], [other[name] for other in filings for name in ("id", "matter")])
        assert town.call("status", by_matter, "--json").json["id"] == filing["id"]
        assert town.call("status", filing["matter"], "--json").json["id"] == filing["id"]
        assert town.call("receipt", short, "-o", town.path("receipt.pdf")).status == YES
        assert town.call("review", "list").status == YES
        assert town.call("review", "accept", short).status == YES
        other = beginning(filings[1]["id"], [each[name] for each in filings for name in ("id", "matter")])
        assert town.call("withdraw", other, "--password-file", town.path("key-password")).status == YES
        assert town.call("status", short, "--json").json["stage"] == "accepted"
        assert town.call("status", filings[1]["id"], "--json").json["stage"] == "withdrawn"
        for name, code in (("ffff" * 5, "not-found"), (short[:1], "not-found"), ("nonsense", "not-found"), ("", "not-found")):
            said = town.call("status", name)
            assert said.status == WRONG_USE and said.code == code and CHINESE.search(said.err), (name, said)


def beginning(whole, others):
    """Of that one only, and four characters at least."""
    return next(whole[:n] for n in range(4, len(whole)) if sum(other.startswith(whole[:n]) for other in others) == 1)


def test_nothing_is_written_over():
    """Whatever verb writes a file of the person's: one that is there stays, nothing else is done, and it is said."""
    with Town() as town:
        town.sit_down()
        taken = town.write("taken.pdf", "the person's own")
        town.write("free.annex.pdf", "the person's own")
        key = ["--password-file", town.path("key-password")]
        filing = town.file("--json").json["id"]
        town.call("receipt", filing, "-o", town.path("receipt.pdf"), "--paper", town.path("paper.pdf"))
        before = sorted(os.listdir(town.folder))
        for verb in (["print", "F04", town.example("F04"), "-o", taken],
                     ["sign", town.path("paper.pdf"), "--key", own_key(town), *key, "-o", taken],
                     ["timestamp", town.path("paper.pdf"), "--timestamp", town.address + "/authority/tsa", "-o", taken],
                     ["timestamp", filing, "-o", taken],
                     ["verify", town.path("paper.pdf"), "--report", taken],
                     ["receipt", filing, "-o", taken],
                     ["receipt", filing, "-o", town.path("new.pdf"), "--paper", taken],
                     ["report", *key, "--purpose", "1", "-o", taken],
                     ["poster", town.path("paper.pdf"), "-o", taken]):
            filings = len(town.call("list", "--json").json["filings"])
            said = town.call(*verb)
            assert said.status == WRONG_USE and said.code == "file-exists" and "同名" in said.err, said
            assert said.out == "" or verb[0] == "verify", said
            assert town.read("taken.pdf") == b"the person's own", said
            assert len(town.call("list", "--json").json["filings"]) == filings, said
        assert sorted(os.listdir(town.folder)) == before
        assert "laterCopy" in town.call("status", filing, "--json").json


run()
