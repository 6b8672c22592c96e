# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Bad input, kind by kind: answers, keys, attachments. Each has an answer in words, and nothing is lost."""
import os
import subprocess

from stranger import CHINESE, KEY_PASSWORD, NO, RESTAURANT, WRONG_USE, YES, Room, Town, dated_key, days_ago, make_key, openssl, refuses, run

PRACTICE_POLICY = "2.999.46.1"  # what the practice authority marks its certificates with


def test_answers():
    """What people type and paste. The problem is named at its field."""
    wrong = [({"shop__name": "长" * 350000}, "/shop/name", "max-length"),
             ({"shop__name": "店\u0000\u0007\u001b[31m"}, "/shop/name", "unprintable"),
             ({"shop__name": "店\u202egnp.店"}, "/shop/name", "unprintable"),
             ({"enterprise__uscc": "92460203MA5TQX8801"}, "/enterprise/uscc", "uscc-check-digit"),
             ({"enterprise__uscc": "９２４６０２０３ＭＡ５ＴＱＸ８８００"}, "/enterprise/uscc", None),
             ({"enterprise__uscc": "92460203MA5TQX880"}, "/enterprise/uscc", "min-length"),
             ({"enterprise__name": None}, "/enterprise/name", "required"),
             ({"enterprise__name": ""}, "/enterprise/name", None),
             ({"enterprise__name": 42}, "/enterprise/name", "type"),
             ({"enterprise__email": "a@@b"}, "/enterprise/email", "format-email"),
             ({"enterprise": []}, "/enterprise", "type")]
    with Room() as room:
        for changes, pointer, code in wrong:
            answers = room.example("F04", **changes)
            for verb in (["check", "F04", answers], ["print", "F04", answers, "-o", room.path("x.pdf")]):
                said = room.run(*verb, "--json")
                assert said.status == NO, (changes.keys(), str(said)[:2000])
                found = {problem["pointer"]: problem for problem in said.json["problems"]}
                assert pointer in found, (pointer, said)
                assert code is None or found[pointer]["code"] == code, (code, found)
                assert CHINESE.search(found[pointer]["words"]), found
            said = room.run("check", "F04", answers, "--language", "en")
            assert pointer in said.out and len(said.out) < 20000, (pointer, len(said.out))
            assert "\x1b" not in said.out and "\x07" not in said.out
        assert not os.path.exists(room.path("x.pdf"))
        for content in ("{", "", "[" * 100000, '{"a": 1, "a": 2}', "{'a': 1}", b"\xff\xfe{\x00", "null", '{"a": 1e99999}'):
            said = room.run("check", "F04", room.write("bad.json", content))
            assert said.status in (NO, WRONG_USE) and CHINESE.search(said.words), (content[:20], said)


def test_a_pipe_is_no_paper():
    """Nobody writes to it: it is refused, and not waited for."""
    with Room() as room:
        key, _ = make_key(room, "clerk", "/CN=演练/serialNumber=" + RESTAURANT)
        os.mkfifo(room.path("pipe.pdf"))
        assert room.run("print", "F04", room.example("F04"), "-o", room.path("letter.pdf")).status == YES
        for verb in (["verify", room.path("pipe.pdf")],
                     ["sign", room.path("pipe.pdf"), "--key", key, "--password-file", room.path("key-password")],
                     ["sign", room.path("letter.pdf"), "--key", room.path("pipe.pdf"), "--password-file", room.path("key-password")],
                     ["sign", room.path("letter.pdf"), "--key", "/dev/zero", "--password-file", room.path("key-password")],
                     ["key", "show", room.path("pipe.pdf"), "--password-file", room.path("key-password"), "--keyring-password-file",
                      room.path("keyring-password")]):
            said = room.run(*verb)
            assert said.status == WRONG_USE and said.code == "file-unreadable" and CHINESE.search(said.err), said


