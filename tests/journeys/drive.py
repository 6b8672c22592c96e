# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Drives a GTK program from outside, as assistive technology would.

Program is a running program: it finds controls (node.py) by name and role, presses them, types with real keys, and waits for
what should show. Where the accessibility protocol cannot do what a person can (GTK 4.8 presses no check button and gives no
focus), the pointer does it."""
import re
import signal
import subprocess
import time

from node import ATSPI, ROOT, Node
from session import JourneyError, wait_until

SETTLED = 0.15  # seconds without moving
PATIENCE = 60  # seconds for whatever a person would wait for; a busy machine needs most of them, and no success is slower
BUTTONS = {"button", "push button", "toggle button", "checkbox", "check box", "radio", "radio button", "switch", "link",
           "menu item", "menu item radio", "menu item checkbox", "tab", "combo box", "list item"}
FIELDS = {"text box", "entry", "password text", "search box", "spin button"}
SILENT = {"window", "frame", "dialog", "alert", "application", "group", "widget", "scroll bar", "label", "image", "panel",
          "list", "separator", "generic"}


class Program:
    """A program with windows, and a person before it."""

    def __init__(self, session, *command):
        self.session, self.screen = session, session.screen
        self.log = f"{session.folder}/program-{len(session.programs) + 1}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, env=session.environment, stdin=subprocess.DEVNULL, stdout=log,
                                            stderr=log, start_new_session=True)
        session.programs.append(self)

    # --- its life

    def is_running(self):
        return self.process.poll() is None

    def check_running(self):
        if not self.is_running():
            raise JourneyError(f"the program ended with {self.process.returncode}")

    def wait_for(self, condition, what, seconds=PATIENCE):
        return wait_until(condition, what, seconds, self.check_running)

    def wait_for_end(self, seconds=PATIENCE):
        self.process.wait(seconds)
        return self.process.returncode

    def kill(self):
        """At once, as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        if self.is_running():
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.kill()

    def is_on_screen(self):
        return any(self.screen.windows(self.process.pid))

    def top(self):
        """Its uppermost X window."""
        return [window for window, _ in self.screen.windows(self.process.pid)][-1]

    def middle(self):
        """Of that window, on the screen."""
        x, y, width, height = self.screen.place(self.top())
        return x + width // 2, y + height // 2

    def resize(self, width, height):
        """Its uppermost window, as by its corner."""
        self.screen.resize(self.top(), width, height)

    # --- finding

    def _process_of(self, owner):
        bus = Node(self.session.accessibility, "org.freedesktop.DBus", "/org/freedesktop/DBus")
        answer = bus.call("org.freedesktop.DBus", "GetConnectionUnixProcessID", "(s)", owner)
        return answer[0] if answer is not None else None

    def windows(self):
        registry = Node(self.session.accessibility, ATSPI + "Registry", ROOT)
        return [window for program in registry.children if self._process_of(program.owner) == self.process.pid
                for window in program.children]

    def find_all(self, name=None, roles=None, within=None, pressable=False):
        """The controls and words of that name: a string, a compiled pattern, or any name."""
        for top in [within] if within is not None else self.windows():
            for node in top.walk():
                said = node.name if name is not None else ""
                if name is not None and not (name.search(said) if isinstance(name, re.Pattern) else name == said):
                    continue
                if roles is not None and node.role not in roles:
                    continue
                if pressable and node.press_action is None and node.role not in BUTTONS:
                    continue
                if node.is_drawn():
                    yield node

    def find(self, *arguments, **options):
        return next(self.find_all(*arguments, **options), None)

    def wait(self, name, roles=None, seconds=PATIENCE, **options):
        what = getattr(name, "pattern", name)
        return self.wait_for(lambda: self.find(name, roles, **options), f"“{what}” {roles or ''}", seconds)

    def wait_gone(self, name, seconds=PATIENCE, **options):
        self.wait_for(lambda: not self.find(name, **options), f"“{name}” gone", seconds)

    def says(self, words):
        """Is it written anywhere, as a part of something?"""
        return self.find(re.compile(re.escape(words))) is not None

    def wait_said(self, words, seconds=PATIENCE):
        return self.wait(re.compile(re.escape(words)), seconds=seconds)

    def focused(self):
        return next((node for window in self.windows() for node in window.walk() if "focused" in node.states), None)

    # --- the pointer

    def _window_of(self, node):
        """Its X window, and the accessible one."""
        top = node.window
        windows = [window for window, title in self.screen.windows(self.process.pid) if title == top.name]
        if not windows:
            raise JourneyError(f"no window “{top.name}” on the screen")
        return windows[-1], top

    def _point(self, node):
        """The middle of a control on the screen: its place is told without the frame that GTK draws around a window."""
        window, top = self._window_of(node)
        left, upper, outer_width, outer_height = self.screen.place(window)
        top_x, top_y, top_width, top_height = top.place
        x, y, width, height = node.place
        return (left + max(0, outer_width - top_width) // 2 + x - top_x + width // 2,
                upper + max(0, outer_height - top_height) // 2 + y - top_y + height // 2)

    def bring_into_view(self, node):
        """Turns the wheel over the area that it is scrolled out of."""
        area = node.hidden_by()
        while area is not None:
            before = node.place
            x, y = self._point(area)
            self.screen.click(x, y, button=5 if before[1] > area.place[1] else 4)
            self.wait_for(lambda: node.place != before, f"scrolled to {node.line()}")
            area = node.hidden_by()

    def _has_settled(self, node):
        """It stands where it stood a moment ago: words that come and go above a field move it."""
        before = node.place
        time.sleep(SETTLED)
        return node.place == before

    def point(self, node):
        """Clicks it with the pointer, once it stands still."""
        self.wait_for(lambda: self._has_settled(node), f"{node.line()} to stand still")
        self.bring_into_view(node)
        self.wait_for(lambda: self._has_settled(node), f"{node.line()} to stand still")
        self.screen.click(*self._point(node))

    def point_until(self, node, condition, what, seconds=PATIENCE):
        """Clicks it until it has taken the click. It may have moved from under the pointer: the protocol is answered before a
        busy program has laid its page out anew; and GTK 4.8 may drop the click that follows the closing of a list."""
        end = time.monotonic() + seconds
        answer = None
        while not answer:
            self.point(node)
            place, patience = node.place, time.monotonic() + 2
            self.wait_for(lambda: condition() or node.place != place or time.monotonic() > min(patience, end), what, seconds)
            answer = condition()
            if not answer and time.monotonic() > end:
                raise JourneyError(f"not within {seconds} s: {what}")
        return answer

    # --- doing

    def click(self, name, roles=None, **options):
        """Presses a control, by its action where it has one."""
        node = name if isinstance(name, Node) else self.wait(name, roles, pressable=True, **options)
        self.wait_for(lambda: "sensitive" in node.states, f"{node.line()} to be sensitive")
        action = node.press_action
        if action is not None:
            node.press(action)
        else:
            self.point(node)
        return node

    def has_keyboard(self):
        """A window that is on its way out takes the keys with it: as many stand on the screen as the program tells of, and one
        of them is the active one."""
        standing = [window.id for window, _ in self.screen.windows(self.process.pid)]
        return len(standing) == len(self.windows()) and self.screen.active_window() in standing

    def key(self, *chords):
        for chord in chords:
            self.wait_for(self.has_keyboard, "the keyboard in a window of the program")
            self.screen.key(chord)

    def type(self, name, text, **options):
        """Puts text in the place of a field's content, key by key, and reads it back. The entry rows of libadwaita never
        say that they have the cursor, so that keys could go astray: these get their text through the protocol."""
        field = name if isinstance(name, Node) else self.wait(name, FIELDS, **options)
        if field.parent.role == "list":
            field.call(ATSPI + "EditableText", "SetTextContents", "(s)", text)
        else:
            self.point_until(field, lambda: "focused" in field.states, f"the cursor in {field.line()}")
            self.key("ctrl+a", "Delete")
            self.screen.type(text)
        self.wait_for(lambda: field.text == text, f"“{text}” typed into {field.line()}")
        return field

    def check(self, name, on=True):
        """Ticks a box or turns a switch."""
        node = self.wait(name, BUTTONS)
        if bool({"checked", "pressed"} & node.states) != on:
            self.click(node)
            self.wait_for(lambda: bool({"checked", "pressed"} & node.states) == on, f"“{name}” to be {on}")

    def choose(self, name, item):
        """Opens a list and goes to the entry with the keys."""
        combo = self.wait(name, {"combo box"})
        self.point_until(combo, lambda: self._open_rows(combo), f"the list of “{name}”")
        self.choose_in_list(combo, item)

    def choose_in_list(self, combo, item):
        """In its list, which opens or is open."""
        name = combo.name
        rows = self.wait_for(lambda: self._open_rows(combo), f"the list of “{name}”")
        names = [next((node.name for node in row.walk() if node.name), "") for row in rows]
        if item not in names:
            raise JourneyError(f"no “{item}” in “{name}”: {names}")
        while "focused" not in rows[names.index(item)].states:
            at = next(index for index, row in enumerate(rows) if "focused" in row.states)
            self.key("Down" if at < names.index(item) else "Up")
            self.wait_for(lambda: "focused" not in rows[at].states, f"another entry of “{name}”")
        self.key("Return")
        self.wait_for(lambda: not self._open_rows(combo) and not self.screen.has_popup(self.process.pid),
                      f"“{name}” to close")

    @staticmethod
    def _open_rows(combo):
        for node in combo.walk():
            if node.role == "list" and any("focused" in row.states for row in node.children):
                return node.children
        return None

    def choose_file(self, path, accept):
        """GTK's own file dialog: its path line, then its button."""
        dialog = self.offer_file(path, accept)
        self.wait_for(lambda: dialog not in self.windows(), "the file dialog to close")

    def offer_file(self, path, accept):
        """The same, where the dialog may ask back."""
        dialog = self.wait_for(lambda: next((window for window in reversed(self.windows())  # the last to come
                                             if self.find("取消", BUTTONS, window) and self.find(accept, BUTTONS, window)),
                                            None), "a file dialog")
        self.wait_for(lambda: self._window_of(dialog)[0].id == self.screen.active_window(), "the file dialog in front")
        line = self.find(roles={"text box"}, within=dialog)
        if line is None:
            self.key("ctrl+l")
            line = self.wait_for(lambda: self.find(roles={"text box"}, within=dialog), "the path line")
        self.type(line, path)
        self.click(accept, BUTTONS, within=dialog)
        return dialog

    # --- looking

    def tree(self):
        """What can be met, as text: without the boxes that only hold, and the label that only repeats its button."""
        lines = []

        def add(node, depth, holder):
            name = node.name
            told = name and name != holder or node.text or "focusable" in node.states and node.role != "group"
            if told and node.is_drawn():
                lines.append("  " * depth + node.line())
            for child in node.children:
                if "visible" in child.states:
                    add(child, depth + bool(told), name or holder)
        for window in self.windows():
            add(window, 0, "")
        return "\n".join(lines)

    def nameless(self):
        """The controls of which a screen reader could say nothing; and the greyed ones that do not say why: in a description,
        which a tooltip is too. What is greyed as part of a whole is greyed by the whole."""
        found = []
        for node in (node for window in self.windows() for node in window.walk()):
            if node.role in BUTTONS | FIELDS and "sensitive" not in node.states and node.is_drawn() \
                    and node.description in ("", node.name):
                found.append("greyed without a reason: " + node.line())
            if "focusable" not in node.states and node.role not in BUTTONS | FIELDS or node.role in SILENT:
                continue
            if node.name or node.description or not node.is_drawn():
                continue
            inner = any(child.name for child in node.walk()) or "focusable" not in node.states
            if not inner:
                found.append(" < ".join(holder.line() for holder in node.above()))
        return found

    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()
