# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Papers without a desk: check, form, print, sign and verify make nothing, need neither store nor keyring nor network, and
the tools of others agree with what they say."""
import json
import os
import re
import shutil
import subprocess

from stranger import CANNOT_TELL, DATA, NO, WRONG_USE, YES, CHINESE, Room, make_key, openssl, refuses, run, says_it_in

SUBJECT = "/CN=演练样例酒楼/O=演练样例酒楼/serialNumber=92460203MA5TQX8800"


def sign(room, paper="paper.pdf", name="clerk", subject=SUBJECT):
    """A paper of F04 signed with a key of openssl's: its path, and the folder of certificates to trust."""
    key, trust = make_key(room, name, subject)
    assert room.run("print", "F04", room.example("F04"), "-o", room.path(paper)).status == YES
    said = room.run("sign", room.path(paper), "--key", key, "--password-file", room.path("key-password"), "-o",
                    room.path("signed.pdf"), "--mark")
    assert said.status == YES, said
    return room.path("signed.pdf"), trust


def test_nothing_is_made():
    """A home that nobody may write into, a data folder that is not there, no bus: all five work, and leave nothing."""
    with Room() as room:
        key, trust = make_key(room, "clerk", SUBJECT)
        home = room.path("home")
        answers = room.example("F04")
        nowhere = {"DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent/bus", "http_proxy": "http://127.0.0.1:1",
                   "XDG_DATA_HOME": home + "/share", "XDG_CONFIG_HOME": home + "/config", "XDG_CACHE_HOME": home + "/cache"}
        os.chmod(home, 0o500)
        for verb in (["check", "F04", answers], ["form", "F04", "--data", answers],
                     ["print", "F04", answers, "-o", room.path("a.pdf")],
                     ["sign", room.path("a.pdf"), "--key", key, "--password-file", room.path("key-password")],
                     ["verify", room.path("a.signed.pdf"), "--trust", trust],
                     ["verify", room.path("a.signed.pdf"), "--data-dir", room.path("nowhere")]):
            said = room.run(*verb, env=nowhere)
            assert said.status == (CANNOT_TELL if "--data-dir" in verb else YES), said
        made = [name for name in os.listdir(home) if name != "cache"]  # fontconfig's own
        assert made == [], made
        assert not os.path.exists(room.path("nowhere"))
        os.chmod(home, 0o700)


def test_others_agree():
    with Room() as room:
        signed, trust = sign(room)
        said = room.run("verify", signed, "--trust", trust)
        assert said.status == YES, said
        assert "演练样例酒楼" in said.out, said
        checked = subprocess.run(["qpdf", "--check", signed], capture_output=True, text=True, check=False)
        assert checked.returncode == 0 and "No syntax or stream encoding errors" in checked.stdout, checked
        told = subprocess.run(["pdfsig", "-nocert", signed], capture_output=True, text=True, check=False).stdout
        assert "Signature is Valid" in told and "Total document signed" in told, told
        pdf = room.read("signed.pdf")
        begin = pdf.rindex(b"/ByteRange")
        numbers = [int(n) for n in pdf[pdf.index(b"[", begin) + 1:pdf.index(b"]", begin)].split()]
        room.write("content", pdf[:numbers[1]] + pdf[numbers[2]:numbers[2] + numbers[3]])
        hole = pdf[numbers[1]:numbers[2]].strip(b"<> \n")
        cms = bytes.fromhex(hole.decode())
        length = int.from_bytes(cms[2:4], "big") + 4
        room.write("cms", cms[:length])
        openssl("cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in", room.path("cms"), "-content",
                room.path("content"), "-CAfile", os.path.join(trust, "clerk.pem"), "-purpose", "any", "-out", os.devnull)


