# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Signing with a key in a token, at the command line: a driver that does what its script says, and what comes of it in
words, statuses and signed papers."""
import os
import subprocess
import time

from stranger import (CHINESE, NO, PATIENCE, WRONG_USE, YES, YINUOCTL, Room, Town, KEY_PASSWORD, dated_key, make_key, openssl, run,
                      watching_command_lines)

DRIVER = os.environ["YINUO_MOCK_PKCS11"]
SKF_DRIVER = os.environ["YINUO_MOCK_SKF"]
SUBJECT = "/CN=演练样例酒楼/O=演练样例酒楼/serialNumber=92460203MA5TQX8800"
PIN = "13572468"


def put_into_token(room, key, certificate):
    """The mock's token holds this key from here on."""
    os.mkdir(room.path("token"))
    os.rename(key, room.path("token", "key.pem"))
    openssl("x509", "-in", certificate, "-outform", "DER", "-out", room.path("token", "sign.der"))
    room.write("pin", PIN + "\n")
    room.write("wrong-pin", "00000000\n")
    room.env["YINUO_MOCK"] = room.path("token")
    tell(room)


def tell(room, *lines):
    room.write(os.path.join("token", "script"), "".join(line + "\n" for line in lines))


def calls(room, name):
    path = os.path.join("token", "calls")
    return room.read(path).decode().split("\n").count(name) if os.path.exists(room.path(path)) else 0


def paper_and_token(room):
    _, trust = make_key(room, "clerk", SUBJECT)
    put_into_token(room, room.path("clerk.key"), os.path.join(trust, "clerk.pem"))
    assert room.run("print", "F04", room.example("F04"), "-o", room.path("paper.pdf")).status == YES
    return trust


def sign(room, *args, token=DRIVER, pin="pin"):
    if os.path.exists(room.path("signed.pdf")):
        os.unlink(room.path("signed.pdf"))
    return room.run("sign", room.path("paper.pdf"), "--token", token, "--password-file", room.path(pin), "-o",
                    room.path("signed.pdf"), *args)


def test_signed_and_verified():
    with Room() as room:
        trust = paper_and_token(room)
        with watching_command_lines() as seen:
            said = sign(room, "--mark", "--json")
        assert said.status == YES and said.json["files"][0]["signed"] == room.path("signed.pdf"), said
        assert not any(PIN.encode() in line for line in seen), "a PIN on a command line"
        said = room.run("verify", room.path("signed.pdf"), "--trust", trust)
        assert said.status == YES, said
        text = subprocess.run(["pdftotext", room.path("signed.pdf"), "-"], capture_output=True, text=True, check=True).stdout
        assert "证书介质签名" in text, text


def test_its_full_address():
    with Room() as room:
        paper_and_token(room)
        keys = room.run("key", "list", "--token", DRIVER, "--json").json["keys"]
        assert [(key["token"], key["uscc"], key["interface"]) for key in keys] == [
            ("样例介质", "92460203MA5TQX8800", "PKCS#11")], keys
        assert sign(room, token=keys[0]["address"]).status == YES
        said = room.run("key", "list", "--token", DRIVER)
        assert keys[0]["address"] in said.out, said


def test_before_the_pin():
    """A certificate that nothing may be signed with is refused before a PIN is given away."""
    with Room() as room:
        dated_key(room, "late", "keyUsage=digitalSignature\n", "20200101000000Z", "20210101000000Z")
        put_into_token(room, room.path("late.key"), room.path("late.pem"))
        assert room.run("print", "F04", room.example("F04"), "-o", room.path("paper.pdf")).status == YES
        said = sign(room)
        assert said.status == NO and said.code == "certificate-expired", said
        assert calls(room, "C_Login") == 0, "a PIN was tried"
        key = room.run("key", "list", "--token", DRIVER, "--json").json["keys"][0]
        assert key["cannotSign"]["code"] == "certificate-expired" and key["validFrom"] == "2020-01-01", key


