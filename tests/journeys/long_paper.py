#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A paper of 500 pages: all of them have their places, those that are looked at are drawn, and the others take no memory."""
import journey

PAGES = 500
MOST_MEMORY = 300  # MiB
DARK = 10  # percent of the screen


def write(path):
    """Each page a black sheet, but for its white margin: what is drawn is seen from afar."""
    numbers = [3 + 2 * i for i in range(PAGES)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               b"<< /Type /Pages /Count %d /Kids [ %s ] >>" % (PAGES, b" ".join(b"%d 0 R" % n for n in numbers))]
    for number in numbers:
        content = b"0.2 0.2 0.2 rg 40 40 515 762 re f"
        objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents %d 0 R >>" % (number + 1),
                    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)]
    out, offsets = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out))
    with open(path, "wb") as file:
        file.write(out)


def memory(process):
    with open(f"/proc/{process}/status", encoding="utf-8") as file:
        return int(next(line.split()[1] for line in file if line.startswith("VmHWM:"))) // 1024


def darkness(trip):
    """How much of the screen is as dark as the sheets are, in percent."""
    path = f"{trip.folder}/screen.png"
    trip.picture(path)
    return float(trip.session.run("convert", path, "-colorspace", "Gray", "-threshold", "35%", "-negate", "-format", "%[fx:100*mean]",
                                  "info:"))


def walk(trip):
    paper = f"{trip.folder}/long.pdf"
    write(paper)
    window = trip.open_window(paper)
    window.wait_said("这里无法判断：这份文件没有电子签名。", seconds=60)
    page = window.wait("第 1 页")
    window.wait_for(lambda: darkness(trip) > DARK, "the first page, drawn", 60)
    x, y = page.place[0] + page.place[2] // 2, page.place[1] + 300
    for _time in range(120):
        trip.session.screen.click(x, y, button=5)
    window.wait_for(lambda: page.place[1] < -10 * page.place[3], "scrolled over ten pages and more", 60)
    window.wait_for(lambda: darkness(trip) > DARK, "a page far behind, drawn", 60)
    assert memory(window.process.pid) < MOST_MEMORY, f"{memory(window.process.pid)} MiB"


journey.go(walk)
