# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Many papers on one letter, as an office's script would sign them: what is shown first, what is signed on which digest, and
what a bad file among them does (nothing to the others)."""
import csv
import io
import json

from stranger import CHINESE, KEY_PASSWORD, NO, WRONG_USE, YES, Town, run


def answers(town, name, **changes):
    with open(town.example("F04", **changes), encoding="utf-8") as file:
        return town.write(name, file.read())


def batch(town, *args, **how):
    return town.call("batch", "--password-file", town.path("key-password"), *args, **how)


def test_two_steps():
    """Shown in one call, signed in the next on the digest that the first one said."""
    with Town() as town:
        town.sit_down()
        files = [answers(town, f"{i}.json", shop__name=f"海味小馆{i}店（演练样例）") for i in range(3)]
        files.insert(1, answers(town, "odd.json", seafood__sold=False))
        files.insert(0, town.write("broken.json", "{"))
        files.append(answers(town, "unfinished.json", shop__name=None))
        said = batch(town, "F04", *files, "--json")
        assert said.status == WRONG_USE, said  # one of them cannot even be read
        shown = said.json
        assert [row["source"] for row in shown["rows"]] == [files[1], files[3], files[4]], shown
        assert [row["values"] for row in shown["rows"]] == [[f"海味小馆{i}店（演练样例）"] for i in range(3)], shown
        assert [column["pointer"] for column in shown["columns"]] == ["/shop/name"], shown
        assert "海味小馆0店" in shown["letter"][0] and shown["confirmed"] is False and shown["results"] == [], shown
        out = {dropped["source"]: dropped["error"]["code"] for dropped in shown["dropped"]}
        assert out == {files[0]: "bad-json", files[2]: "batch-clauses", files[5]: "answers-incomplete"}, out
        matters = [row["matter"] for row in shown["rows"]]

        said = batch(town, "F04", *matters, "--confirm", "0" * 64)
        assert said.status == NO and said.code == "not-what-was-shown", said
        said = batch(town, "F04", *matters[:2], "--confirm", shown["digest"])
        assert said.status == NO and said.code == "not-what-was-shown", said
        said = batch(town, "F04", *matters, "--confirm", shown["digest"], "--json")
        assert said.status == YES and said.json["confirmed"] is True, said
        results = said.json["results"]
        assert [result["matter"] for result in results] == matters and all(result["id"] for result in results), said
        listed = town.call("list", "--json").json["filings"]
        stages = {row["id"]: row["stage"] for row in listed if row["id"]}
        assert stages == {result["id"]: "received" for result in results}, listed
        for number, result in enumerate(results):
            paper = town.path(f"{number}.pdf")
            town.call("receipt", result["id"], "-o", town.path("receipt.pdf"), "--paper", paper)
            judged = town.run("verify", paper, "--json").json
            assert judged["files"][0]["verification"]["practice"] is True, judged
            assert "changed" not in json.dumps(judged), judged
            assert ("/YnConfirmed (%s)" % shown["digest"]).encode() in town.read(f"{number}.pdf")


def test_a_table():
    with Town() as town:
        town.sit_down()
        rows = io.StringIO()
        writer = csv.writer(rows)
        writer.writerow(["门店名称", "/staff/people", "备注"])
        for i in range(12):
            writer.writerow([f"海味小馆{i}店（演练样例）", 12 + i, "x"])
        writer.writerow(["海味小馆末店（演练样例）", "many", ""])
        table = town.write("rows.csv", rows.getvalue())
        said = batch(town, "F04", town.example("F04"), "--csv", table, "--json")
        assert len(said.json["rows"]) == 12 and said.json["rows"][3]["source"] == table + ":5", said
        assert [c["pointer"] for c in said.json["columns"]] == ["/shop/name", "/staff/people"], said
        assert [d["source"] for d in said.json["dropped"]] == [table + ":14"], said
        assert "备注" in said.err and CHINESE.search(said.err), said
        words = batch(town, "F04", "--drafts")
        assert words.status == NO and "海味小馆7店" in words.out and said.json["digest"] in words.out, words
        named = batch(town, "F04", "--drafts", "--field", "门店名称", "--json")
        assert len(named.json["rows"]) == 1 and len(named.json["dropped"]) == 12, named
        out = [(d["error"]["code"], d["fields"]) for d in named.json["dropped"]]
        assert out.count(("batch-fields", ["从业人员数"])) == 11, named
        signed = batch(town, "F04", "--drafts", "--confirm", said.json["digest"], "--no-wait", "--json")
        assert signed.status == NO and len(signed.json["results"]) == 12, signed
        assert len({result["id"] for result in signed.json["results"]}) == 12, signed


def test_wrong_use():
    with Town() as town:
        town.sit_down()
        for args in (["F04"], ["F04", "a.json", "--drafts"], ["F04", "a.json", "b.json", "--csv", "x.csv"],
                     ["F04", "--csv", town.path("none.csv")], ["F04", "--drafts", "--field", "没有这个问题"]):
            said = batch(town, *args)
            assert said.status == WRONG_USE and CHINESE.search(said.err), said
        said = batch(town, "F04", "--drafts", "--json")
        assert said.status == YES and said.json["rows"] == [] and said.json["digest"] is None, said
        said = batch(town, "F04", "--drafts", "--confirm", "0" * 64)
        assert KEY_PASSWORD not in said.words and said.status != WRONG_USE, said


run()
