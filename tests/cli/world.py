# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A hostile world around good answers: platforms that answer nonsense or refuse, damaged data, a lost key, several command
lines at once. Each has an answer in words, and nothing is lost."""
import hashlib
import json
import os
import subprocess

from stranger import (CANNOT_TELL, CHINESE, KEY_PASSWORD, LATER, NO, RESTAURANT, WRONG_USE, YES, Town, YINUOCTL, make_key, openssl,
                      refuses, run)


def issued_key(town, name, subject):
    """A key certified by an authority whose certificate does not come along."""
    _, folder = make_key(town, name + "-issuer", "/CN=样例签发机构", "basicConstraints=critical,CA:TRUE")
    parts = [town.path(name + ending) for ending in (".key", ".csr", ".pem")]
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", parts[0], "-out", parts[1],
            "-utf8", "-subj", subject)
    extensions = town.write(name + ".ext", "keyUsage=digitalSignature,nonRepudiation\n")
    openssl("x509", "-req", "-in", parts[1], "-CA", os.path.join(folder, name + "-issuer.pem"), "-CAkey",
            town.path(name + "-issuer.key"), "-days", "30", "-extfile", extensions, "-out", parts[2])
    openssl("pkcs12", "-export", "-inkey", parts[0], "-in", parts[2], "-out", town.path(name + ".p12"), "-passout",
            "pass:" + KEY_PASSWORD)
    return town.path(name + ".p12")


def test_a_refusal_says_why():
    with Town() as town:
        town.sit_down()
        said = town.file("--language", "en", answers=town.example("F04", enterprise__name="演练样例·别家", enterprise__uscc="91460200MA5T00010P"))
        assert said.status == NO and "not the one signed in" in said.out, said
        filing = town.call("list", "--json").json["filings"][0]["id"]
        said = town.call("status", filing)
        assert said.status == NO and "不是同一家" in said.out and "请用该企业的账号登录" in said.out, said


def test_weather():
    """Whatever the platform answers, a filing waits, says so, and goes when it can."""
    with Town() as town:
        town.sit_down()
        town.control("/practice/weather", kind="503", times=40)
        said = town.file("--no-wait")
        assert said.status == LATER and "尚未提交" in said.out and "暂时" in said.out, said
        for kind, words in (("503", "暂时"), ("nonsense", "看不懂"), ("brackets", "看不懂"), ("redirect", "另一个地址"),
                            ("half", "断了"), ("nothing", "没有答复"), ("unsigned", "没有签名"), ("foreign", "另一件")):
            town.control("/practice/weather", kind=kind, times=40)
            said = town.call("send")
            assert said.status == LATER and words in said.words, (kind, said)
            assert "尚未提交" in said.words or "没有丢" in said.words or "已保存" in said.words, (kind, said)
        assert town.call("send", "--json", "--language", "en").status == LATER
        said = town.call("records")  # a copy with its day, or words
        assert CHINESE.search(said.words), said
        town.control("/practice/weather", kind="none")
        said = town.call("send")
        assert said.status == YES, said
        stands = town.call("list", "--json").json["filings"]
        assert {row["stage"] for row in stands} == {"received"}, stands
        town.stop()
        said = town.file("--no-wait")
        assert said.status == LATER and "连不上平台" in said.out, said
        said = town.call("send")
        assert said.status == LATER and CHINESE.search(said.words), said
        said = town.call("receipt", town.call("list", "--json").json["filings"][0]["id"], "-o", town.path("r.pdf"))
        assert said.status == LATER and "回执" in said.err, said


def test_a_timestamp_later():
    """No authority answers: signed all the same, and said. Later a copy beside the filing bears the timestamp."""
    with Town() as town:
        town.sit_down()
        town.control("/practice/weather", kind="tsa-400", times=100)
        said = town.file("--json")
        assert said.status == YES and "B-B" in said.err and "时间戳" in said.err, said
        filing = said.json["id"]
        assert said.json["laterCopy"] is None, said
        said = town.call("timestamp", filing)
        assert said.status != YES and said.code == "timestamp-unreachable" and CHINESE.search(said.err), said
        said = town.call("receipt", filing, "-o", town.path("r.pdf"), "--later-copy", town.path("none.pdf"))
        assert said.status == LATER and "副本" in said.err and not os.path.exists(town.path("none.pdf")), said
        town.control("/practice/weather", kind="none")
        settings = town.path("data", "settings.ini")
        with open(settings, encoding="utf-8") as file:
            lines = [line for line in file if not line.startswith("timestamp-health")]
        with open(settings, "w", encoding="utf-8") as file:  # the authority's rest is over
            file.writelines(lines)
        said = town.call("timestamp", filing, "--json", "-o", town.path("later.pdf"))
        assert said.status == YES and said.json["filing"] == filing and said.json["signature"]["authority"], said
        copy = said.json["laterCopy"]
        assert town.call("status", filing, "--json").json["laterCopy"] == copy
        assert "已补时间戳" in town.call("status", filing).out
        said = town.call("receipt", filing, "-o", town.path("r.pdf"), "--paper", town.path("kept.pdf"), "--later-copy",
                         town.path("copy.pdf"))
        assert said.status == YES, said
        kept, later = town.read("kept.pdf"), town.read("copy.pdf")
        assert later == town.read("later.pdf") and later.startswith(kept) and len(later) > len(kept)
        assert hashlib.sha256(kept).hexdigest() == filing and hashlib.sha256(later).hexdigest() == copy
        before = town.call("verify", town.path("kept.pdf"), "--json").json["files"][0]["verification"]["signatures"]
        after = town.call("verify", town.path("copy.pdf"), "--json").json["files"][0]["verification"]["signatures"]
        assert before[0]["intact"]["verdict"] == "yes" and before[0]["when"]["code"] == "claimed", before
        assert after[0]["intact"]["verdict"] == "yes" and after[0]["when"]["code"] == "timestamp-later", after
        assert len(after) == len(before) + 1 and after[-1]["intact"]["verdict"] == "yes", after
        assert town.call("timestamp", "a" * 64).code == "not-found"


def test_what_a_timestamp_lacks():
    """The signer's issuer is known to nobody, so nobody says whether the certificate was revoked: the timestamp stands, and is
    not called a signature."""
    with Town() as town:
        town.sit_down()
        key = issued_key(town, "clerk", "/CN=样例")
        assert town.run("print", "F04", town.example("F04"), "-o", town.path("paper.pdf")).status == YES
        subprocess.run(["qpdf", "--empty", "--pages", town.path("paper.pdf"), "1", "--", town.path("letter.pdf")], check=True)
        assert town.run("sign", town.path("letter.pdf"), "--key", key, "--password-file", town.path("key-password")).status == YES
        for language, words in (("zh_CN", "时间戳已经加上。没能查到证书是否被吊销"), ("en", "The timestamp was added. Whether")):
            said = town.call("timestamp", town.path("letter.signed.pdf"), "--timestamp", town.address + "/authority/tsa", "-o",
                             town.path(language + ".pdf"), "--language", language)
            assert said.status == YES and words in said.err, said
            assert "签名级别" not in said.err and "Signed as" not in said.err, said


def test_asked_online():
    """Nobody is asked unless --online says so; then the answer counts, and the report says when it was had."""
    with Town() as town:
        town.sit_down()
        town.control("/practice/weather", kind="tsa-400", times=100)
        filing = town.file("--json").json["id"]
        said = town.call("receipt", filing, "-o", town.path("r.pdf"), "--paper", town.path("kept.pdf"))
        assert said.status == YES, said

        def who(*flags):
            said = town.call("verify", town.path("kept.pdf"), "--json", *flags)
            return said.status, said.json["files"][0]["verification"]["signatures"][0]["who"]

        status, answer = who()
        assert status == CANNOT_TELL and answer["code"] == "revocation-unknown", answer
        assert "revocationAsked" not in answer, answer
        status, answer = who("--online")
        assert status == YES and answer["code"] == "trusted" and answer["revocation"] == "good", answer
        assert answer["revocationAsked"].endswith("Z"), answer
        assert "联网查询" in town.call("verify", town.path("kept.pdf"), "--online").out
        assert "asked online" in town.call("verify", town.path("kept.pdf"), "--online", "--language", "en").out
        town.control("/practice/revoke", serial=answer["serial"])
        status, answer = who("--online")
        assert status != YES and answer["code"] in ("revoked", "revoked-unproven"), answer
        town.stop()
        status, answer = who("--online")
        assert status == CANNOT_TELL and answer["code"] == "revocation-unanswered", answer


def test_damaged_data():
    with Town() as town:
        town.sit_down()
        filing = town.file("--json").json["id"]
        stores = town.path("data", "stores")
        store = os.path.join(stores, os.listdir(stores)[0], "store.db")
        sound = open(store, "rb").read()
        for damage in (b"", os.urandom(len(sound)), sound[:4096], sound[:100] + os.urandom(len(sound) - 100)):
            for beside in (store + "-wal", store + "-shm"):
                if os.path.exists(beside):
                    os.unlink(beside)
            with open(store, "wb") as file:
                file.write(damage)
            said = town.call("list")
            refuses(said, NO, "store-damaged", town.path("data"))
            assert "--set-aside" in said.err, said
            with open(store, "rb") as file:
                assert file.read() == damage, "damaged data was written to"
        assert town.call("doctor").status == NO
        said = town.call("doctor", "--set-aside")
        aside = [name for name in os.listdir(os.path.dirname(store)) if name.startswith("store.db.damaged-")]
        assert len(aside) == 1 and aside[0] in said.err, said
        assert town.call("sign-in", "--as", RESTAURANT).status == YES  # the key outlives the store
        assert town.call("list", "--json").json["filings"] == []
        assert town.call("doctor", "--set-aside").status == YES
        assert town.call("status", filing).status == WRONG_USE


def test_lost_key():
    with Town() as town:
        town.sit_down()
        os.rename(town.path("data", "keyring"), town.path("keyring-of-before"))
        said = town.call("list")
        refuses(said, NO, "store-key-lost", town.path("data"))
        os.rename(town.path("keyring-of-before"), town.path("data", "keyring"))
        assert town.call("list").status == YES


def test_two_at_once():
    with Town() as town:
        town.sit_down()
        answers = town.example("F04")
        both = [subprocess.Popen([YINUOCTL, "file", *town.place(), "--platform", town.address, "--password-file",
                                  town.path("key-password"), "F04", answers, "--json"], env=town.env, stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(3)]
        answered = [(child.communicate(timeout=60), child.returncode) for child in both]
        assert [status for _, status in answered] == [YES] * 3, answered
        ids = {json.loads(out)["id"] for (out, _), _ in answered}
        rows = town.call("list", "--json").json["filings"]
        assert {row["id"] for row in rows} == ids and {row["stage"] for row in rows} == {"received"}, rows
        again = town.run("practice", *town.place())
        assert again.status == YES and again.out.strip() == town.address, again


run()