def test_three_verdicts():
    with Room() as room:
        signed, trust = sign(room)
        changed = bytearray(room.read("signed.pdf"))
        changed[changed.index(b"stream") + 40] ^= 1
        room.write("changed.pdf", bytes(changed))
        room.write("garbage.pdf", os.urandom(4000))
        room.write("text.txt", "这不是 PDF\n")
        room.write("empty.pdf", b"")
        room.write("half.pdf", room.read("signed.pdf")[:20000])
        shutil.copy(room.path("paper.pdf"), room.path("unsigned.pdf"))
        expected = {"signed.pdf": YES, "changed.pdf": NO, "unsigned.pdf": CANNOT_TELL, "garbage.pdf": CANNOT_TELL,
                    "text.txt": CANNOT_TELL, "half.pdf": CANNOT_TELL, "empty.pdf": WRONG_USE, "nowhere.pdf": WRONG_USE}
        for name, status in expected.items():
            for language in ("zh_CN", "en"):
                said = room.run("verify", room.path(name), "--trust", trust, "--language", language)
                assert said.status == status, said
                if name not in ("signed.pdf", "changed.pdf"):  # which name their signer
                    says_it_in(said, language)
            assert room.run("verify", room.path(name), "--trust", trust, "--json").status == status
        said = room.run("verify", "--json", *(room.path(name) for name in expected), "--trust", trust)
        assert said.status == NO, said
        files = said.json["files"]
        assert [os.path.basename(file["file"]) for file in files] == list(expected)
        assert files[0]["verification"]["whole"] == "yes", files[0]
        assert files[-1]["error"]["code"] == "file-unreadable", files[-1]


def test_another_one_signed():
    """A trusted certificate counts under a paper of ours only where the paper names whose it is. Nobody signs so here; it is
    signed around this program's question, as a file without answers, by another program."""
    stranger = "/CN=演练别家公司/serialNumber=91460200MA5T00010P"
    with Room() as room:
        signed, trust = sign(room)
        key, other = make_key(room, "stranger", stranger)
        keyed = ["--key", key, "--password-file", room.path("key-password")]
        for paper in (room.path("paper.pdf"), signed):
            refuses(room.run("sign", paper, *keyed, "-o", room.path("no.pdf")), NO, "certificate-mismatch", "不是这家企业")
        assert not os.path.exists(room.path("no.pdf"))
        said = room.run("verify", signed, "--trust", trust)
        assert said.status == YES and "演练样例酒楼 92460203MA5TQX8800" in said.out, said
        assert "文书写明的签署人：演练企业·海味小馆 92460203MA5TQX8800（名称不一致，统一社会信用代码一致）" in said.out, said
        subprocess.run(["qpdf", "--empty", "--pages", room.path("paper.pdf"), "1", "--", room.path("letter.pdf")], check=True)
        assert room.run("sign", room.path("letter.pdf"), *keyed).status == YES
        said = room.run("verify", room.path("letter.signed.pdf"), "--trust", other)
        assert said.status == YES and "演练别家公司 91460200MA5T00010P" in said.out and "文书写明" not in said.out, said


def test_what_to_do_is_said_of_each_answer():
    with Room() as room:
        signed, trust = sign(room)
        pdf = room.read("signed.pdf")
        os.mkdir(room.path("nobody"))
        said = room.run("verify", signed, "--trust", room.path("nobody"))
        who = said.out.index("谁签的？")
        assert said.out.index("→ 请向证书上写的机构", who) > who, said
        judged = room.run("verify", signed, "--trust", room.path("nobody"), "--json").json["files"][0]["verification"]
        assert "do" in judged["signatures"][0]["who"] and "do" not in judged["signatures"][0]["intact"], judged
        room.write("stamped.pdf", stamp(pdf))
        said = room.run("verify", room.path("stamped.pdf"), "--trust", trust, "--json")
        judged = said.json["files"][0]["verification"]["signatures"][0]
        assert judged["when"]["code"] == "time-of-changed" and "do" in judged["when"] and "do" in judged["intact"], judged
        said = room.run("verify", room.path("stamped.pdf"), "--trust", trust)
        assert said.out.count("→ ") >= 2 and "（）" not in said.out and "“”" not in said.out, said


def test_unknown_issuer_is_not_false():
    with Room() as room:
        signed, _ = sign(room)
        os.mkdir(room.path("nobody"))
        said = room.run("verify", signed, "--trust", room.path("nobody"), "--language", "en")
        assert said.status == CANNOT_TELL and "cannot be told" in said.out.lower(), said
        said = room.run("verify", signed, "--trust", room.path("no-such-folder"))
        assert said.status == WRONG_USE, said