def test_not_for_signing():
    """The certificate for encryption, which lies beside the one for signing, is listed with the reason why it is no key."""
    with Room() as room:
        paper_and_token(room)
        dated_key(room, "encrypts", "keyUsage=keyEncipherment\n", "20200101000000Z", "20400101000000Z")
        openssl("x509", "-in", room.path("encrypts.pem"), "-outform", "DER", "-out", room.path("token", "encrypt.der"))
        said = room.run("key", "list", "--token", DRIVER, "--json").json
        assert len(said["keys"]) == 1 and "cannotSign" not in said["keys"][0], said
        assert [key["cannotSign"]["code"] for key in said["unfit"]] == ["certificate-unfit"], said
        said = room.run("key", "list", "--token", DRIVER)
        assert "这个证书不是用来签名的" in said.out and said.out.count("--token") == 1, said
        tell(room, "hidden")  # both behind the PIN
        said = room.run("key", "list", "--log-in", "--token", DRIVER, "--password-file", room.path("pin"), "--json").json
        assert len(said["keys"]) == 1 and [key["cannotSign"]["code"] for key in said["unfit"]] == ["certificate-unfit"], said


def test_pins():
    """One attempt a call; nothing is tried where it would cost what cannot be given back."""
    with Room() as room:
        paper_and_token(room)
        said = sign(room, pin="wrong-pin")
        assert said.status == NO and said.code == "pin-wrong" and "PIN 码不对" in said.words, said
        assert calls(room, "C_Login") == 1
        tell(room, "flags 0x40000")
        said = sign(room)
        assert said.status == NO and said.code == "pin-locked" and "解锁" in said.words, said
        tell(room, "flags 0x80000")  # CKF_USER_PIN_TO_BE_CHANGED: said before the PIN is asked for
        said = sign(room, pin="wrong-pin")
        assert said.code == "pin-wrong" and "要先用厂商的工具修改" in said.err, said
        os.unlink(room.path("token", "calls"))
        tell(room, "flags 0x20000")
        said = sign(room)
        assert said.status == NO and said.code == "pin-last-try" and "--last-try" in said.words, said
        assert calls(room, "C_Login") == 0, "a PIN was tried"
        said = sign(room, "--last-try")
        assert said.status == YES, said
        assert calls(room, "C_Login") == 1


def test_trouble_in_words():
    with Room() as room:
        paper_and_token(room)
        for script, code in (("answer C_Login 0x5", "token-driver-fault"), ("answer C_Sign 0x32", "token-absent"),
                             ("answer C_Sign 0x50", "token-declined"), ("crash C_Sign", "token-crashed"),
                             ("crash C_Initialize", "token-crashed"), ("gone", "token-absent"),
                             ("answer C_OpenSession 0xb1", "token-busy"), ("answer C_Initialize 0x30", "token-fault")):
            tell(room, script)
            said = sign(room)
            assert said.status == NO and said.code == code and CHINESE.search(said.words), (script, said)
            assert "PIN 码不对" not in said.words, (script, said)
        for address in ("quatsch", "pkcs11:token=x?pin-value=" + PIN):
            said = sign(room, token=address)
            assert said.code == "token-address" and PIN not in said.words, said


def test_hidden():
    """Certificates that only the PIN shows: it is asked for first, once; whose certificate it is stands there before the
    paper is signed."""
    with Room() as room:
        trust = paper_and_token(room)
        for script in ("hidden", "hidden 0x101"):
            tell(room, script)
            said = room.run("key", "list", "--token", DRIVER, "--json")
            assert said.json["keys"] == [] and [token["token"] for token in said.json["hidden"]] == ["样例介质"], said
            address = said.json["hidden"][0]["address"]
            said = room.run("key", "list", "--token", DRIVER)
            assert "要输入 PIN 码才看得到" in said.out and address in said.out, said
            assert calls(room, "C_Login") == 0, "a PIN was tried"
            said = room.run("key", "list", "--log-in", "--token", address, "--password-file", room.path("pin"), "--json")
            assert said.status == YES and [key["uscc"] for key in said.json["keys"]] == ["92460203MA5TQX8800"], said
            assert sign(room, token=said.json["keys"][0]["address"]).status == YES
            os.unlink(room.path("token", "calls"))
            said = sign(room)
            assert said.status == YES and said.err.index("要输入 PIN 码才看得到") < said.err.index("证书：演练样例酒楼"), said
            assert calls(room, "C_Login") == 1
            assert room.run("verify", room.path("signed.pdf"), "--trust", trust).status == YES
            os.unlink(room.path("token", "calls"))


