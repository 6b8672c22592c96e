#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A paper of many pages is turned over as quickly as a short one: only the pages that are seen are drawn."""
import re
import time

import journey

PAGES = 150
PATIENCE = 4  # seconds a turn of the wheel may take on a busy machine; all pages at once took longer on a quiet one


def write_paper(path):
    kids = " ".join(f"{4 + 2 * page} 0 R" for page in range(PAGES))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {PAGES}/Kids[{kids}]>>",
               "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    for page in range(PAGES):
        content = f"BT /F 24 Tf 100 700 Td (Page {page + 1}) Tj ET"
        objects.append("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
                       f"/Contents {5 + 2 * page} 0 R>>")
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    text, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    text += (f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
             f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(text)}"
             "\n%%EOF\n")
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def walk(trip):
    write_paper(f"{trip.folder}/long.pdf")
    window = trip.open_window(f"{trip.folder}/long.pdf")
    page = window.wait("第 1 页", {"image"}, seconds=60)
    window.wait(re.compile("^再查一份"))
    x, y = window.middle()
    x += 200
    for _ in range(8):
        began = time.monotonic()
        before = page.place
        window.screen.click(x, y, button=5)
        window.wait_for(lambda before=before: page.place != before, "another place on the page")
        window.wait(re.compile("^再查一份"))
        assert time.monotonic() - began < PATIENCE, "turning the pages takes too long"
    journey.look(trip, "long")


journey.go(walk)