def test_two_signatures():
    with Room() as room:
        signed, trust = sign(room)
        second, other = make_key(room, "second", "/CN=演练甲")
        shutil.copy(os.path.join(other, "second.pem"), trust)
        said = room.run("sign", signed, "--key", second, "--password-file", room.path("key-password"), "--role", "agent",
                        "--json", "-o", room.path("two.pdf"))
        assert said.status == YES and said.json["files"][0]["signed"] == room.path("two.pdf"), said
        said = room.run("verify", room.path("two.pdf"), "--trust", trust, "--json")
        assert said.status == YES and len(said.json["files"][0]["verification"]["signatures"]) == 2, said
        assert said.json["files"][0]["verification"]["practice"] is False, said


def stamp(pdf):
    """The same file with a later revision in which its first page bears a stamp of somebody's."""
    number = re.search(rb"/Kids *\[ *(\d+) 0 R", pdf).group(1)
    begin = pdf.rindex(b"\n" + number + b" 0 obj") + 1
    page = pdf[begin:pdf.index(b"endobj", begin)].rstrip()
    size = max(int(n) for n in re.findall(rb"/Size (\d+)", pdf))
    root = re.findall(rb"/Root (\d+ 0 R)", pdf)[-1]
    before = pdf[pdf.rindex(b"startxref"):].split()[1]
    objects = b"%s /Annots [%d 0 R] >>\nendobj\n" % (page[:-2], size)
    second = len(pdf) + len(objects)
    objects += (b"%d 0 obj\n<< /Type /Annot /Subtype /FreeText /Rect [80 400 500 700] /DA (/Helv 20 Tf) /F 4"
                b" /Contents (I promise nothing) >>\nendobj\n" % size)
    table = len(pdf) + len(objects)
    return pdf + objects + (b"xref\n%s 1\n%010d 00000 n \n%d 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %s /Prev %s >>\n"
                            b"startxref\n%d\n%%%%EOF\n" % (number, len(pdf), size, second, size + 1, root, before, table))


def test_nobody_signs_over_a_change():
    """Whoever signs after another one signs what that one signed: a stamp, a byte or a note put in since is refused, and the
    verdict does not say that the pages show what lies inside."""
    with Room() as room:
        signed, trust = sign(room)
        pdf = room.read("signed.pdf")
        keyed = ["--key", room.path("clerk.p12"), "--password-file", room.path("key-password")]
        for name, content in (("stamp.pdf", stamp(pdf)), ("byte.pdf", pdf[:2000] + bytes([pdf[2000] ^ 1]) + pdf[2001:]),
                              ("note.pdf", pdf + b"% a note\n")):
            path = room.write(name, content)
            refuses(room.run("sign", path, *keyed, "-o", room.path("out.pdf")), NO, "changed-since", "改动过")
            assert not os.path.exists(room.path("out.pdf"))
            judged = room.run("verify", path, "--trust", trust, "--json").json["files"][0]["verification"]
            assert judged["whole"] != "yes" and judged.get("answers", {}).get("verdict") != "yes", judged
        checked = subprocess.run(["qpdf", "--check", room.path("stamp.pdf")], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked  # the stamp is a rightful revision, and no damage
        assert room.run("sign", signed, *keyed, "-o", room.path("out.pdf")).status == YES


def test_nobody_is_asked_in_vain():
    """What cannot be judged once it is signed, and what cannot be signed at all, is refused before a key is asked for, in
    words; what stands beside it is signed."""
    with Room() as room:
        key, _ = make_key(room, "clerk", SUBJECT)
        assert room.run("print", "F04", room.example("F04"), "-o", room.path("paper.pdf")).status == YES
        page = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>",
                b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] >>", b"[" * 200000 + b"]" * 200000]
        deep, table = b"%PDF-1.4\n", b""
        for number, content in enumerate(page):
            table += b"%010d 00000 n \n" % len(deep)
            deep += b"%d 0 obj\n%s\nendobj\n" % (number + 1, content)
        deep = room.write("deep.pdf", deep + b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\n"
                          b"startxref\n%d\n%%%%EOF\n" % (table, len(deep)))
        for language in ("zh_CN", "en"):
            said = room.run("verify", deep, "--language", language)
            assert said.status == CANNOT_TELL, said
            assert ("已损坏，或者结构不规范" if language == "zh_CN" else "damaged, or not built as it should be") in said.out, said
        cut = room.write("cut.pdf", room.read("paper.pdf")[:9000])
        nobody = ["--key", room.path("nobody.p12"), "--password-file", room.path("key-password")]
        for path, code, words in ((deep, "bad-pdf", "不能据此判断或签署"), (cut, "bad-pdf", "不能据此判断或签署"),
                                  (room.path("nowhere.pdf"), "file-unreadable", "读不出")):
            said = room.run("sign", path, *nobody, "-o", room.path("never.pdf"))
            assert said.status != YES and said.code == code and words in said.err, said
            assert not os.path.exists(room.path("never.pdf"))
        said = room.run("sign", deep, room.path("paper.pdf"), "--key", key, "--password-file", room.path("key-password"), "--json")
        first, second = said.json["files"]
        assert said.status != YES and first["error"]["code"] == "bad-pdf" and "signed" in second, said


