#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Signing and verifying next to what others take for the same: processor time, and of a process that of its quickest run,
because what else the machine does only ever adds to it. The status is 1 if a figure that is wanted is not held.
  signing.py PROGRAM YINUOCTL WORK SECONDS"""

import os
import resource
import shutil
import subprocess
import sys

PROGRAM, YINUOCTL, WORK, SECONDS = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4]
HERE = os.path.dirname(os.path.abspath(__file__))
ANSWERS = os.path.join(HERE, "..", "..", "data", "examples", "F04.json")
PASSWORD = "bench"
MOST_MEMORY = 64  # MiB
missed = []


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


class Process:
    """A command, and what one run of it must leave: files, which are gone before each run, or words, so many times."""

    def __init__(self, *command, makes=(), says=b"", times=0):
        self.command, self.makes, self.says, self.times = command, makes, says, times
        self.least = float("inf")

    def measure(self):
        forget(self.makes)
        before = spent()
        said = run(*self.command).stdout
        self.least = min(self.least, 1000 * (spent() - before))
        assert all(os.path.getsize(os.path.join(WORK, name)) for name in self.makes), (self.command, "made nothing")
        assert said.count(self.says) >= self.times, (self.command, said)


def side_by_side(*all_processes):
    """Milliseconds of processor time that the quickest run of each takes; the first one warms up. They take turns."""
    those = [process for process in all_processes if process is not None]
    before, rounds = spent(), 0
    while rounds < 6 or spent() - before < float(SECONDS) * len(those):
        for process in those:
            process.measure()
        rounds += 1
    return [process.least if process is not None else None for process in all_processes]


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


def line(what, ours, peer=None, most=None, least=None):
    """@most: what we may take, as a multiple of the peer's; @least: how many times as quick we are to be."""
    ratio, wanted, held = "-", "", ""
    if peer is not None:
        ratio = f"{peer / ours:.1f} x" if least is not None else f"{ours / peer:.2f}"
    if most is not None or least is not None:
        wanted = f"<= {most}" if most is not None else f">= {least} x"
        held = "-" if peer is None else verdict(what, ours <= most * peer if most is not None else peer >= least * ours)
    print(f"  {what:<54} {ours:>8.2f} {'-' if peer is None else f'{peer:.2f}':>8} {ratio:>8}  {wanted:<7} {held}")


def verdict(what, held):
    if not held:
        missed.append(what)
    return "held" if held else "NOT HELD"


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
    small_ones(peers)
    large_ones()
    sys.exit(1 if missed else 0)


def small_ones(peers):
    key = "quick.p12" if peers else "key.p12"
    many = [f"copy-{i}.pdf" for i in range(50)]
    for name in many:
        shutil.copy(os.path.join(WORK, "letter.pdf"), os.path.join(WORK, name))

    def pdfsig(*arguments, **wanted):
        return Process("pdfsig", "-nssdir", "sql:nss", *arguments, **wanted) if peers else None

    print()
    print(f"signing: milliseconds of processor time                   {'yinuo':>7} {'peer':>8} {'ratio':>8}  wanted")
    ours, bare = own("print", WORK, ANSWERS, SECONDS)
    line("a paper printed and signed / cairo and EVP_DigestSign", ours, bare, most=3)
    library = 1000 / own("sign", WORK, SECONDS)[0]
    chair, peer = side_by_side(
        Process(YINUOCTL, "sign", *many, "--key", key, "--password-file", "password",
                makes=[name.replace(".pdf", ".signed.pdf") for name in many]),
        pdfsig("-add-signature", "-nick", "bench", "letter.pdf", "theirs.pdf", makes=["theirs.pdf"]))
    line("a signature: the library call / pdfsig -add-signature", library, peer, least=8)
    line("a signature: yinuoctl sign, of 50 / pdfsig", chair / len(many), peer, least=8)
    library = 1000 / own("verify", WORK, SECONDS)[0]
    paper, fifty, one, peer = side_by_side(
        Process(YINUOCTL, "verify", "signed.pdf", "--trust", "trust"),
        Process(YINUOCTL, "verify", *["signed-letter.pdf"] * len(many), "--trust", "trust"),
        Process(YINUOCTL, "verify", "signed-letter.pdf", "--trust", "trust"),
        pdfsig("signed-letter.pdf", says=b"Signature is Valid", times=3))
    line("three signatures verified: the library call / pdfsig", library, peer, most=1)
    line("three signatures verified: yinuoctl verify / pdfsig", one, peer, most=1)
    line("the same: yinuoctl verify, of 50 / pdfsig", fifty / len(many), peer, most=1)
    line("the same of a paper, whose answers are printed again", paper)


def large_ones():
    print()
    print(f"signing: a large file, signed and verified    seconds   more MiB    seconds   more MiB  (< {MOST_MEMORY} MiB wanted)")
    for size in (100, 2000):
        for images in (False, True):
            path = os.path.join(WORK, "large.pdf")
            write_large(path, size * 1000 * 1000, images)
            signed, sign_memory, verified, verify_memory = own("large", WORK, path)
            what = f"{size} MB, " + ("a picture a page" if images else "one stream")
            held = verdict(what, max(sign_memory, verify_memory) < MOST_MEMORY)
            print(f"  {what:<40} {signed:>12.2f} {sign_memory:>10.0f} {verified:>10.2f} {verify_memory:>10.0f}  {held}")
            os.unlink(path)


main()
