# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Every verb, as a stranger finds it: its help, its wrong uses, its words in both languages, its JSON; and the whole road
of the three jobs from the command line."""
import json
import os
import re
import subprocess

from stranger import (CHINESE, FINED, KEY_PASSWORD, KEYRING_PASSWORD, NO, RESTAURANT, WRONG_USE, YES, Room, Town,
                      days_ago, run, watching_command_lines)

VERBS = ["services", "check", "form", "print", "poster", "sign", "timestamp", "paper", "verify", "key", "file", "batch", "list", "status", "receipt",
         "send", "withdraw", "report", "repair", "records", "sign-in", "sign-out", "whoami", "practice", "review", "doctor",
         "bowtie"]


def test_help():
    with Room() as room:
        listed = room.run("--help")
        assert listed.status == YES and listed.err == "", listed
        assert re.findall(r"^  ([a-z-]+) ", listed.out, re.M) == VERBS, listed
        assert room.run().status == WRONG_USE
        for verb in VERBS:
            chinese = room.run(verb, "--help")
            english = room.run(verb, "--help", "--language", "en")
            for said in (chinese, english):
                assert said.status == YES and said.err == "", said
                assert "--json" in said.out and "yinuoctl " + verb in said.out, said
            assert not CHINESE.search(english.out), english
            for line in re.findall(r"^  (?:-\w, )?--\S+ +(.*)", chinese.out, re.M):
                assert CHINESE.search(line), line


def test_wrong_use():
    wrong = [["frobnicate"], ["check"], ["check", "F04"], ["check", "F04", "a", "b"], ["form"], ["print", "F04", "x.json"],
             ["sign"], ["sign", "x.pdf"], ["sign", "a.pdf", "b.pdf", "--key", "k", "-o", "c"], ["verify"], ["key"],
             ["key", "shew", "x"], ["file", "F04"], ["status"], ["receipt", "x"], ["withdraw"], ["report"],
             ["repair", "explain"], ["repair", "mend", "x"], ["repair", "explain", "x.json", "--today", "soon"],
             ["records", "show"], ["records", "shew", "x"], ["services", "show"], ["list", "--frobnicate"],
             ["practice", "--reviewer-seconds", "soon"], ["review"], ["review", "frobnicate"], ["review", "accept"],
             ["doctor", "x"], ["bowtie", "x"], ["poster"], ["poster", "x.pdf"], ["list", "--language", "tlh"], ["services", "--data-dir"]]
    with Room() as room:
        for args in wrong:
            said = room.run(*args)
            assert said.status == WRONG_USE and said.out == "", said
            assert not os.path.exists(room.path("home", ".local")), (said, "a wrong use made a data folder")
            assert CHINESE.search(said.err.split("\n")[0]), said
            if args[-1] in ("tlh", "--data-dir"):  # more would be taken for its value
                continue
            said = room.run(*args, "--json", "--language", "en")
            assert said.status == WRONG_USE and said.json["error"]["code"] == "wrong-use", said
            assert said.json["error"]["detail"] and not CHINESE.search(said.json["error"]["what"]), said


def test_flags_before_the_verb():
    """What holds for every verb may be said first, as with git; what is one verb's own may not."""
    with Room() as room:
        there = room.path("elsewhere")
        for args in (["--language", "en", "services"], ["--language=en", "services"], ["--data-dir", there, "--language", "en", "services"],
                     ["--data-dir", "services", "--language", "en", "services"]):
            said = room.run(*args)
            assert said.status == YES and not CHINESE.search(said.out), said
        assert room.run("--json", "services").json["services"]
        said = room.run("--json", "--data-dir", there, "services", "show", "F04")
        assert said.status == YES and said.json["id"] == "F04", said
        assert "--level" in room.run("--language", "en", "sign", "--help").out
        assert room.run("--language", "en", "--help").out.startswith("yinuoctl VERB")
        for args, words in ((["--key", "k", "sign", "x.pdf"], "“--key”要写在动作之后"), (["--data-dir"], "没有写动作"),
                            (["--data-dir", there, "frobnicate"], "没有“frobnicate”这个动作"), (["--", "services"], "要写在动作之后")):
            said = room.run(*args)
            assert said.status == WRONG_USE and "[wrong-use] " in said.err and words in said.err, said