def test_another_name():
    """The credit code decides; that the name is another one, or that there is nothing to compare, is said."""
    with Room() as room:
        assert room.run("print", "F04", room.example("F04"), "-o", room.path("paper.pdf")).status == YES
        for name, subject, words, matches in (
                ("renamed", "/CN=从前的名称有限公司/serialNumber=92460203MA5TQX8800", "名称不一致", ("no", "yes")),
                ("same", "/CN=演练企业·海味小馆/serialNumber=92460203MA5TQX8800", None, ("yes", "yes")),
                ("silent", "/CN=演练企业·海味小馆", "没有写统一社会信用代码", ("yes", "cannot-tell"))):
            key, _ = make_key(room, name, subject)
            keyed = ["--key", key, "--password-file", room.path("key-password")]
            said = room.run("sign", room.path("paper.pdf"), *keyed, "-o", room.path(name + ".pdf"))
            assert said.status == YES, said
            assert words is None or words in said.err, said
            assert words == "名称不一致" or "名称不一致" not in said.err, said
            said = room.run("sign", room.path("paper.pdf"), *keyed, "-o", room.path(name + ".json.pdf"), "--json")
            named = said.json["files"][0]["named"]
            assert (named["nameMatches"], named["codeMatches"]) == matches and "海味小馆" in named["name"], said


def test_nothing_is_written_over():
    """What is signed already is never lost by signing once more under the same name; a role is one of those there are."""
    with Room() as room:
        signed, _ = sign(room)
        before = room.read("signed.pdf")
        again = ["sign", room.path("paper.pdf"), "--key", room.path("clerk.p12"), "--password-file", room.path("key-password")]
        refuses(room.run(*again, "-o", signed), WRONG_USE, "file-exists", "同名")
        assert room.read("signed.pdf") == before, "the signed paper was written over"
        refuses(room.run(*again, "-o", room.path("paper.pdf")), WRONG_USE, "file-exists", "同名")
        assert room.run(*again).status == YES
        refuses(room.run(*again), WRONG_USE, "file-exists", "同名")  # paper.signed.pdf, from the last one
        refuses(room.run(*again, "-o", room.path("c.pdf"), "--role", "boss"), WRONG_USE, "wrong-use", "boss")
        assert not os.path.exists(room.path("c.pdf"))


