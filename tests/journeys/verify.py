#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A paper that somebody brings, signed by two: the marks stand out on its pages, the list leads to them, the report is saved as a
page and as XML. Then a copy to which something was appended: what exactly was done is said."""
import os
import re
import shutil
import subprocess
import xml.dom.minidom

import journey

PASSWORD = "key password 1"


def make_key(folder, data):
    """A self-certified key of openssl's, trusted by this data folder."""
    key, certificate, store = (os.path.join(folder, name) for name in ("k.pem", "c.pem", "k.p12"))
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out",
                    certificate, "-utf8", "-subj", "/CN=三亚样例餐饮有限公司/serialNumber=91460200MA5T1Q2W3D", "-days", "30", "-addext",
                    "keyUsage=digitalSignature,nonRepudiation"], check=True, capture_output=True)
    subprocess.run(["openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", store, "-passout", "pass:" + PASSWORD],
                   check=True, capture_output=True)
    os.makedirs(os.path.join(data, "trust"), exist_ok=True)
    shutil.copy(certificate, os.path.join(data, "trust", "clerk.pem"))
    return store


def sign_twice(trip):
    """F04, printed and signed by two."""
    paper, once, twice, word = (f"{trip.folder}/{name}" for name in ("paper.pdf", "once.pdf", "twice.pdf", "word"))
    key = make_key(trip.folder, trip.data)
    with open(word, "w", encoding="utf-8") as file:
        file.write(PASSWORD + "\n")
    trip.yinuoctl("print", "F04", journey.answers("F04"), "-o", paper)
    trip.yinuoctl("sign", paper, "--key", key, "--password-file", word, "-o", once, "--mark")
    trip.yinuoctl("sign", once, "--key", key, "--password-file", word, "-o", twice, "--mark")
    return twice


def append(path, changed):
    """An annotation over the first page, saved by another program."""
    subprocess.run(["qpdf", path, "--check"], check=True, capture_output=True)
    with open(path, "rb") as file:
        paper = file.read()
    last = int(re.findall(rb"startxref\s+(\d+)", paper)[-1])
    size = int(re.findall(rb"/Size (\d+)", paper)[-1])
    root = re.findall(rb"/Root (\d+) 0 R", paper)[-1]
    info = re.findall(rb"/Info (\d+) 0 R", paper)[-1]
    catalogue = [part for part in re.findall(rb"\n%s 0 obj\s*(<<.*?)endobj" % root, paper, re.S)][-1].rstrip()
    begin = len(paper)
    body = b"%s 0 obj\n%s /OpenAction << /S /JavaScript /JS (1) >> >>\nendobj\n" % (root, catalogue[:-2])
    table = begin + len(body)
    body += b"xref\n%s 1\n%010d 00000 n \ntrailer\n<< /Size %d /Root %s 0 R /Info %s 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        root, begin, size, root, info, last, table)
    with open(changed, "wb") as file:
        file.write(paper + body)


def sign_revocable(trip):
    """By a certificate that names where to ask whether it was revoked; nobody is there."""
    path = lambda name: os.path.join(trip.folder, name)  # noqa: E731
    run = lambda *words: subprocess.run(["openssl", *words], check=True, capture_output=True)  # noqa: E731
    with open(path("leaf.ext"), "w", encoding="utf-8") as file:
        file.write("keyUsage=critical,digitalSignature,nonRepudiation\nauthorityInfoAccess=OCSP;URI:http://127.0.0.1:9/ocsp\n")
    run("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("ca.key"), "-out", path("ca.pem"),
        "-utf8", "-subj", "/CN=样例证书机构", "-days", "30")
    run("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", path("leaf.key"), "-out",
        path("leaf.csr"), "-utf8", "-subj", "/CN=三亚样例餐饮有限公司/serialNumber=91460200MA5T1Q2W3D")
    run("x509", "-req", "-in", path("leaf.csr"), "-CA", path("ca.pem"), "-CAkey", path("ca.key"), "-CAcreateserial", "-days", "20",
        "-extfile", path("leaf.ext"), "-out", path("leaf.pem"))
    run("pkcs12", "-export", "-inkey", path("leaf.key"), "-in", path("leaf.pem"), "-certfile", path("ca.pem"), "-out", path("leaf.p12"),
        "-passout", "pass:" + PASSWORD)
    shutil.copy(path("ca.pem"), os.path.join(trip.data, "trust", "ca.pem"))
    trip.yinuoctl("sign", path("paper.pdf"), "-o", path("revocable.pdf"), "--key", path("leaf.p12"), "--password-file", path("word"), "--mark")
    return path("revocable.pdf")