def test_words():
    with Room() as room:
        ascii_only = {"LC_ALL": "C", "LANG": "C"}
        assert "餐饮" in room.run("services", env=ascii_only).out, "a machine without a locale gets ????"
        assert "餐饮" in room.run("services", "show", "F04", "--json", env=ascii_only).out
        assert not CHINESE.search(room.run("services", "--language", "en").out)
        assert CHINESE.search(room.run("services", env={"LC_ALL": "en_US.UTF-8"}, ).out) is None
        with open("/dev/full", "wb") as full:
            said = room.run("services", stdout=full)
            assert said.status == WRONG_USE and CHINESE.search(said.err), said


def test_without_an_account():
    with Town() as town:
        for verb in (["list"], ["status", "x"], ["receipt", "x", "-o", "r.pdf"], ["send"], ["withdraw", "x"], ["records"],
                     ["report", "-o", "r.pdf"], ["repair", "explain", "x"], ["repair", "file", "x"], ["key", "make"],
                     ["file", "F04", town.example("F04")]):
            said = town.call(*verb)
            assert said.status == NO and said.code == "not-signed-in", said
            assert "登录" in said.err, said
        said = town.call("whoami", "--json")
        assert said.status == NO and said.json["signedIn"] is False, said
        assert town.call("sign-out").status == YES
        said = town.call("sign-in", "--as", "91350000000000000X")
        assert said.status == WRONG_USE and said.code == "not-found" and RESTAURANT in said.err, said
        assert town.call("doctor").status == NO


def test_the_road():
    """A commitment to its acceptance and back, each verb in words and as JSON; then a machine that never saw the store."""
    with Town() as town:
        town.sit_down()
        assert town.call("whoami", "--json").json["uscc"] == RESTAURANT
        assert "海味小馆" in town.call("whoami").out
        with watching_command_lines() as seen:
            said = town.file("--json")
        for secret in (KEY_PASSWORD, KEYRING_PASSWORD):
            assert not any(secret.encode() in line for line in seen)
        assert said.status == YES and said.json["stage"] == "received" and said.json["receipt"], said
        filing = said.json["id"]
        assert town.call("status", filing, "--json").json["steps"][1]["paper"] == said.json["receipt"]
        assert "已收件" in town.call("status", filing).out
        assert [row["id"] for row in town.call("list", "--json").json["filings"]] == [filing]
        assert filing in town.call("list").out
        said = town.call("receipt", filing, "-o", town.path("receipt.pdf"), "--paper", town.path("paper.pdf"), "--json")
        assert said.status == YES, said
        assert town.call("send", "--json").json["waiting"] == 0
        assert [row["id"] for row in town.call("review", "list", "--json").json["filings"]] == [filing]
        assert town.call("review", "accept", filing).status == YES
        said = town.call("status", filing, "--json")
        assert said.json["stage"] == "accepted" and re.fullmatch(r"000000\d{14}", said.json["code"]), said
        collected = town.call("status", filing, "--collection", "--json").json["fields"]
        assert collected["code"] == said.json["code"] and collected["identify"] == RESTAURANT, collected
        assert len(collected) == 20 and collected["publicationType"] == "1", collected
        assert "承诺编码: " + said.json["code"] in town.call("status", filing, "--collection").out
        hang_up(town, town.path("paper.pdf"))
        said = town.call("withdraw", filing, "--password-file", town.path("key-password"))
        assert said.status == NO and CHINESE.search(said.words), said
        said = town.call("records", "--json")
        assert said.status == YES and said.json["entries"], said
        assert town.call("records").status == YES
        entry = said.json["entries"][0]["id"]
        assert town.call("records", "show", entry, "--json").status == YES
        assert town.call("records", "show", "none").status == NO
        for name in ("status", "receipt", "withdraw"):
            more = ["-o", town.path("x")] if name == "receipt" else ["--password-file", town.path("key-password")]
            assert town.call(name, "0" * 64, *more).status == WRONG_USE, name
        said = town.call("doctor", "--json")
        assert said.status == YES and all(link["works"] is not False for link in said.json["links"]), said
        elsewhere(town)
        assert town.call("sign-out").status == YES
        assert town.call("list").code == "not-signed-in"


