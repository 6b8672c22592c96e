# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Papers that several sign, at the command line: who is next, out in a file, signed on another computer, home again; what
taking back costs; a consortium; a letter signed by hand."""
import base64
import json
import os

from stranger import DATA, KEY_PASSWORD, LATER, NO, WRONG_USE, YES, Town, days_ago, make_key, refuses, run

BUILDER, FINED = "91460200MA5T1Q2W3D", "91460200MA5T00010P"
FIXTURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fixtures", "answers")


def enterprise(sample):
    with open(os.path.join(DATA, "practice", sample + ".json"), encoding="utf-8") as file:
        known = json.load(file)["enterprise"]
    return {name: known[name] for name in ("name", "uscc", "category", "legalRepresentative", "address", "district", "agent", "email")}


def answers(town, service, sample="construction"):
    with open(os.path.join(FIXTURES, service + ".json"), encoding="utf-8") as file:
        content = json.load(file)
    content["enterprise"] = enterprise(sample)
    return town.write(f"{service}-answers.json", json.dumps(content, ensure_ascii=False))


def secret(town):
    return ["--password-file", town.path("key-password")]


def key_of(town, role, folder="data", uscc=BUILDER):
    said = town.call("key", *secret(town), "make", "--role", role, "--json", folder=folder)
    assert said.status == YES and said.json["uscc"] == uscc, said
    return said.json["path"]


def begin(town, service="F06"):
    """A builder at the desk with its seal; the paper waits for its first signer: the matter."""
    town.sit_down(BUILDER)
    said = town.file("--json", service=service, answers=answers(town, service))
    assert said.status == LATER, said
    return said.json["matter"]


def test_out_and_home():
    with Town() as town:
        matter = begin(town)
        said = town.call("paper", "list")
        assert said.status == YES and matter in said.out and "法定代表人（负责人） 演练乙" in said.out, said
        key = key_of(town, "legal-representative")
        said = town.call("paper", "out", matter, "-o", town.path("out.yinuo-sign"))
        assert said.status == YES and "paper home" in said.out, said

        # another computer: no account, no practice platform, no draft
        elsewhere = ["--data-dir", town.path("elsewhere"), "--keyring-password-file", town.path("keyring-password")]
        said = town.run("paper", *elsewhere, "look", town.path("out.yinuo-sign"))
        assert said.status == YES, said
        for words in ("演练企业·椰风建设工程有限公司", "演练·无效力", "农民工", "轮到签署：法定代表人（负责人） 演练乙"):
            assert words in said.out, (words, said)
        seen = town.run("paper", *elsewhere, "--json", "look", town.path("out.yinuo-sign")).json
        assert seen["practice"] and seen["next"]["name"] == "演练乙" and not seen["signatures"], seen
        said = town.run("paper", *elsewhere, *secret(town), "sign", town.path("out.yinuo-sign"), "--key", key, "--seen", "0" * 64,
                        "-o", town.path("never.yinuo-sign"))
        refuses(said, NO, "not-what-was-shown", "不一样")
        assert not os.path.exists(town.path("never.yinuo-sign"))
        said = town.run("paper", *elsewhere, *secret(town), "sign", town.path("out.yinuo-sign"), "--key", key,
                        "--seen", seen["paper"], "-o", town.path("home.yinuo-sign"))
        assert said.status == YES and "演练乙" in said.err, said

        # exactly the bytes, out and home
        out, home = (json.loads(town.read(name)) for name in ("out.yinuo-sign", "home.yinuo-sign"))
        assert base64.b64decode(home["paper"]).startswith(base64.b64decode(out["paper"])) and home["annex"] == out["annex"]
        assert home["went"] == out["went"] and home["went"]["sha256"] == seen["paper"]

        said = town.call("paper", "home", town.path("home.yinuo-sign"))
        assert said.status == YES and "已签：法定代表人（负责人） 演练乙" in said.out and "单位（证书签名）" in said.out, said
        said = town.call("paper", *secret(town), "sign", matter)
        assert said.status == YES and "已收件" in said.out, said
        assert town.call("paper", "list", "--json").json["papers"] == []


def test_home_again():
    """A second `paper home` of the same file says what is so: its signatures are here. And the beginning of a matter's id
    is enough."""
    with Town() as town:
        short = begin(town)[:8]
        key = key_of(town, "legal-representative")
        assert town.call("paper", "out", short, "-o", town.path("out.yinuo-sign")).status == YES
        said = town.call("paper", "out", short, "-o", town.path("out.yinuo-sign"))
        refuses(said, WRONG_USE, "file-exists", "同名")
        refuses(town.call("paper", "home", town.path("out.yinuo-sign")), NO, "nothing-signed", "没有新的签名")
        assert town.call("paper", *secret(town), "sign", town.path("out.yinuo-sign"), "--key", key).status == YES
        said = town.call("paper", *secret(town), "sign", town.path("out.yinuo-sign"), "--key", key)
        refuses(said, WRONG_USE, "file-exists", "同名")
        assert town.call("paper", "home", town.path("out.signed.yinuo-sign")).status == YES
        refuses(town.call("paper", "home", town.path("out.signed.yinuo-sign")), NO, "already-home", "已经在这里")
        said = town.call("paper", "home", town.path("out.yinuo-sign"))
        assert said.status == NO and said.code == "other-paper", said  # unsigned, and older than what is here
        assert town.call("paper", "back", short).status == NO  # it says what it would cost
        said = town.call("paper", *secret(town), "sign", short)
        assert said.status == YES and "已收件" in said.out, said
        refuses(town.call("paper", "home", town.path("out.signed.yinuo-sign")), NO, "already-home", "已经在这里")
        assert "没有待签的文书" in town.call("paper", "list").out


def test_bare_pdf():
    """The paper alone, as a PDF; somebody signs it as any PDF is signed, and it comes home the same way."""
    with Town() as town:
        matter = begin(town)
        key = key_of(town, "legal-representative")
        assert town.call("paper", "out", matter, "-o", town.path("out.pdf")).status == YES
        assert town.read("out.pdf").startswith(b"%PDF-")
        said = town.call("sign", *secret(town), town.path("out.pdf"), "--key", key, "--role", "legal-representative",
                         "-o", town.path("home.pdf"))
        assert said.status == YES, said
        said = town.call("paper", "home", town.path("home.pdf"))
        assert said.status == YES and "演练乙" in said.out, said


def test_what_never_went_out():
    with Town() as town:
        matter = begin(town)
        key = key_of(town, "legal-representative")
        agent = key_of(town, "agent")
        town.call("paper", "out", matter, "-o", town.path("out.yinuo-sign"))
        refuses(town.call("paper", "home", town.path("out.yinuo-sign")), NO, "nothing-signed", "没有新的签名")
        said = town.call("paper", *secret(town), "sign", town.path("out.yinuo-sign"), "--key", agent)
        refuses(said, NO, "certificate-mismatch", "不是这家企业（或这位签署人）的")

        # another key's, signed around this program's own question
        town.call("paper", "out", matter, "-o", town.path("out.pdf"))
        said = town.call("sign", *secret(town), town.path("out.pdf"), "--key", agent, "--role", "legal-representative")
        refuses(said, NO, "certificate-mismatch", "不是这家企业（或这位签署人）的")
        said = town.call("sign", *secret(town), town.path("out.pdf"), "--key", key, "--role", "agent", "-o", town.path("role.pdf"))
        assert said.status == YES, said
        refuses(town.call("paper", "home", town.path("role.pdf")), NO, "wrong-signer", "签")
        stranger, _ = make_key(town, "stranger", "/C=CN/O=演练企业·椰风建设工程有限公司/CN=演练乙/serialNumber=" + BUILDER)
        said = town.call("sign", *secret(town), town.path("out.pdf"), "--key", stranger, "--role", "legal-representative",
                         "-o", town.path("stranger.pdf"))
        assert said.status == YES, said
        refuses(town.call("paper", "home", town.path("stranger.pdf")), NO, "not-trusted", "信任")

        # another paper's
        said = town.file("--json", "--key", agent, service="F08", answers=answers(town, "F08"))
        assert said.status == LATER, said
        town.call("paper", "out", said.json["matter"], "-o", town.path("other.yinuo-sign"))
        said = town.call("paper", *secret(town), "sign", town.path("other.yinuo-sign"), "--key", key)
        assert said.status == YES, said
        with open(town.path("other.signed.yinuo-sign"), encoding="utf-8") as file:
            other = json.load(file)
        out = json.loads(town.read("out.yinuo-sign"))
        town.write("mixed.yinuo-sign", json.dumps({**other, "went": out["went"]}))
        refuses(town.call("paper", "home", town.path("mixed.yinuo-sign")), WRONG_USE, "bad-sign-file", "损坏")
        town.write("annex.yinuo-sign", json.dumps({**out, "annex": other["annex"]}))
        refuses(town.call("paper", "look", town.path("annex.yinuo-sign")), WRONG_USE, "bad-sign-file", "损坏")

        # taken back meanwhile
        town.call("paper", *secret(town), "sign", town.path("out.yinuo-sign"), "--key", key, "-o", town.path("home.yinuo-sign"))
        said = town.call("paper", "back", matter)
        assert said.status == NO and "没有改动" in said.out, said
        assert town.call("paper", "back", matter, "--yes").status == YES
        refuses(town.call("paper", "home", town.path("home.yinuo-sign")), NO, "other-paper", "不是同一份")


def test_another_name():
    """The credit code decides; that the name is another one is said before it is signed."""
    with Town() as town:
        matter = begin(town)
        person = key_of(town, "legal-representative")
        renamed, _ = make_key(town, "renamed", "/C=CN/CN=从前的名称有限公司/serialNumber=" + BUILDER)
        said = town.call("paper", *secret(town), "sign", matter, "--key", person, "--key", renamed)
        assert "从前的名称有限公司" in said.err and "名称不一致" in said.err, said
        assert said.err.count("名称不一致") == 1 and "演练乙 签署" not in said.err, said


def test_taking_back():
    """Says first which signatures that costs, names and times; only then does it."""
    with Town() as town:
        matter = begin(town)
        key = key_of(town, "legal-representative")
        said = town.call("paper", *secret(town), "sign", matter, "--key", key)
        assert said.status == LATER and "已签：法定代表人（负责人） 演练乙" in said.out, said
        said = town.call("paper", "back", matter)
        assert said.status == NO and "演练乙" in said.out and "202" in said.out and "没有改动" in said.out, said
        assert town.call("paper", "list", "--json").json["papers"][0]["signatures"][0]["name"] == "演练乙"
        said = town.call("paper", "back", matter, "--yes")
        assert said.status == YES, said
        assert town.call("paper", "list", "--json").json["papers"] == []
        assert town.call("list", "--json").json["filings"][0]["stage"] == "filling"


def test_taking_back_what_is_out():
    """What is out to be signed is lost, too: to whom it went and when is said first. What was taken back is no paper: it
    cannot be signed before it is printed and shown again."""
    with Town() as town:
        matter = begin(town)
        key_of(town, "legal-representative")
        assert town.call("paper", "out", matter, "-o", town.path("out.yinuo-sign")).status == YES
        said = town.call("paper", "back", matter)
        assert said.status == NO and "没有改动" in said.out and "不能再带回" in said.out, said
        assert "已交给 法定代表人（负责人） 演练乙 · 20" in said.out and "还没带回来" in said.out, said
        said = town.call("paper", "back", matter, "--json")
        assert said.status == NO and not said.json["takenBack"] and said.json["handedOut"][0]["awaited"], said
        assert town.call("paper", "list", "--json").json["papers"][0]["handedOut"][0]["home"] is None
        assert town.call("paper", "back", matter, "--yes").status == YES
        said = town.call("paper", *secret(town), "sign", matter)
        refuses(said, NO, "nothing-printed", "还没有生成文书")
        assert town.call("list", "--json").json["filings"][0]["stage"] == "filling"


def test_consortium():
    """The partner signs the same paper at its own desk, with its own certificate."""
    with Town() as town:
        matter = begin(town, "F05")
        town.call("sign-in", "--as", FINED, folder="partner")
        key_of(town, "enterprise-seal", "partner", FINED)
        town.call("paper", "out", matter, "-o", town.path("out.yinuo-sign"))
        said = town.call("paper", *secret(town), "sign", town.path("out.yinuo-sign"))
        assert said.status != YES, said  # the leader has no key of the partner's
        key = [os.path.join(path, name) for path, _, names in os.walk(town.path("partner", "keys")) for name in names][0]
        said = town.call("paper", *secret(town), "sign", town.path("out.yinuo-sign"), "--key", key,
                         "-o", town.path("home.yinuo-sign"), folder="partner")
        assert said.status == YES, said
        said = town.call("paper", "home", town.path("home.yinuo-sign"))
        assert said.status == YES and "联合体成员 演练企业·蓝湾商贸有限公司" in said.out, said
        said = town.call("paper", *secret(town), "sign", matter, "--json")
        assert said.status == YES and said.json["stage"] == "received", said


def begin_repair(town):
    """A repair whose letter the legal representative is to sign, and has no certificate: the matter."""
    town.sit_down(FINED)
    entries = town.call("records", "--json").json["entries"]
    penalty = [entry for entry in entries if entry["kind"] == "penalty" and entry["entry"].get("dutiesDone")][0]
    assert town.call("print", "F04", town.example("F04"), "-o", town.path("proof.pdf")).status == YES  # any PDF
    said = town.call("repair", "file", penalty["id"], *secret(town), "--proof", town.path("proof.pdf"), "--done-on",
                     days_ago(30), "--measures", "已全部整改（演练）", "--json")
    assert said.status == LATER and said.json["next"]["role"] == "legal-representative" and said.json["takesScan"], said
    return said.json["matter"]


def test_by_hand():
    """Printed, signed and sealed by hand, scanned, attached; whoever files signs the paper around the scan."""
    with Town("--reviewer-seconds", "0") as town:
        matter = begin_repair(town)
        said = town.call("paper", "sign", matter)  # nobody here has the key: the ways are named
        assert said.status == LATER and f"yinuoctl paper scan {matter} SCAN.pdf" in said.out, said
        assert town.call("paper", "out", matter, "-o", town.path("elsewhere.yinuo-sign")).status == YES
        assert town.call("paper", "out", matter, "-o", town.path("letter.pdf")).status == YES

        # what is no scan leaves all as it is
        town.write("nonsense.pdf", "no scan")
        for name, code in (("nonsense.pdf", "wrong-type"), ("nowhere.pdf", "file-unreadable")):
            said = town.call("paper", "scan", matter, town.path(name))
            assert said.status != YES and said.code == code, said
            assert [paper["next"]["role"] for paper in town.call("paper", "list", "--json").json["papers"]] == [
                "legal-representative"]

        said = town.call("paper", "scan", matter[:8], town.path("letter.pdf"))
        assert said.status == YES and "扫描件已经附在文书里" in said.err and "轮到签署：递交人" in said.out, said
        assert "要换一份：yinuoctl paper scan" in said.out and "或者手写" not in said.out, said
        # the letter came home, as the scan; the two-person file is elsewhere still, and no use any more
        assert said.out.count("已交给") == 2 and said.out.count("不能再带回") == 1 and "还没带回来" not in said.out, said
        home = [out["home"] is not None for out in town.call("paper", "list", "--json").json["papers"][0]["handedOut"]]
        assert home == [False, True], home
        said = town.call("paper", "scan", matter, town.path("proof.pdf"), "--json")
        assert said.status == YES and said.json["next"]["role"] == "filer", said
        said = town.call("paper", *secret(town), "sign", matter, "--json")
        assert said.status == YES and said.json["stage"] in ("received", "accepted", "done"), said
        assert "待签文书（先前已生成）" in said.err and "已生成：" not in said.err, said
        assert town.call("receipt", said.json["id"], "-o", town.path("r.pdf"), "--paper", town.path("filed.pdf")).status == YES
        verdict = town.call("verify", town.path("filed.pdf"), "--json").json["files"][0]["verification"]
        assert [signature["field"] for signature in verdict["signatures"]] == ["yn-filer-1"], verdict


def test_by_hand_too_late():
    """Where somebody has signed with a certificate, and where the service takes no ink."""
    with Town() as town:
        matter = begin_repair(town)
        assert town.call("print", "F04", town.example("F04"), "-o", town.path("scan.pdf")).status == YES
        key = key_of(town, "legal-representative", uscc=FINED)
        key_of(town, "agent", uscc=FINED)
        assert town.call("paper", "out", matter, "-o", town.path("out.yinuo-sign")).status == YES
        said = town.call("paper", *secret(town), "sign", town.path("out.yinuo-sign"), "--key", key)
        assert said.status == YES, said
        assert town.call("paper", "home", town.path("out.signed.yinuo-sign")).status == YES
        refuses(town.call("paper", "scan", matter, town.path("scan.pdf")), NO, "under-signature", "等待签署")
        assert len(town.call("paper", "list", "--json").json["papers"][0]["signatures"]) == 1
    with Town() as town:
        matter = begin(town)
        assert town.call("print", "F04", town.example("F04"), "-o", town.path("scan.pdf")).status == YES
        said = town.call("paper", "scan", matter, town.path("scan.pdf"))
        refuses(said, NO, "ink-not-taken", "不收手写签名盖章的扫描件")
        assert not town.call("paper", "list", "--json").json["papers"][0]["takesScan"]


assert KEY_PASSWORD
run()