def test_hidden_pins():
    """The same care with the PIN, before anything can be seen."""
    with Room() as room:
        paper_and_token(room)
        for script, flags, pin, code, tried in (("hidden", [], "wrong-pin", "pin-wrong", 1),
                                                ("hidden\nflags 0x40000", [], "pin", "pin-locked", 0),
                                                ("hidden\nflags 0x20000", [], "pin", "pin-last-try", 0)):
            tell(room, script)
            for said in (sign(room, *flags, pin=pin),
                         room.run("key", "list", "--log-in", "--token", DRIVER, "--password-file", room.path(pin))):
                assert said.status == NO and said.code == code, said
            assert calls(room, "C_Login") == 2 * tried, (script, "tries")
            if tried:
                os.unlink(room.path("token", "calls"))
        assert sign(room, "--last-try").status == YES and calls(room, "C_Login") == 1
        os.unlink(room.path("token", "sign.der"))
        tell(room, "hidden")
        assert sign(room).code == "token-empty"


def test_sm2_behind_pkcs11():
    """Refused in words before a PIN is asked for; the remedy that they name holds: the SKF driver of the same key."""
    with Room() as room:
        paper_and_token(room)
        openssl("req", "-x509", "-newkey", "sm2", "-sm3", "-sigopt", "distid:1234567812345678", "-nodes", "-keyout",
                room.path("token", "key.pem"), "-out", room.path("sm2.pem"), "-utf8", "-subj", SUBJECT, "-days", "30",
                "-addext", "keyUsage=digitalSignature,nonRepudiation")
        openssl("x509", "-in", room.path("sm2.pem"), "-outform", "DER", "-out", room.path("token", "sign.der"))
        said = room.run("sign", room.path("paper.pdf"), "--token", DRIVER)
        assert said.status == NO and said.code == "token-algorithm", said
        for word in ("SKF", "双人签署", "纸质签署"):
            assert word in said.words, said
        assert calls(room, "C_Login") == 0
        said = room.run("doctor", "--token", DRIVER, "--json", "--data-dir", room.path("data"))
        assert ("token-certificate", "token-algorithm") in links(said), said
        assert sign(room, token=SKF_DRIVER).status == YES


def test_each_time():
    """A key that wants its PIN each time says so, and gets it for every paper."""
    with Room() as room:
        paper_and_token(room)
        tell(room, "each-time")
        room.write("second.pdf", room.read("paper.pdf"))
        said = room.run("sign", room.path("paper.pdf"), room.path("second.pdf"), "--token", DRIVER, "--password-file",
                        room.path("pin"))
        assert said.status == YES and "每签一份都要输入 PIN 码" in said.err, said
        assert calls(room, "C_Login") == 1 and calls(room, "C_Login-context") == 2


def test_several_papers_one_pin():
    with Room() as room:
        paper_and_token(room)
        papers = [room.write(f"{n}.pdf", room.read("paper.pdf")) and room.path(f"{n}.pdf") for n in range(5)]
        room.write("broken.pdf", "no paper")
        said = room.run("sign", *papers[:3], room.path("broken.pdf"), *papers[3:], "--token", DRIVER, "--password-file",
                        room.path("pin"), "--json")
        assert ["signed" in file for file in said.json["files"]] == [True] * 3 + [False] + [True] * 2, said
        assert calls(room, "C_Login") == 1 and calls(room, "C_Sign") == 5


def test_both_or_none():
    with Room() as room:
        paper_and_token(room)
        for args in (["--key", room.path("clerk.p12"), "--token", DRIVER], []):
            said = room.run("sign", room.path("paper.pdf"), "--password-file", room.path("pin"), *args)
            assert said.status == WRONG_USE, said


def links(said):
    return [(link["link"], link.get("code")) for link in said.json["links"] if link["link"].startswith("token")]


CHAIN = ["token-driver", "token-slot", "token", "token-certificate", "token-pin"]


