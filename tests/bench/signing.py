#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Signing and verifying next to what others take for the same: processor time of one run, so that what else the machine
does is no part of a figure.
  signing.py PROGRAM YINUOCTL WORK SECONDS"""

import os
import resource
import shutil
import subprocess
import sys
import time

PROGRAM, YINUOCTL, WORK, SECONDS = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4]
HERE = os.path.dirname(os.path.abspath(__file__))
ANSWERS = os.path.join(HERE, "..", "..", "data", "examples", "F04.json")
PASSWORD = "bench"


def run(*command, check=True):
    return subprocess.run(command, cwd=WORK, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=check)


def own(*arguments):
    return [float(word) for word in run(PROGRAM, *arguments).stdout.split()[:4]]


def spent():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def forget(names):
    for name in names:
        path = os.path.join(WORK, name)
        if os.path.exists(path):
            os.unlink(path)


def processes(command, makes=()):
    """Milliseconds of processor time that one run takes. @makes: files of its own, which are gone before each run and there
    after it; without them any status will do, because a verdict may be one."""
    rounds, before = 0, 0
    while rounds < 6 or spent() - before < float(SECONDS):
        forget(makes)
        run(*command, check=bool(makes))
        assert all(os.path.getsize(os.path.join(WORK, name)) for name in makes), (command, "made nothing")
        if rounds == 0:
            before = spent()  # the first one warms up
        rounds += 1
    return 1000 * (spent() - before) / (rounds - 1)


def make_nss():
    """pdfsig's keys; the same key and the same root that we use."""
    nss = os.path.join(WORK, "nss")
    shutil.rmtree(nss, ignore_errors=True)
    os.mkdir(nss)
    plain = run("openssl", "pkcs12", "-in", "key.p12", "-passin", "pass:" + PASSWORD, "-nodes").stdout
    with open(os.path.join(WORK, "key.pem"), "wb") as file:
        file.write(plain)
    run("openssl", "pkcs12", "-export", "-in", "key.pem", "-name", "bench", "-passout", "pass:" + PASSWORD, "-out", "quick.p12")
    run("certutil", "-N", "-d", "sql:nss", "--empty-password")
    run("pk12util", "-i", "quick.p12", "-d", "sql:nss", "-W", PASSWORD)
    run("certutil", "-A", "-d", "sql:nss", "-n", "root", "-t", "CT,C,C", "-i", "root.pem")


def write_large(path, size, images):
    """A file of exactly @size bytes: one stream, or a page with a picture of 100 kB for each."""
    offsets = {}
    noise = os.urandom(1 << 20)
    with open(path, "wb") as file:
        def put(number, head, length=None):
            offsets[number] = file.tell()
            file.write(b"%d 0 obj\n%s" % (number, head))
            if length is not None:
                file.write(b" /Length %d >>\nstream\n" % length)
                for at in range(0, length, len(noise)):
                    file.write(noise[:min(len(noise), length - at)])
                file.write(b"\nendstream")
            file.write(b"\nendobj\n")

        pages = size // 100000 - 50 if images else 1
        file.write(b"%PDF-1.7\n")
        put(1, b"<< /Type /Catalog /Pages 2 0 R >>")
        put(2, b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (pages, b" ".join(b"%d 0 R" % (3 + 3 * i) for i in range(pages))))
        for i in range(pages):
            page = 3 + 3 * i
            put(page, b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents %d 0 R "
                      b"/Resources << /XObject << /I %d 0 R >> >> >>" % (page + 1, page + 2))
            put(page + 1, b"<< /Filter [ ]", 28)
            put(page + 2, b"<< /Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceRGB /BitsPerComponent 8",
                99000 if images else size - 4000)
        count = 3 + 3 * pages
        tail = b"xref\n0 %d\n0000000000 65535 f \n" % count + b"".join(b"%010d 00000 n \n" % offsets[i] for i in range(1, count))
        end = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%010d\n%%%%EOF\n"
        rest = size - file.tell() - len(tail) - len(end % (count, 0))
        file.write(b"%" + b"-" * (rest - 2) + b"\n")
        table = file.tell()
        file.write(tail + end % (count, table))
        assert file.tell() == size


