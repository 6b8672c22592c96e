# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""The keyboard, the pointer and the windows of one X display."""
import subprocess
import time

import Xlib.X
import Xlib.XK
import Xlib.display
import Xlib.error
import Xlib.ext.xtest

VENDOR = 0x10080000  # from here on: keys of media keyboards
MODIFIERS = {"ctrl": "Control_L", "alt": "Alt_L", "shift": "Shift_L"}


def keysym_of(character):
    """Latin-1 characters are their own keysym; the others follow the Unicode rule."""
    code = ord(character)
    return code if code < 0x100 else 0x01000000 | code


class Screen:
    """Keys and clicks as the X server itself would hear them."""

    def __init__(self, name, characters):
        self.name = name
        self.display = Xlib.display.Display(name)
        self.root = self.display.screen().root
        self.keys = {}
        self._read_keyboard()
        self._add_characters(characters)

    def close(self):
        self.display.close()

    # --- keyboard

    def _read_keyboard(self):
        """keysym -> (keycode, with shift)"""
        first = self.display.display.info.min_keycode
        last = self.display.display.info.max_keycode
        self.spare = []
        for code, symbols in enumerate(self.display.get_keyboard_mapping(first, last - first + 1), first):
            for level in (0, 1):
                self.keys.setdefault(symbols[level], (code, bool(level)))
            if all(symbol == 0 or symbol >= VENDOR for symbol in symbols):
                self.spare.append(code)

    def _add_characters(self, characters):
        """Puts what no key carries onto spare keys, two on each. Before any program starts: a program that has read the
        keyboard may take a key pressed right after a change for what it was before."""
        missing = [symbol for symbol in dict.fromkeys(map(keysym_of, characters)) if symbol not in self.keys]
        if len(missing) > 2 * len(self.spare):
            raise ValueError(f"{len(missing)} characters for {len(self.spare)} spare keys")
        for code, at in zip(self.spare, range(0, len(missing), 2)):
            pair = missing[at:at + 2]
            self.display.change_keyboard_mapping(code, [[pair[0], pair[-1]]])
            for level, symbol in enumerate(pair):
                self.keys[symbol] = (code, bool(level))
        self.display.sync()

    def _fake(self, kind, detail):
        Xlib.ext.xtest.fake_input(self.display, kind, detail)

    def _press(self, symbol, held=()):
        code, shifted = self.keys[symbol]
        held = list(held) + ([MODIFIERS["shift"]] if shifted else [])
        codes = [self.keys[Xlib.XK.string_to_keysym(name)][0] for name in held]
        for modifier in codes:
            self._fake(Xlib.X.KeyPress, modifier)
        self._fake(Xlib.X.KeyPress, code)
        self._fake(Xlib.X.KeyRelease, code)
        for modifier in reversed(codes):
            self._fake(Xlib.X.KeyRelease, modifier)
        self.display.sync()

    def key(self, chord):
        """A key by name, with what is held: "Return", "ctrl+a", "alt+1"."""
        *held, name = chord.split("+")
        self._press(Xlib.XK.string_to_keysym(name), [MODIFIERS[modifier] for modifier in held])

    def type(self, text):
        for character in text:
            self._press(keysym_of(character))
            time.sleep(0.008)  # nobody types faster

    # --- pointer

    def move(self, x, y):
        Xlib.ext.xtest.fake_input(self.display, Xlib.X.MotionNotify, x=int(x), y=int(y))
        self.display.sync()

    def click(self, x, y, button=1):
        self.move(x, y)
        self._fake(Xlib.X.ButtonPress, button)
        self._fake(Xlib.X.ButtonRelease, button)
        self.display.sync()

    # --- windows

    def _property(self, window, name):
        try:
            found = window.get_full_property(self.display.intern_atom(name), Xlib.X.AnyPropertyType)
        except Xlib.error.BadWindow:
            return None
        return found.value if found is not None else None

    def is_managed(self):
        return self._property(self.root, "_NET_SUPPORTING_WM_CHECK") is not None

    def windows(self, process):
        """The windows of a process, lowest first: (window, title)."""
        numbers = self._property(self.root, "_NET_CLIENT_LIST_STACKING")
        for number in numbers if numbers is not None else []:
            window = self.display.create_resource_object("window", number)
            owner = self._property(window, "_NET_WM_PID")
            if owner is not None and owner[0] == process:
                title = self._property(window, "_NET_WM_NAME")
                yield window, title.decode() if title is not None else ""

    def has_popup(self, process):
        """Whether a list or a menu of the process stands on the screen: while it does, it takes every click."""
        for window in self.root.query_tree().children:
            owner = self._property(window, "_NET_WM_PID")
            try:
                seen = window.get_attributes()
            except Xlib.error.BadWindow:
                continue
            if owner is not None and owner[0] == process and seen.override_redirect \
                    and seen.map_state == Xlib.X.IsViewable:
                return True
        return False

    def active_window(self):
        number = self._property(self.root, "_NET_ACTIVE_WINDOW")
        return number[0] if number is not None and len(number) else 0

    def resize(self, window, width, height):
        window.configure(width=width, height=height)
        self.display.sync()

    def place(self, window):
        """x, y, width, height on the screen."""
        size = window.get_geometry()
        corner = self.root.translate_coords(window, 0, 0)
        return corner.x, corner.y, size.width, size.height

    def save(self, path):
        subprocess.run(["import", "-display", self.name, "-window", "root", path], check=True, capture_output=True)
