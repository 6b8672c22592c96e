# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""What stays behind of a password or a PIN: nothing. yinuoctl signs, and while it waits for a timestamp that never comes,
its memory is searched, and that of its yinuo-token."""
import contextlib
import os
import pty
import socket
import subprocess
import sys

from stranger import KEY_PASSWORD, PATIENCE, YES, YINUOCTL, Room, make_key, openssl, run

sys.path.append(os.path.join(os.environ["G_TEST_SRCDIR"], "fixtures"))
from memory import holds, may_look, memory  # noqa: E402 pylint: disable=wrong-import-position

DRIVER = os.environ["YINUO_MOCK_PKCS11"]
SUBJECT = "/CN=演练样例酒楼/O=演练样例酒楼/serialNumber=92460203MA5TQX8800"
NAME = "演练样例酒楼".encode()
PIN = "13572468"


@contextlib.contextmanager
def silent_authority():
    """A timestamp authority that hears and never answers. Gives its address, and a function that waits until it is asked."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(PATIENCE)
        asked = []

        def wait():
            connection, _ = server.accept()
            asked.append(connection)
            connection.settimeout(PATIENCE)
            assert connection.recv(1), "nothing was asked"

        yield f"http://127.0.0.1:{server.getsockname()[1]}/", wait
        for connection in asked:
            connection.close()


def family(process):
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as children:
        return [process, *(int(child) for child in children.read().split())]


def assert_forgotten(process, *secrets):
    """What it knows for good reason is found, so that a search that finds nothing means something."""
    assert any(NAME in piece for piece in memory(process)), "the certificate's name is not found either"
    for member in family(process):
        for secret in secrets:
            assert not holds(member, secret), f"process {member} still holds {secret}"


def prepare(room, name):
    make_key(room, name, SUBJECT)
    assert room.run("print", "F04", room.example("F04"), "-o", room.path("paper.pdf")).status == YES


def sign_and_look(room, *args, secrets, **how):
    with silent_authority() as (address, wait_until_asked):
        with subprocess.Popen([YINUOCTL, "sign", room.path("paper.pdf"), "-o", room.path("signed.pdf"), "--timestamp", address,
                               *args], env=room.env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, cwd=room.folder, **how) as process:
            try:
                wait_until_asked()
                assert_forgotten(process.pid, *secrets)
            finally:
                process.kill()


def test_of_a_key_file():
    if not may_look():
        return "a look into other processes' memory"
    with Room() as room:
        prepare(room, "clerk")
        sign_and_look(room, "--key", room.path("clerk.p12"), "--password-file", room.path("key-password"),
                      secrets=[KEY_PASSWORD])


def test_of_an_old_key_file():
    """RC2 and 3DES are opened on another way."""
    if not may_look():
        return "a look into other processes' memory"
    with Room() as room:
        prepare(room, "clerk")
        openssl("pkcs12", "-export", "-legacy", "-inkey", room.path("clerk.key"), "-in",
                os.path.join(room.path("trust-clerk"), "clerk.pem"), "-out", room.path("old.p12"), "-passout",
                "pass:" + KEY_PASSWORD)
        sign_and_look(room, "--key", room.path("old.p12"), "--password-file", room.path("key-password"),
                      secrets=[KEY_PASSWORD])


def test_of_a_token():
    if not may_look():
        return "a look into other processes' memory"
    for script in ("", "hidden\n", "each-time\n"):
        with Room() as room:
            prepare(room, "clerk")
            os.mkdir(room.path("token"))
            os.rename(room.path("clerk.key"), room.path("token", "key.pem"))
            openssl("x509", "-in", os.path.join(room.path("trust-clerk"), "clerk.pem"), "-outform", "DER", "-out",
                    room.path("token", "sign.der"))
            room.write(os.path.join("token", "script"), script)
            room.write("pin", PIN + "\n")
            room.env["YINUO_MOCK"] = room.path("token")
            sign_and_look(room, "--token", DRIVER, "--password-file", room.path("pin"), secrets=[PIN])


def test_typed():
    """At a terminal, where it is asked for."""
    if not may_look():
        return "a look into other processes' memory"
    with Room() as room, silent_authority() as (address, wait_until_asked):
        prepare(room, "clerk")
        process, terminal = pty.fork()
        if process == 0:
            os.execve(YINUOCTL, [YINUOCTL, "sign", room.path("paper.pdf"), "-o", room.path("signed.pdf"), "--key",
                                 room.path("clerk.p12"), "--timestamp", address], room.env)
        try:
            said = b""
            while "：".encode() not in said and b": " not in said:
                said += os.read(terminal, 1024)
            os.write(terminal, KEY_PASSWORD.encode() + b"\n")
            wait_until_asked()
            assert_forgotten(process, KEY_PASSWORD)
        finally:
            os.kill(process, 9)
            os.waitpid(process, 0)
            os.close(terminal)


run()