def test_schema_of_ones_own():
    with Room() as room:
        schema = room.write("schema.json", '{"type": "object", "title": "T", "properties": {"a": {"type": "string", "title": "甲",'
                            ' "minLength": 2}, "b": {"type": "integer", "title": "乙"}}, "required": ["a"]}')
        looks = room.write("ui.json", '{"type": "VerticalLayout", "elements": [{"type": "Control", "scope": "#/properties/b"},'
                           ' {"type": "Control", "scope": "#/properties/a", "rule": {"effect": "HIDE", "condition": {"scope":'
                           ' "#/properties/b", "schema": {"const": 1}}}}]}')
        good = room.write("good.json", '{"a": "xy", "b": 2}')
        bad = room.write("bad.json", '{"a": "x", "b": "2"}')
        assert room.run("check", "--schema", schema, good).status == YES
        said = room.run("check", "--schema", schema, "--uischema", looks, bad, "--json")
        assert said.status == NO and not said.json["valid"], said
        assert {problem["pointer"] for problem in said.json["problems"]} == {"/a", "/b"}, said
        assert all(problem["words"] for problem in said.json["problems"])
        said = room.run("form", "--schema", schema, "--uischema", looks, "--data", good, "--json")
        assert said.status == YES, said
        assert [item["pointer"] for item in said.json["items"]] == ["/b", "/a"], said
        hidden = room.write("hidden.json", '{"b": 1}')
        said = room.run("form", "--schema", schema, "--uischema", looks, "--data", hidden, "--json")
        assert [item["visible"] for item in said.json["items"]] == [True, False], said
        assert room.run("form", "--schema", schema).status == YES
        array = room.write("array.json", '{"type": "array", "items": {"type": "integer"}}')
        assert room.run("check", "--schema", array, room.write("i.json", "[1, 2]")).status == YES
        assert room.run("check", "--schema", array, room.write("i.json", '[1, "x"]')).status == NO
        assert room.run("check", "--schema", room.write("true.json", "true"), good).status == YES
        assert room.run("check", "--schema", schema, "-", stdin=b'{"a": "xy"}').status == YES
        assert room.run("check", "--uischema", looks, "F04", good).status == WRONG_USE


def test_what_a_person_would_meet():
    with Room() as room:
        schema = room.write("schema.json", '{"type": "object", "properties": {"kind": {"enum": ["a", "b"], "title": "Kind"}, "n": {"type":'
                            ' "integer", "title": "N", "minimum": 3, "x-unit": "m"}, "list": {"type": "array", "title": "L", "items":'
                            ' {"type": "object", "properties": {"x": {"type": "string", "title": "X"}}}}}, "required": ["n"]}')
        looks = room.write("ui.json", '{"type": "VerticalLayout", "elements": [\n {"type": "Control", "scope": "#/properties/kind"},\n'
                           ' {"type": "Control", "scope": "#/properties/n", "rule": {"effect": "SHOW", "condition": {"scope":'
                           ' "#/properties/kind", "schema": {"const": "a"}}}},\n {"type": "Control", "scope": "#/properties/list"}]}')
        data = room.write("data.json", '{"kind": "a", "n": 2, "list": [{"x": "y"}]}')
        form = ["form", "--schema", schema, "--uischema", looks, "--language", "en"]
        said = room.run(*form, "--data", data, "--json")
        assert said.status == YES, said
        kind, n, table = said.json["items"]
        assert (kind["kind"], kind["look"], kind["choiceCount"]) == ("choice", "drop-down", 2), kind
        assert kind["choices"] == [{"value": "a", "label": "a"}, {"value": "b", "label": "b"}], kind
        assert (n["value"], n["text"], n["required"], n["minimum"], n["unit"]) == (2, "2 m", True, 3, "m"), n
        assert [problem["code"] for problem in n["problems"]] == ["minimum"], n
        assert (table["kind"], table["look"], table["ordered"], table["columns"][0]["pointer"]) == ("array", "table", True, "/x"), table
        assert table["items"][0]["items"][0]["pointer"] == "/list/0/x", table
        said = room.run(*form, "--data", room.write("b.json", '{"kind": "b"}'), "--json")
        n = said.json["items"][1]
        assert not n["visible"] and n["why"] == "Only asked when “Kind” is answered “a”." and "problems" not in n, n
        reason = "\n  - Only asked when “Kind” is answered “a”.\n"
        told = room.run(*form).out  # what must be filled in and is hidden is a problem of what hides it
        assert "“N” must be filled in, but is not shown. Only asked" in told and reason not in told, told
        assert reason in room.run(*form, "--all").out
        said = room.run("form", "--schema", schema, "--write-uischema")
        assert said.status == YES and said.json["elements"][2] == {"type": "Control", "scope": "#/properties/list"}, said
        for content, place in (('{"type": "VerticalLayout",\n "elements": [\n  {"type": "Contrl"}]}', "ui2.json:3:12"),
                               ('{"type": "Control", "scope":\n  "#/properties/z"}', "ui2.json:2:3")):
            said = room.run("form", "--schema", schema, "--uischema", room.write("ui2.json", content))
            assert said.status == WRONG_USE and place in said.err, said


