# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""One control of a program, as the accessibility protocol (AT-SPI over D-Bus) tells of it."""
import re

from gi.repository import Gio, GLib

ATSPI = "org.a11y.atspi."
ROOT = "/org/a11y/atspi/accessible/root"
STATES = {"checked": 4, "expanded": 10, "focusable": 11, "focused": 12, "pressed": 20, "selected": 23, "sensitive": 24,
          "showing": 25, "visible": 30, "required": 33}
TYPE_NAME = re.compile(r"^(Gtk|Adw|Gdk|Yn)[A-Z]\w+$")  # what GTK says of a control that has no name
SIDE_ACTION = re.compile(r"^(listitem|clipboard|selection|link|menu|misc|list|window|default|text|win|app|room|focus)\.")


class Node:
    """One accessible object. What it answers is asked anew each time: nothing here can be out of date."""

    def __init__(self, connection, owner, path):
        self.connection, self.owner, self.path = connection, owner, path

    def __eq__(self, other):
        return isinstance(other, Node) and (self.owner, self.path) == (other.owner, other.path)

    def __hash__(self):
        return hash((self.owner, self.path))

    def call(self, interface, method, signature=None, *arguments):
        """The answer's values, or None where the object is gone or knows no such thing."""
        parameters = GLib.Variant(signature, arguments) if signature else None
        try:
            return self.connection.call_sync(self.owner, self.path, interface, method, parameters, None,
                                             Gio.DBusCallFlags.NONE, 8000, None).unpack()
        except GLib.Error:
            return None

    def ask(self, interface, method, default, signature=None, *arguments):
        answer = self.call(ATSPI + interface, method, signature, *arguments)
        return answer[0] if answer is not None else default

    def fetch(self, interface, name, default):
        answer = self.call("org.freedesktop.DBus.Properties", "Get", "(ss)", ATSPI + interface, name)
        return answer[0] if answer is not None else default

    @property
    def name(self):
        name = self.fetch("Accessible", "Name", "")
        if TYPE_NAME.match(name):
            return ""
        # GTK 4.8 says a button's label with its mnemonic, and then the label again: "取消(_C) 取消(C)". Any other "_" is
        # a part of the name.
        if not re.search(r"^_|\(_[A-Z]\)", name):
            return name
        plain = re.sub(r"\(_?[A-Z]\)|_", "", name)
        first, _space, second = plain.partition(" ")
        return first if first == second else plain

    @property
    def description(self):
        return self.fetch("Accessible", "Description", "")

    @property
    def role(self):
        return self.ask("Accessible", "GetRoleName", "gone")

    @property
    def states(self):
        low, high = self.ask("Accessible", "GetState", (0, 0))
        return {name for name, bit in STATES.items() if (low | high << 32) >> bit & 1}

    @property
    def interfaces(self):
        return [name[len(ATSPI):] for name in self.ask("Accessible", "GetInterfaces", [])]

    @property
    def text(self):
        length = self.fetch("Text", "CharacterCount", 0)
        return self.ask("Text", "GetText", "", "(ii)", 0, length) if length else ""

    @property
    def children(self):
        return [Node(self.connection, owner, path) for owner, path in self.ask("Accessible", "GetChildren", [])]

    @property
    def parent(self):
        owner, path = self.fetch("Accessible", "Parent", ("", ROOT))
        return Node(self.connection, owner, path) if path != ROOT and not path.endswith("/null") else None

    @property
    def place(self):
        """x, y, width, height within its window"""
        return self.ask("Component", "GetExtents", (0, 0, 0, 0), "(u)", 1)

    @property
    def press_action(self):
        """The number of the action that stands for pressing it, if there is one."""
        for number, (name, *_rest) in enumerate(self.ask("Action", "GetActions", [])):
            if not SIDE_ACTION.match(name):
                return number
        return None

    def press(self, action):
        self.ask("Action", "DoAction", False, "(i)", action)

    def above(self):
        """Itself, what holds it, and so on to its window."""
        node = self
        while node is not None and node.role != "application":
            yield node
            node = node.parent

    @property
    def window(self):
        return list(self.above())[-1]

    def is_drawn(self):
        """GTK 4.8 says SHOWING of windows only: what is not drawn has no size."""
        return min(self.place[2:]) > 0

    def hidden_by(self):
        """The scrolled area that hides its middle, if one does: what holds it reaches less far than where it is."""
        x, y, width, height = self.place
        x, y = x + width // 2, y + height // 2
        for holder in self.above():
            left, upper, across, down = holder.place
            if min(across, down) > 0 and not (left <= x < left + across and upper <= y < upper + down):
                return holder
        return None

    def walk(self, depth=60):
        """Itself and what it holds, without what is hidden."""
        yield self
        if depth > 0:
            for child in self.children:
                if "visible" in child.states:
                    yield from child.walk(depth - 1)

    def line(self):
        """One line of the tree."""
        said = f"[{self.role}] {self.name!r}"
        if self.text and self.text != self.name:
            said += f" text={self.text!r}"
        if self.description:
            said += f" description={self.description!r}"
        return said + " " + " ".join(sorted(self.states - {"visible", "showing"}))