def test_doctor():
    """Exactly one link of the chain fails, with its remedy; those before it hold, those behind it were not asked."""
    with Room() as room:
        paper_and_token(room)
        for script, fails, code in (("", None, None), ("flags 0x40000", "token-pin", "pin-locked"),
                                    ("gone", "token", "token-absent"), ("crash C_Initialize", "token-driver", "token-crashed"),
                                    ("crash C_FindObjects", "token-driver", "token-crashed"),
                                    ("answer C_GetSlotInfo 0x30", "token-slot", "token-fault"),
                                    ("answer C_GetTokenInfo 0xe1", "token", "token-unknown"),
                                    ("answer C_GetTokenInfo 0x30", "token", "token-fault"),
                                    ("answer C_OpenSession 0xb1", "token", "token-busy"),
                                    ("answer C_FindObjectsInit 0x90", "token", "token-busy"),
                                    ("answer C_FindObjects 0x100", "token", "token-busy")):
            tell(room, script)
            said = room.run("doctor", "--token", DRIVER, "--json", "--data-dir", room.path("data"))
            chain = [link for link in said.json["links"] if link["link"].startswith("token")]
            at = CHAIN.index(fails) if fails else len(CHAIN)  # how many hold
            assert [link["link"] for link in chain] == CHAIN, (script, said)
            assert [link["works"] for link in chain] == ([True] * at + [False] + [None] * 5)[:5], (script, said)
            assert [link["code"] for link in chain if link["code"]] == ([code] if code else []), (script, said)
            assert all(link["do"] for link in said.json["links"] if link["works"] is False), said
        tell(room, "hidden")
        said = room.run("doctor", "--token", DRIVER, "--json", "--data-dir", room.path("data"))
        assert links(said)[-2:] == [("token-login", "token-hidden"), ("token-pin", None)], said


def test_doctor_without_a_driver():
    """The path is wrong: that is said, once, and not that nothing is plugged in; without a driver for this system there are
    two ways left."""
    with Room() as room:
        room.write("no-library", "nonsense")
        for language, ways, not_asked in (("zh_CN", ("双人签署", "纸质签署"), "证书介质：没有问到"),
                                          ("en", ("two-person signing", "on paper"), "Token: not asked")):
            for path in ("/nonexistent/driver.so", room.path("no-library")):
                said = room.run("doctor", "--token", path, "--data-dir", room.path("data"), "--language", language)
                assert all(way in said.out for way in ways) and not_asked in said.out, said
                assert "没有看到插着的" not in said.out and "plugged in:" not in said.out.lower(), said
                said = room.run("doctor", "--token", path, "--data-dir", room.path("data"), "--json")
                assert [link for link in links(said) if link[1]] == [("token-driver", "token-driver")], said


def test_doctor_on_skf():
    """It says what nobody has tried yet."""
    with Room() as room:
        paper_and_token(room)
        said = room.run("doctor", "--token", SKF_DRIVER, "--data-dir", room.path("data"))
        assert "真实的介质上试过" in said.out, said


def test_doctor_on_pins():
    """A PIN that was wrong the last time is no plain tick, and no fault either."""
    with Room() as room:
        paper_and_token(room)
        place = ["--token", DRIVER, "--data-dir", room.path("data")]
        told = room.run("doctor", *place).out
        assert "✓  介质 样例介质 的 PIN 码" in told and "PIN 码对不对，输入时才知道" in told, told
        tell(room, "flags 0x10000")  # CKF_USER_PIN_COUNT_LOW
        said = room.run("doctor", *place)
        assert "!  介质 样例介质 的 PIN 码" in said.out and "上次给它的 PIN 码是错的" in said.out, said
        assert "介质没有报告问题" not in said.out, said
        pin = [link for link in room.run("doctor", *place, "--json").json["links"] if link["link"] == "token-pin"]
        assert [(link["works"], link["code"], link["about"]) for link in pin] == [(True, "pin-low", "样例介质")], pin


def test_doctor_without_tokens():
    """For machines, too, it says that none is there."""
    with Room() as room:
        said = room.run("doctor", "--json", "--data-dir", room.path("data"))
        token = [link for link in said.json["links"] if link["link"].startswith("token")]
        assert token and all(link["words"] for link in token), said


def test_another_token():
    """A name that no token bears is not called "not plugged in"; those that are there are named."""
    with Room() as room:
        paper_and_token(room)
        for language, words in (("zh_CN", "没有这个地址所说的介质"), ("en", "There is no token as the address names it")):
            address = "pkcs11:token=Quatsch?module-path=" + DRIVER
            said = room.run("doctor", "--token", address, "--data-dir", room.path("data"), "--language", language)
            assert words in said.out and "样例介质" in said.err, said
            said = sign(room, "--language", language, token=address)
            assert said.status == NO and said.code == "token-other" and words in said.err and "样例介质" in said.err, said
        tell(room, "gone")
        said = sign(room, token=address)
        assert said.code == "token-absent", said