def hang_up(town, paper):
    """The kept promise for the wall says what is promised and nothing of the person who handled it."""
    poster = town.path("poster.pdf")
    assert town.run("poster", paper, "-o", poster).status == YES
    said = subprocess.run(["pdftotext", poster, "-"], capture_output=True, text=True, check=True).stdout
    assert "食品原料来源清楚" in "".join(said.split()) and "演练·无效力" in said and "12315" in said, said
    assert "13800" not in said and "460200198803150014" not in said, "something private hangs on the wall"
    unsigned = town.path("unsigned.pdf")
    town.run("print", "F04", town.example("F04"), "-o", unsigned)
    refused = town.run("poster", unsigned, "-o", town.path("no-poster.pdf"))
    assert refused.status == NO and CHINESE.search(refused.err), refused


def elsewhere(town):
    """Only the receipt and the platform's certificates are there: no home, no store, no network."""
    found = town.control("/.well-known/oauth-protected-resource")
    with Room() as room:
        os.mkdir(room.path("trust"))
        room.write("trust/platform.pem", "\n".join(found["yinuo_seals"]))
        town.stop()
        receipt = room.write("receipt.pdf", town.read("receipt.pdf"))
        said = room.run("verify", receipt, "--trust", room.path("trust"))
        assert said.status == YES and "演练" in said.out, said
        said = room.run("verify", receipt)
        assert said.status == 4, said
        assert not os.path.exists(room.path("home", ".local")), "verifying made a data folder"
        told = subprocess.run(["pdfsig", "-nocert", receipt], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in told, told


def test_take_back():
    with Town() as town:
        town.sit_down()
        filing = town.file("--json").json["id"]
        said = town.call("withdraw", filing, "--password-file", town.path("key-password"), "--json")
        assert said.status == YES and said.json["kind"] == "withdrawal", said
        assert town.call("status", filing, "--json").json["stage"] == "withdrawn"


def test_report_and_repair():
    with Town("--reviewer-seconds", "0") as town:
        town.sit_down(FINED)
        said = town.call("report", "--purpose", "1", "-o", town.path("report.pdf"), "--json")
        assert said.status == YES and said.json["stage"] == "done", said
        assert town.call("verify", town.path("report.pdf")).status == YES
        said = town.call("report", "--purpose", "nonsense", "-o", town.path("r.pdf"))
        assert said.status == NO and "/purpose" in said.out, said
        entries = town.call("records", "--json").json["entries"]
        penalty = [entry for entry in entries if entry["kind"] == "penalty" and entry["entry"].get("dutiesDone")][0]
        explained = town.call("repair", "explain", penalty["id"], "--json")
        assert explained.status == YES and explained.json["readings"], explained
        assert town.call("repair", "explain", penalty["id"]).status == YES
        assert town.call("repair", "explain", "no-such").status == WRONG_USE
        assert town.call("repair", "explain", "no-such.json").code == "file-unreadable"
        loose = town.run("repair", "explain", town.write("penalty.json", json.dumps(penalty["entry"])))
        assert loose.status == YES, loose
        keyed = ["--password-file", town.path("key-password")]
        said = town.call("repair", "file", penalty["id"], *keyed)
        assert said.status == NO and "/attachments/duty-proof" in said.out and "/measures" in said.out, said
        said = town.call("key", *keyed, "make", "--role", "legal-representative")
        assert said.status == YES, said
        proof = town.path("report.pdf")  # any PDF that can be read
        said = town.call("repair", "file", penalty["id"], *keyed, "--proof", proof, "--done-on", days_ago(30), "--measures",
                         "已全部整改（演练）", "--json")
        assert said.status in (YES, NO) and said.json["stage"] in ("received", "accepted", "done", "refused"), said
        assert said.status == YES or said.json["steps"][1]["detail"], said


def test_the_default_platform():
    """Without --platform the practice platform of the folder is started, and ends with the call."""
    with Room() as room:
        place = ["--data-dir", room.path("data"), "--keyring-password-file", room.path("keyring-password")]
        with watching_command_lines() as seen:
            said = room.run("sign-in", "--as", RESTAURANT, *place, "--json")
        assert said.status == YES and said.json["practice"] is True, said
        assert any(b"--until-stdin-closes" in line for line in seen)
        assert not any(KEYRING_PASSWORD.encode() in line for line in seen)
        assert room.run("whoami", *place).status == YES
        still = subprocess.run(["pgrep", "-f", room.path("data")], capture_output=True, check=False).stdout
        assert still == b"", still


run()