def test_broken_schema():
    broken = {
        "no-json": "{", "empty": "", "no-schema": "42", "minimum": '{"properties": {"a": {"minimum": "x"}}}',
        "type": '{"type": "strnig"}', "pattern": '{"pattern": "("}', "away": '{"$ref": "https://elsewhere.example/x"}',
        "nowhere": '{"$ref": "#/$defs/none"}', "dialect": '{"$schema": "https://example.org/none"}',
        "brackets": "[" * 100000, "twice": '{"type": "string", "type": "object"}', "required": '{"required": "a"}',
        "properties": '{"properties": []}', "latin": b'{"title": "\xe9"}',
    }
    with Room() as room:
        instance = room.write("instance.json", "{}")
        for name, content in broken.items():
            path = room.write(name + ".schema.json", content)
            for verb in (["check", "--schema", path, instance], ["form", "--schema", path], ["services", "check", path]):
                language = "en" if verb[0] == "form" else "zh_CN"
                said = room.run(*verb, "--language", language)
                assert said.status == WRONG_USE, (name, said)
                assert bool(CHINESE.search(said.err.split("\n[")[0])) == (language == "zh_CN"), (name, said)
        # An empty file is none of the papers and attachments that words for empty files speak of.
        for verb in (["check", "--schema", room.path("empty.schema.json"), instance],
                     ["form", "--schema", room.path("empty.schema.json")]):
            said = room.run(*verb)
            assert said.code == "bad-json" and "附件" not in said.err and "空" in said.err, said
        said = room.run("services", "check", room.write("x.json", '{"id": "X1", "version": "1"}'), "--json")
        assert said.status == WRONG_USE and said.code == "bad-service", said


def test_where_it_is_broken():
    """By line and column, in the person's own words: what lacks a member is where the member is missed."""
    with Room() as room:
        path = room.write("half.json", '{\n "a": 1,\n "b": }')
        for verb in (["form", "--schema", path], ["services", "check", path]):
            assert "第 3 行第 7 列：这里应当有一个值" in room.run(*verb, "--language", "zh_CN").err, verb
            assert "Line 3, column 7: A value should stand here" in room.run(*verb, "--language", "en").err, verb
        with open(os.path.join(DATA, "services", "F04.json"), encoding="utf-8") as file:
            service = json.load(file)
        del service["attachments"][0]["id"], service["summary"]
        text = json.dumps(service, ensure_ascii=False, indent=1)
        line = text[:text.index('"attachments"')].count("\n") + 2
        path = room.write("F04.json", text)
        said = room.run("services", "check", path, "--language", "zh_CN").err
        assert f"第 {line} 行第 3 列：请填写“id”。" in said and "第 1 行第 1 列：请填写“summary”。" in said, said
        assert f"Line {line}, column 3: Fill in “id”." in room.run("services", "check", path, "--language", "en").err


def test_endless_form():
    """Thirty definitions of two places each, of the next: no form, and a schema like any other."""
    levels = {f"d{i}": {"type": "object", "properties": {"a": {"$ref": f"#/$defs/d{i + 1}"}, "b": {"$ref": f"#/$defs/d{i + 1}"}}}
              for i in range(30)}
    endless = json.dumps({"$ref": "#/$defs/d0", "$defs": {**levels, "d30": {"type": "string"}}})
    wide = json.dumps({"properties": {f"p{i}": {"type": "string"} for i in range(200000)}})
    with Room() as room:
        for name, schema in (("endless", endless), ("wide", wide)):
            path = room.write(name + ".json", schema)
            said = room.run("form", "--schema", path)
            assert said.status == WRONG_USE and said.code == "form-too-large" and "没有人能填完" in said.err, said
            said = room.run("form", "--schema", path, "--language", "en")
            assert said.status == WRONG_USE and "larger than anybody could fill in" in said.err, said
        said = room.run("check", "--schema", room.path("endless.json"), room.write("good.json", '{"a": {"b": {}}}'))
        assert said.status == YES, said
        said = room.run("check", "--schema", room.path("endless.json"), room.write("bad.json", '{"a": {"b": 1}}'), "--json")
        assert said.status == NO and said.json["problems"][0]["pointer"] == "/a/b", said


run()