def test_keys_that_cannot_sign():
    """`key show` says what is in the way before a paper is at stake, and `sign` says the same and writes nothing."""
    usable = "keyUsage=digitalSignature\n"
    now = ("20200101000000Z", "20990101000000Z")
    cases = [("sound", usable, now, None, "2020-01-01"),
             ("encrypts", "keyUsage=keyEncipherment\n", now, "certificate-unfit", "2020-01-01"),
             ("early", usable, ("20980601000000Z", "20990101000000Z"), "certificate-not-yet", "2098-06-01"),
             ("late", usable, ("20200101000000Z", "20210101000000Z"), "certificate-expired", "2020-01-01"),
             ("huge", usable + "1.2.3.4=ASN1:UTF8String:" + "x" * 1000000 + "\n", now, "certificate-too-large", "2020-01-01")]
    with Room() as room:
        assert room.run("print", "F04", room.example("F04"), "-o", room.path("paper.pdf")).status == YES
        subprocess.run(["qpdf", "--empty", "--pages", room.path("paper.pdf"), "1", "--", room.path("letter.pdf")], check=True)
        password = ["--password-file", room.path("key-password")]
        for name, extensions, dates, code, begins in cases:
            key = dated_key(room, name, extensions, *dates)
            show = ["key", "show", key, *password, "--keyring-password-file", room.path("keyring-password")]
            shown = room.run(*show, "--json").json
            assert shown["validFrom"] == begins, (name, shown)
            assert shown.get("cannotSign", {}).get("code") == code, (name, shown)
            for language, words in (("zh_CN", "不能用来签署"), ("en", "Cannot be signed with")):
                said = room.run(*show, "--language", language)
                assert said.status == YES and (words in said.out) == (code is not None) and begins in said.out, said
            said = room.run("sign", room.path("letter.pdf"), "--key", key, *password, "-o", room.path(name + ".pdf"))
            assert (said.status == YES) == (code is None) and os.path.exists(room.path(name + ".pdf")) == (code is None), said
            assert code is None or said.code == code, said


def test_names_that_look_like_markup():
    """A&B <b>, emoji and letters of other scripts are names: printed, signed, verified, and read so in the paper."""
    names = ["A&B <b>演练</b>", "O'Neil \"酒\" %s {/shop/name} \\n", "海味😀🦐", "Çağrı & 𠮷野家"]
    with Room() as room:
        key, trust = make_key(room, "clerk", "/CN=A&B <b>演练<\\/b>/serialNumber=" + RESTAURANT)
        for name in names:
            answers = room.example("F04", shop__name=name)
            said = room.run("print", "F04", answers, "-o", room.path("a.pdf"))
            assert said.status == YES, said
            said = room.run("sign", room.path("a.pdf"), "--key", key, "--password-file", room.path("key-password"), "--mark")
            assert said.status == YES, said
            said = room.run("verify", room.path("a.signed.pdf"), "--trust", trust)
            assert said.status == YES and "A&B <b>演练</b>" in said.out, said
            text = subprocess.run(["pdftotext", room.path("a.signed.pdf"), "-"], capture_output=True, check=True).stdout.decode()
            shown = "".join(c if ord(c) < 0x10000 else f"［U+{ord(c):X}］" for c in name)  # what the typeface lacks is named
            assert shown.replace(" ", "") in text.replace(" ", "").replace("\n", ""), (shown, text[:1500])
            for written in ("a.pdf", "a.annex.pdf"):
                os.remove(room.path(written))
            os.remove(room.path("a.signed.pdf"))


def test_keys():
    with Room() as room:
        key, _ = make_key(room, "clerk", "/CN=演练企业·海味小馆")
        room.run("print", "F04", room.example("F04"), "-o", room.path("a.pdf"))
        room.write("wrong-password", "not it\n")
        room.write("empty-password", "\n")
        room.write("garbage.p12", os.urandom(2000))
        openssl("pkcs12", "-export", "-nokeys", "-in", room.path("trust-clerk", "clerk.pem"), "-out", room.path("nokey.p12"),
                "-passout", "pass:" + KEY_PASSWORD)

        def sign(key, password="key-password", paper="a.pdf", output="x.pdf"):
            return room.run("sign", room.path(paper), "--key", room.path(key), "--password-file", room.path(password), "-o",
                            room.path(output))

        refuses(sign("clerk.p12", "wrong-password"), NO, "wrong-password", "口令不对")
        refuses(sign("clerk.p12", "empty-password"), WRONG_USE, "file-empty", "空")
        refuses(sign("clerk.p12", "nowhere"), WRONG_USE, "file-unreadable", "读不出来")
        refuses(sign("garbage.p12"), WRONG_USE, "bad-key-file", "证书文件")
        refuses(sign("nokey.p12"), WRONG_USE, "key-file-incomplete", "私钥")
        refuses(sign("nowhere.p12"), WRONG_USE, "file-unreadable", "读不出来")
        refuses(sign("clerk.p12", paper="garbage.p12"), WRONG_USE, "bad-pdf", "PDF")
        refuses(sign("clerk.p12", output="no/such/folder/x.pdf"), WRONG_USE, "folder-gone", "文件夹不在了")
        said = room.run("sign", room.path("a.pdf"), "--key", key)
        refuses(said, WRONG_USE, "no-terminal", "--password-file")
        subprocess.run(["qpdf", "--encrypt", "u", "o", "256", "--", room.path("a.pdf"), room.path("locked.pdf")], check=True)
        refuses(sign("clerk.p12", paper="locked.pdf"), WRONG_USE, "encrypted-pdf", "密码保护")
        expired(room)
        assert not os.path.exists(room.path("x.pdf"))