def open_file(window, path):
    window.key("ctrl+o")
    window.choose_file(path, "打开")


def wait_focus(window, words):
    """Where the keys stand: what a screen reader says first."""
    def stands():
        node = window.focused()
        return node is not None and node.name.startswith(words)
    window.wait_for(stands, f"the keys on “{words}”")


def no_paper(trip, window):
    """What is no PDF, and what has gone since: another file is as near as another try."""
    other = f"{trip.folder}/notes.pdf"
    with open(other, "w", encoding="utf-8") as file:
        file.write("no paper\n")
    open_file(window, other)
    wait_focus(window, "这里无法判断：它不是 PDF 文件。")
    os.remove(other)
    window.click("English", {"button"})
    wait_focus(window, "Try again")
    if os.environ.get("YINUO_PICTURE"):
        trip.picture(os.environ["YINUO_PICTURE"] + ".failed.png")
    window.click("中文", {"button"})
    wait_focus(window, "再试一次")
    window.click("再查一份…", {"button"})
    window.choose_file(f"{trip.folder}/twice.pdf", "打开")
    wait_focus(window, "演练·无效力：签名有效，内容完整。")


def save_reports(trip, window):
    page, markup = f"{trip.folder}/report.pdf", f"{trip.folder}/report.xml"
    window.click("保存核验报告…", {"button"})
    window.choose_file(page, "保存")
    window.wait_for(lambda: os.path.exists(page), "the report")
    assert "Pages:           1" in trip.session.run("pdfinfo", page)
    assert "核验报告" in trip.session.run("pdftotext", page, "-")
    window.click("XML…", {"button"})
    window.choose_file(markup, "保存")
    window.wait_for(lambda: os.path.exists(markup), "the XML")
    assert xml.dom.minidom.parse(markup).documentElement.tagName == "ValidationReport"


def walk(trip):
    signed = sign_twice(trip)
    changed = f"{trip.folder}/changed.pdf"
    append(signed, changed)
    revocable = sign_revocable(trip)
    window = trip.open_window()
    window.wait("查验文书", {"button"})
    open_file(window, signed)
    window.wait_said("演练·无效力：签名有效，内容完整。")
    wait_focus(window, "演练·无效力：签名有效，内容完整。")
    window.wait_said("页面和内容一致吗？ 是")
    for number in (1, 2):
        window.wait(f"页面上的签名 {number}", {"button"})
    window.click(re.compile("^在第 [0-9]+ 页$"), {"button"})
    window.wait_for(lambda: "focused" in window.find("页面上的签名 1", {"button"}).states, "the mark that was asked for")
    if os.environ.get("YINUO_PICTURE"):
        trip.picture(os.environ["YINUO_PICTURE"])
    assert window.nameless() == [], "controls without a name"
    save_reports(trip, window)
    open_file(window, changed)
    window.wait_said("无效：文件在签署之后被改动过。")
    window.wait_said("添加或更换了打开时自动执行的动作（OpenAction）。")
    wait_focus(window, "无效：文件在签署之后被改动过。")
    if os.environ.get("YINUO_PICTURE"):
        trip.picture(os.environ["YINUO_PICTURE"] + ".changed.png")


    open_file(window, revocable)
    window.wait_said("签名人的证书是否被吊销，在这里查不到。")
    if os.environ.get("YINUO_PICTURE"):
        trip.picture(os.environ["YINUO_PICTURE"] + ".revocable.png")
    window.click("联网查询吊销状态", {"button"})
    window.wait_said("签名人的证书是否被吊销，没有查到。")
    window.wait_said("联网查询时间：")
    if os.environ.get("YINUO_PICTURE"):
        trip.picture(os.environ["YINUO_PICTURE"] + ".asked.png")
    window.click("English", {"button"})
    window.wait_said("Whether the signer's certificate was revoked is not known here.")
    window.wait("Ask online whether it was revoked", {"button"})
    if os.environ.get("YINUO_PICTURE"):
        trip.picture(os.environ["YINUO_PICTURE"] + ".english.png")
    window.click("中文", {"button"})
    window.wait("再查一份…", {"button"})
    no_paper(trip, window)


journey.go(walk)
