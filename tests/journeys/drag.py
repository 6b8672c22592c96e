# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A file manager from which files are dragged onto a window: the source's side of XDND, version 5."""
import time

import Xlib.X
import Xlib.Xatom
import Xlib.display
from Xlib.protocol import event

VERSION = 5
PATIENCE = 15


class FileManager:
    """Holds files that a pointer carries to another window."""

    def __init__(self, screen):
        self.display = Xlib.display.Display(screen.name)
        self.root = self.display.screen().root
        self.window = self.root.create_window(0, 0, 10, 10, 0, Xlib.X.CopyFromParent)

    def close(self):
        self.display.close()

    def _atom(self, name):
        return self.display.intern_atom(name)

    def _tell(self, target, message, *data):
        numbers = [self.window.id, *data]
        target.send_event(event.ClientMessage(window=target, client_type=self._atom(message),
                                              data=(32, numbers + [0] * (5 - len(numbers)))))
        self.display.flush()

    def _give(self, request, content):
        """The files, to whoever asks for what was dropped."""
        kind = self._atom("text/uri-list")
        known = request.target == kind
        if known:
            request.requestor.change_property(request.property, kind, 8, content)
        request.requestor.send_event(event.SelectionNotify(
            time=request.time, requestor=request.requestor, selection=request.selection, target=request.target,
            property=request.property if known else Xlib.X.NONE))
        self.display.flush()

    def _wait_for(self, message, content):
        """What the other side says of it; serves it meanwhile."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if not self.display.pending_events():
                time.sleep(0.02)
                continue
            said = self.display.next_event()
            if said.type == Xlib.X.SelectionRequest:
                self._give(said, content)
            elif said.type == Xlib.X.ClientMessage and said.client_type == self._atom(message):
                return said.data[1]
        raise AssertionError(f"no {message} came")

    def drop(self, window, x, y, *files):
        """Drags them to that place of the screen and lets go. Whether they were taken."""
        content = "".join(f"{file.as_uri()}\r\n" for file in files).encode()
        target = self.display.create_resource_object("window", window.id)
        self.window.set_selection_owner(self._atom("XdndSelection"), Xlib.X.CurrentTime)
        self._tell(target, "XdndEnter", VERSION << 24, self._atom("text/uri-list"))
        self._tell(target, "XdndPosition", 0, x << 16 | y, Xlib.X.CurrentTime, self._atom("XdndActionCopy"))
        if not self._wait_for("XdndStatus", content)[1] & 1:
            self._tell(target, "XdndLeave")
            return False
        self._tell(target, "XdndDrop", 0, Xlib.X.CurrentTime)
        return bool(self._wait_for("XdndFinished", content)[1] & 1)