def expired(room):
    """A certificate of three days ago for one day, and one whose time has not come."""
    openssl("req", "-new", "-key", room.path("clerk.key"), "-subj", "/CN=Yesterday", "-out", room.path("csr"))
    room.write("ca.cnf", "[ca]\ndefault_ca=c\n[c]\nnew_certs_dir=%s\ndatabase=%s\nserial=%s\ndefault_md=sha256\npolicy=p\n[p]\n"
               "commonName=supplied\n" % (room.folder, room.path("index"), room.path("serial")))
    for name, start, end, code, word in (("old", "200101000000Z", "210101000000Z", "certificate-expired", "过期"),
                                         ("new", "400101000000Z", "410101000000Z", "certificate-not-yet", "生效")):
        room.write("index", "")
        room.write("serial", "01\n")
        openssl("ca", "-batch", "-selfsign", "-config", room.path("ca.cnf"), "-keyfile", room.path("clerk.key"), "-in",
                room.path("csr"), "-startdate", start, "-enddate", end, "-out", room.path(name + ".pem"))
        openssl("pkcs12", "-export", "-inkey", room.path("clerk.key"), "-in", room.path(name + ".pem"), "-out",
                room.path(name + ".p12"), "-passout", "pass:" + KEY_PASSWORD)
        said = room.run("sign", room.path("a.pdf"), "--key", room.path(name + ".p12"), "--password-file",
                        room.path("key-password"), "-o", room.path("x.pdf"))
        refuses(said, NO, code, word)


def test_certificates_of_others():
    """A certificate of another enterprise is refused; one that names no code is shown, and then the platform decides."""
    with Town() as town:
        town.sit_down()
        other, _ = make_key(town, "other", "/CN=Other/serialNumber=91460200MA5T00010P")
        real, _ = make_key(town, "real", "/CN=演练企业·海味小馆")
        silent, _ = make_key(town, "silent", "/CN=演练企业·海味小馆", "certificatePolicies=" + PRACTICE_POLICY)
        refuses(town.file("--key", real), NO, "practice-mixed", "不能混着用")  # practice never mixes with the real
        refuses(town.file("--key", other), NO, "certificate-mismatch", "不是这家企业")
        assert town.call("list", "--json").json["filings"] == [], "what was not signed lies among the drafts"
        said = town.file("--key", silent)  # told apart: shown, then allowed; the platform does not know its issuer
        assert "没有写统一社会信用代码" in said.err and "演练企业·海味小馆" in said.err, said
        assert said.status == NO and "退回" in said.out, said
        stands = town.call("list", "--json").json["filings"]
        assert [row["stage"] for row in stands] == ["refused"], stands
        refuses(town.file("--key", town.path("nowhere.p12")), WRONG_USE, "file-unreadable", "读不出来")


def test_attachments():
    with Town() as town:
        town.sit_down("91460200MA5T00010P")
        penalty = [e["id"] for e in town.call("records", "--json").json["entries"]
                   if e["kind"] == "penalty" and e["entry"].get("dutiesDone")][0]
        town.run("print", "F04", town.example("F04"), "-o", town.path("a.pdf"))
        subprocess.run(["qpdf", "--encrypt", "u", "o", "256", "--", town.path("a.pdf"), town.path("locked.pdf")], check=True)
        town.write("empty.pdf", b"")
        town.write("not.pdf", "这不是 PDF")
        town.write("half.pdf", town.read("a.pdf")[:3000])
        town.write("program.pdf", b"MZ" + os.urandom(3000))
        with open(town.path("large.pdf"), "wb") as large:
            large.write(b"%PDF-1.7\n")
            large.truncate(64 * 1024 * 1024)
        for name, code in (("empty.pdf", "file-empty"), ("not.pdf", "wrong-type"), ("program.pdf", "wrong-type"),
                           ("half.pdf", "cut-off"), ("locked.pdf", "encrypted-pdf"), ("large.pdf", "too-large"),
                           ("nowhere.pdf", "file-unreadable"), (".", "folder-not-file")):
            said = town.call("repair", "file", penalty, "--password-file", town.path("key-password"), "--proof",
                             town.path(name), "--measures", "已整改", "--done-on", days_ago(30))
            assert said.status == WRONG_USE and said.code == code and CHINESE.search(said.err), (name, said)
        said = town.file("--attach", "no-such-place=" + town.path("a.pdf"))
        assert said.status == WRONG_USE and CHINESE.search(said.err), said
        assert town.file("--attach", "nonsense").status == WRONG_USE
        assert town.call("list", "--json").json["filings"] == []


run()
