#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Functions that a header offers and no other file takes.

Enough is what the file itself uses and offers for a reason: to be tested, to free what it answers, or as the blocking verb of
a twin that the window calls. What is right to offer nevertheless stands in tests/unused-allowed with its reason.

   tests/unused.py     from the root of the tree; silent and 0 where there are none"""
import collections
import pathlib
import re
import sys

NAME = re.compile(r"\byn_[a-z0-9_]+\b")
DECLARED = re.compile(r"^[A-Za-z][^;{}#()]*?\b(yn_[a-z0-9_]+) \(", re.MULTILINE)
DEFINED = re.compile(r"^(yn_[a-z0-9_]+) \(", re.MULTILINE)
CLEANS = re.compile(r"G_DEFINE_AUTO(?:PTR_CLEANUP_FUNC|_CLEANUP_CLEAR_FUNC) \((\w+), (yn_\w+)\)")
KEPT = re.compile(r"g_auto(?:ptr)? \((\w+)\)")
ASIDE = re.compile(r'"(?:[^"\\\n]|\\.)*"(?!>)|/\*.*?\*/', re.DOTALL) # strings first: one may hold what begins a comment
ALLOWED = pathlib.Path("tests/unused-allowed")


def texts_of(*folders):
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob("*.*")):
            if path.suffix in (".c", ".h", ".ui"):
                text = path.read_text(encoding="utf-8")
                yield path, text if path.suffix == ".ui" else ASIDE.sub("", text)


class Tree:
    def __init__(self):
        self.texts = dict(texts_of("app", "ui"))
        self.names = {path: collections.Counter(NAME.findall(text)) for path, text in self.texts.items()}
        self.takers = collections.defaultdict(set)
        self.keepers = collections.defaultdict(set)
        self.homes = collections.defaultdict(set)
        for path, text in self.texts.items():
            for name in self.names[path]:
                self.takers[name].add(path)
            for kind in KEPT.findall(text):
                self.keepers[kind].add(path)
            if path.suffix == ".c":
                for name in DEFINED.findall(text):
                    self.homes[name].add(path)
        self.tested = {name for _, text in texts_of("tests") for name in NAME.findall(text)}

    def is_used(self, header, name, cleaned):
        """Outside, or inside for a reason."""
        own = {header} | self.homes[name]
        if self.takers[name] - own or name in cleaned and self.keepers[cleaned[name]] - own:
            return True
        if re.search(rf"^#define .*\b{name}\b", self.texts[header], re.MULTILINE):
            return True
        inside = any(self.names[path][name] > 1 for path in self.homes[name])
        offered = (name in self.tested or name in cleaned or name.endswith(("_free", "_unref"))
                   or bool(self.takers[f"{name}_async"] - own))
        return inside and offered

    def unused(self):
        for header, text in self.texts.items():
            if header.suffix == ".h":
                cleaned = {name: kind for kind, name in CLEANS.findall(text)}
                yield from (name for name in set(DECLARED.findall(text)) if not self.is_used(header, name, cleaned))


def main():
    allowed = {line.split()[0] for line in ALLOWED.read_text(encoding="utf-8").splitlines()
               if line and not line.startswith("#")}
    unused = set(Tree().unused())
    wrong = [f"{name}: nobody uses it" for name in sorted(unused - allowed)]
    wrong += [f"{name}: stands in {ALLOWED}, and is used or gone" for name in sorted(allowed - unused)]
    if wrong:
        print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


main()
