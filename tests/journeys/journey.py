# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""What every journey begins and ends with, and the stretches of the way that several go."""
import os
import shutil
import sys
import tempfile
import time
import traceback

import gi

gi.require_version("Gio", "2.0")

from drive import Program  # noqa: E402
from session import Session  # noqa: E402

RESTAURANT = "南屿湾餐饮"
PASSWORD = "practice-1"


class Journey:
    """One desktop session with one data folder and the programs of one build."""

    def __init__(self, build, folder, characters):
        self.build, self.folder = build, folder
        self.data = f"{folder}/data"
        self.session = Session(folder, characters)

    def open_window(self, *arguments):
        return Program(self.session, f"{self.build}/ui/yinuo", "--data-dir", self.data, *arguments)

    def yinuoctl(self, *arguments, status=0):
        return self.session.run(f"{self.build}/app/cli/yinuoctl", *arguments, "--data-dir", self.data, status=status)

    def picture(self, path):
        self.session.screen.save(path)


def report_failure(journey, keep):
    """What a person would look at first: the windows as text, what the program said, a picture."""
    journey.picture(f"{keep}.png")
    print(f"screenshot: {keep}.png")
    for program in journey.session.programs:
        if program.is_running():
            print(program.tree())
        print(f"--- {' '.join(program.process.args)}\n{program.said()[-4000:]}")


def go(walk, characters=""):
    """Runs walk(journey). Arguments: the build folder, and where to keep what a failure leaves."""
    build, keep = os.path.abspath(sys.argv[1]), sys.argv[2]
    folder = tempfile.mkdtemp(prefix="yinuo-journey-")
    journey = Journey(build, folder, characters)
    began = time.monotonic()
    status = 0
    try:
        walk(journey)
        print(f"{time.monotonic() - began:.1f} s")
    except Exception:  # whatever it was, it is reported below
        status = 1
        traceback.print_exc(file=sys.stdout)
        report_failure(journey, keep)
    finally:
        journey.session.close()
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(status)