def practice_key_into_token(town):
    keys = [os.path.join(folder, name) for folder, _, names in os.walk(town.path("data", "keys")) for name in names]
    for what, name in (("-nocerts", "key.pem"), ("-nokeys", "certificate.pem")):
        openssl("pkcs12", "-in", keys[0], "-passin", "pass:" + KEY_PASSWORD, "-nodes", what, *(
            ["-clcerts"] if what == "-nokeys" else []), "-out", town.path(name))
    os.unlink(keys[0])
    put_into_token(town, town.path("key.pem"), town.path("certificate.pem"))


def test_filed_with_a_token():
    """The practice key moves into a token, and a commitment is filed with it."""
    with Town() as town:
        town.sit_down()
        practice_key_into_token(town)
        said = town.call("file", "--token", DRIVER, "--password-file", town.path("pin"), "F04", town.example("F04"), "--json")
        assert said.status == YES and said.json["stage"] == "received", said
        tell(town, "hidden")
        said = town.call("file", "--token", DRIVER, "--password-file", town.path("pin"), "F04", town.example("F04"), "--json")
        assert said.status == YES and said.json["stage"] == "received", said
        assert calls(town, "C_Login") == 2


def test_killed_while_it_waits():
    """A chair that was killed between printing and signing leaves the draft as it was, for whoever comes next; one that lives is
    left alone."""
    with Town() as town:
        town.sit_down()
        practice_key_into_token(town)
        tell(town, "block C_Login")
        waiting = subprocess.Popen([YINUOCTL, "file", *town.place(), "--platform", town.address, "--token", DRIVER,
                                    "--password-file", town.path("pin"), "F04", town.example("F04")], env=town.env,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while calls(town, "C_Login") == 0 and time.monotonic() < end:
            time.sleep(0.02)
        papers = town.call("paper", "list", "--json").json["papers"]
        assert len(papers) == 1, papers  # it is being looked at
        waiting.kill()
        waiting.wait(PATIENCE)
        assert town.call("paper", "list", "--json").json["papers"] == []
        rows = town.call("list", "--json").json["filings"]
        assert [(row["stage"], row["matter"]) for row in rows] == [("filling", papers[0]["matter"])], rows
        stores = town.path("data", "stores")
        assert not [name for _, _, names in os.walk(stores) for name in names if name.startswith("looking-")]


def test_a_batch_is_cut_short():
    """The token is pulled out between two papers, or its driver falls: what was signed is filed, each other paper says why not
    and is a draft as it was; with the token in again the rest goes."""
    for script, codes in (("gone 2", ["token-absent"] * 2), ("crash C_Sign 2", ["token-crashed", "token-session"])):
        with Town() as town:
            town.sit_down()
            practice_key_into_token(town)
            files = []
            for number in range(4):
                with open(town.example("F04", shop__name=f"海味小馆{number}店（演练样例）"), encoding="utf-8") as file:
                    files.append(town.write(f"{number}.json", file.read()))

            def batch(files):
                keyed = ["batch", "--token", DRIVER, "--password-file", town.path("pin"), "F04", *files, "--json"]
                return town.call(*keyed, "--confirm", town.call(*keyed).json["digest"])

            tell(town, script)
            said = batch(files)
            assert said.status != YES, said
            results = said.json["results"]
            assert [bool(result["id"]) for result in results] == [True, True, False, False], (script, said)
            assert [result["error"]["code"] for result in results[2:]] == codes, (script, said)
            rows = town.call("list", "--json").json["filings"]
            assert {row["id"] for row in rows if row["id"]} == {result["id"] for result in results[:2]}, rows
            assert [row["stage"] for row in rows if not row["id"]] == ["filling"] * 2, rows
            tell(town)
            said = batch(files[2:])
            assert said.status == YES and all(result["id"] for result in said.json["results"]), (script, said)
            assert {row["stage"] for row in town.call("list", "--json").json["filings"]} == {"received"}

run()
