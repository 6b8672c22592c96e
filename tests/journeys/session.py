# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A desktop session that a journey has for itself: an X display, a window manager, a D-Bus session with its accessibility
bus, an unlocked keyring, a home. Nothing of the machine's own session is touched, and all of it ends with the journey."""
import os
import random
import subprocess
import time

from gi.repository import Gio, GLib

from screen import Screen

SIZE = "1280x1024x24"
# A window manager that looks at each click first has the X server hold it back, and not the keys that follow: on a busy
# machine they would overtake it. This one leaves the pointer to the programs.
NO_MOUSE = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc"><mouse/></openbox_config>
"""
BUS_FLAGS = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
KEPT = ("PATH", "USER", "LOGNAME", "SHELL", "LD_LIBRARY_PATH", "YINUOCTL", "YINUO_PAGES", "YINUO_TOKEN")


class JourneyError(Exception):
    """What a journey waited for did not come about."""


def wait_until(condition, what, seconds=20, check=None):
    """The first true answer of condition(). Asking ends with an error after so many seconds, or when check() raises."""
    end = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if check is not None:
            check()
        if time.monotonic() > end:
            raise JourneyError(f"not within {seconds} s: {what}")
        time.sleep(0.03)


class Session:
    """Everything is started in the order in which a desktop starts it, and ended in the opposite one."""

    def __init__(self, folder, characters=""):
        self.folder = folder
        self.processes = []
        self.programs = []
        self.home = f"{folder}/home"
        # Popovers and pages that glide would take keys and clicks while on their way.
        self._write(f"{self.home}/.config/gtk-4.0/settings.ini", "[Settings]\ngtk-enable-animations=false\n")
        os.makedirs(f"{folder}/run", mode=0o700)
        self.environment = self._environment()
        self._start_display()
        self._start_bus()
        self._start_keyring()
        self.screen = Screen(self.environment["DISPLAY"], characters)
        self._write(f"{folder}/openbox.xml", NO_MOUSE)
        self._start("openbox", "--config-file", f"{folder}/openbox.xml")
        wait_until(self.screen.is_managed, "a window manager")
        self.accessibility = self._connect(self._accessibility_address())

    @staticmethod
    def _write(path, text):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def _environment(self):
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        environment.update(
            HOME=self.home,
            XDG_RUNTIME_DIR=f"{self.folder}/run",
            XDG_CONFIG_HOME=f"{self.home}/.config",
            XDG_DATA_HOME=f"{self.home}/.local/share",
            XDG_CACHE_HOME=f"{self.home}/.cache",
            XDG_CURRENT_DESKTOP="GNOME",
            LANG="C.UTF-8",
            LC_ALL="C.UTF-8",
            LANGUAGE="zh_CN",
            TZ="UTC",
            GDK_BACKEND="x11",
            GSK_RENDERER="cairo",
            GTK_A11Y="atspi",
            GTK_IM_MODULE="gtk-im-context-simple",
            GTK_USE_PORTAL="0",
            ADW_DISABLE_PORTAL="1",
            GSETTINGS_BACKEND="memory",
            GIO_USE_VFS="local",
        )
        return environment

    def _start(self, *command, **options):
        """A program of the session's own; what it says goes into a log beside its home."""
        with open(f"{self.folder}/{command[0]}.log", "ab") as log:
            options.setdefault("stdout", log)
            process = subprocess.Popen(command, env=self.environment, stderr=log, start_new_session=True, **options)
        self.processes.append(process)
        return process

    def _start_display(self):
        """A display whose number is free. Xvfb says it is ready with a line that must be read to its end."""
        while True:
            number = random.randint(100, 30000)
            if os.path.exists(f"/tmp/.X{number}-lock"):
                continue
            reader, writer = os.pipe()
            self._start("Xvfb", f":{number}", "-displayfd", str(writer), "-screen", "0", SIZE, "-nolisten", "tcp",
                        "-noreset", pass_fds=[writer])
            os.close(writer)
            with os.fdopen(reader) as ready:
                if ready.readline().strip():
                    break
        self.environment["DISPLAY"] = f":{number}"

    def _start_bus(self):
        bus = self._start("dbus-daemon", "--session", "--nofork", "--print-address=1", stdout=subprocess.PIPE)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        self.bus = self._connect(self.environment["DBUS_SESSION_BUS_ADDRESS"])

    def _start_keyring(self):
        """The password without a line end makes and opens the default collection."""
        keyring = self._start("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
                              stdin=subprocess.PIPE)
        keyring.stdin.write(b"test")
        keyring.stdin.close()
        wait_until(self._keyring_is_open, "an open keyring")

    def _keyring_is_open(self):
        owned = self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
                                   GLib.Variant("(s)", ("org.freedesktop.secrets",)), None, 0, 5000, None).unpack()[0]
        if not owned:
            return False
        collection = self.bus.call_sync("org.freedesktop.secrets", "/org/freedesktop/secrets",
                                        "org.freedesktop.Secret.Service", "ReadAlias", GLib.Variant("(s)", ("default",)),
                                        None, 0, 5000, None).unpack()[0]
        return "/collection/" in collection

    def _accessibility_address(self):
        return self.bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 20000,
                                  None).unpack()[0]

    @staticmethod
    def _connect(address):
        connection = Gio.DBusConnection.new_for_address_sync(address, BUS_FLAGS, None, None)
        connection.set_exit_on_close(False)
        return connection

    def run(self, *command, status=0):
        """A program that is not a window, to its end; what it printed."""
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60, check=False,
                              stdin=subprocess.DEVNULL)
        if done.returncode != status:
            raise JourneyError(f"status {done.returncode}, not {status}: {command}\n{done.stdout}{done.stderr}")
        return done.stdout

    def close(self):
        for program in self.programs:
            program.end()
        self.screen.close()
        for process in reversed(self.processes):
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