def line(what, ours, theirs="", ratio=""):
    print(f"  {what:<52} {ours:>12} {theirs:>12} {ratio:>8}")


def main():
    os.makedirs(WORK, exist_ok=True)
    run(PROGRAM, "make", WORK, ANSWERS)
    with open(os.path.join(WORK, "password"), "w", encoding="utf-8") as file:
        file.write(PASSWORD + "\n")
    trust = os.path.join(WORK, "trust")
    os.makedirs(trust, exist_ok=True)
    shutil.copy(os.path.join(WORK, "root.pem"), trust)
    peers = all(shutil.which(tool) for tool in ("pdfsig", "certutil", "pk12util", "openssl"))
    if peers:
        make_nss()
    else:
        print("pdfsig is not at hand: poppler-utils and libnss3-tools are not installed")

    print()
    print(f"signing: milliseconds of processor time                    {'yinuo':>8} {'peer':>12} {'ratio':>8}")
    ours, bare = own("print", WORK, ANSWERS, SECONDS)
    line("a paper printed and signed / cairo and EVP_DigestSign", f"{ours:.2f}", f"{bare:.2f}", f"{ours / bare:.2f}")
    library = 1000 / own("sign", WORK, SECONDS)[0]
    sign = ("pdfsig", "-nssdir", "sql:nss", "-add-signature", "-nick", "bench", "letter.pdf", "theirs.pdf")
    pdfsig = processes(sign, ["theirs.pdf"]) if peers else None
    line("a signature: the library call / pdfsig -add-signature", f"{library:.2f}", *against(pdfsig, library, faster=True))
    many = [f"copy-{i}.pdf" for i in range(50)]
    for name in many:
        shutil.copy(os.path.join(WORK, "letter.pdf"), os.path.join(WORK, name))
    chair = processes((YINUOCTL, "sign", *many, "--key", "quick.p12" if peers else "key.p12", "--password-file", "password"),
                      [name.replace(".pdf", ".signed.pdf") for name in many]) / len(many)
    line("a signature: yinuoctl sign, of 50 / pdfsig", f"{chair:.2f}", *against(pdfsig, chair, faster=True))
    library = 1000 / own("verify", WORK, SECONDS)[0]
    pdfsig = processes(("pdfsig", "-nssdir", "sql:nss", "signed-letter.pdf")) if peers else None
    line("three signatures verified: the library call / pdfsig", f"{library:.2f}", *against(pdfsig, library))
    chair = processes((YINUOCTL, "verify", "signed-letter.pdf", "--trust", "trust"))
    line("three signatures verified: yinuoctl verify / pdfsig", f"{chair:.2f}", *against(pdfsig, chair))
    chair = processes((YINUOCTL, "verify", *["signed-letter.pdf"] * len(many), "--trust", "trust")) / len(many)
    line("the same: yinuoctl verify, of 50 / pdfsig", f"{chair:.2f}", *against(pdfsig, chair))
    chair = processes((YINUOCTL, "verify", "signed.pdf", "--trust", "trust"))
    line("the same of a paper, whose answers are printed again", f"{chair:.2f}", "-", "-")

    print()
    print("signing: a large file, signed and verified    seconds   more MiB    seconds   more MiB")
    for size in (100, 2000):
        for images in (False, True):
            path = os.path.join(WORK, "large.pdf")
            write_large(path, size * 1000 * 1000, images)
            signed, sign_memory, verified, verify_memory = own("large", WORK, path)
            what = f"{size} MB, " + ("a picture a page" if images else "one stream")
            print(f"  {what:<40} {signed:>12.2f} {sign_memory:>10.0f} {verified:>10.2f} {verify_memory:>10.0f}")
            os.unlink(path)


def against(peer, ours, faster=False):
    """The peer's figure, and the ratio: how many times as fast we are, or how much of its time we take."""
    if peer is None:
        return "-", "-"
    return f"{peer:.2f}", f"{peer / ours:.1f} x" if faster else f"{ours / peer:.2f}"


main()
