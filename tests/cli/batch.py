# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Many papers on one letter, as an office's script would sign them: what is shown first, what is signed on which digest, and
what a bad file among them does (nothing to the others)."""
import csv
import io
import json

from stranger import CHINESE, KEY_PASSWORD, NO, WRONG_USE, YES, Town, refuses, run


def answers(town, name, **changes):
    with open(town.example("F04", **changes), encoding="utf-8") as file:
        return town.write(name, file.read())


def batch(town, *args, **how):
    return town.call("batch", "--password-file", town.path("key-password"), *args, **how)


def drafts(town):
    return [row["matter"] for row in town.call("list", "--json").json["filings"] if not row["id"]]


def table(town, head, rows, name="rows.csv"):
    out = io.StringIO()
    csv.writer(out).writerows([head, *rows])
    return town.write(name, out.getvalue())


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
        assert drafts(town) == [], "what was only shown leaves nothing behind"
        good = [files[1], files[3], files[4]]

        said = batch(town, "F04", *good, "--confirm", "0" * 64)
        assert said.status == NO and said.code == "not-what-was-shown", said
        said = batch(town, "F04", *good[:2], "--confirm", shown["digest"])
        assert said.status == NO and said.code == "not-what-was-shown", said
        assert drafts(town) == [], "nor does what was refused"
        said = batch(town, "F04", *good, "--confirm", shown["digest"], "--json")
        assert said.status == YES and said.json["confirmed"] is True, said
        results = said.json["results"]
        assert [result["matter"] for result in results] == matters and all(result["id"] for result in results), said
        listed = town.call("list", "--json").json["filings"]
        stages = {row["id"]: row["stage"] for row in listed if row["id"]}
        assert stages == {result["id"]: "received" for result in results}, listed
        for number, result in enumerate(results):
            paper = town.path(f"{number}.pdf")
            town.call("receipt", result["id"], "-o", town.path(f"receipt-{number}.pdf"), "--paper", paper)
            judged = town.run("verify", paper, "--json").json
            assert judged["files"][0]["verification"]["practice"] is True, judged
            assert "changed" not in json.dumps(judged), judged
            assert ("/YnConfirmed (%s)" % shown["digest"]).encode() in town.read(f"{number}.pdf")


def test_a_table():
    """The same table twice: shown, then signed on what was shown; a third time it is filed already."""
    with Town() as town:
        town.sit_down()
        rows = [[f"海味小馆{i}店（演练样例）", 12 + i, "x"] for i in range(12)]
        path = table(town, ["门店名称", "/staff/people", "备注"], [*rows, ["海味小馆末店（演练样例）", "many", ""]])
        call = ["F04", town.example("F04"), "--csv", path]
        said = batch(town, *call, "--json")
        assert len(said.json["rows"]) == 12 and said.json["rows"][3]["source"] == path + ":5", said
        assert [c["pointer"] for c in said.json["columns"]] == ["/shop/name", "/staff/people"], said
        assert [d["source"] for d in said.json["dropped"]] == [path + ":14"], said
        assert "备注" in said.err and CHINESE.search(said.err), said
        words = batch(town, *call)
        assert words.status == NO and "海味小馆7店" in words.out and said.json["digest"] in words.out, words
        named = batch(town, *call, "--field", "门店名称", "--json")
        assert len(named.json["rows"]) == 1 and len(named.json["dropped"]) == 12, named
        out = [(d["error"]["code"], d["fields"]) for d in named.json["dropped"] if d["matter"]]
        assert out.count(("batch-fields", ["从业人员数"])) == 11, named
        assert drafts(town) == [], "shown three times, confirmed never"
        signed = batch(town, *call, "--confirm", said.json["digest"], "--no-wait", "--json")
        assert signed.status == NO and len(signed.json["results"]) == 12, signed
        assert len({result["id"] for result in signed.json["results"]}) == 12, signed
        assert [r["matter"] for r in signed.json["results"]] == [r["matter"] for r in said.json["rows"]], signed
        left = [d["matter"] for d in signed.json["dropped"]]
        assert drafts(town) == left and len(left) == 1, "what dropped out lies there to be opened singly"
        again = batch(town, *call, "--confirm", said.json["digest"], "--no-wait", "--json")
        assert {d["error"]["code"] for d in again.json["dropped"]} == {"already-filed", "answers-incomplete"}, again
        assert again.status == NO and again.json["results"] == [] and drafts(town) == left, again


def test_left_for_the_window():
    """A table brought in here and signed elsewhere: drafts that nothing was printed for, and that --drafts shows as one."""
    with Town() as town:
        town.sit_down()
        rows = table(town, ["门店名称"], [["海味小馆一店（演练样例）"], ["海味小馆二店（演练样例）"]])
        said = batch(town, "F04", town.example("F04"), "--csv", rows, "--leave-drafts", "--json")
        assert said.status == YES and said.json["confirmed"] is False, said
        assert sorted(drafts(town)) == sorted(row["matter"] for row in said.json["rows"]), said
        assert {row["stage"] for row in town.call("list", "--json").json["filings"]} == {"filling"}, town.call("list")
        again = batch(town, "F04", "--drafts", "--json").json
        assert {row["matter"] for row in again["rows"]} == set(drafts(town)) and not again["dropped"], again
        refuses(batch(town, "F04", town.example("F04"), "--csv", rows, "--leave-drafts", "--confirm", "0" * 64), WRONG_USE,
                "wrong-use", "--leave-drafts")


def test_what_changed_is_not_signed():
    with Town() as town:
        town.sit_down()
        path = table(town, ["门店名称"], [["海味小馆甲店（演练样例）"], ["海味小馆乙店（演练样例）"]])
        shown = batch(town, "F04", town.example("F04"), "--csv", path, "--json").json
        table(town, ["门店名称"], [["海味小馆甲店（演练样例）"], ["海味小馆丙店（演练样例）"]])
        said = batch(town, "F04", town.example("F04"), "--csv", path, "--confirm", shown["digest"])
        assert said.status == NO and said.code == "not-what-was-shown" and drafts(town) == [], said


def test_two_rows_alike():
    """Two papers of the same words are two papers, each of them found again."""
    with Town() as town:
        town.sit_down()
        path = table(town, ["门店名称"], [["海味小馆甲店（演练样例）"], ["海味小馆甲店（演练样例）"]])
        call = ["F04", town.example("F04"), "--csv", path]
        shown = batch(town, *call, "--json").json
        assert len({row["matter"] for row in shown["rows"]}) == 2, shown
        signed = batch(town, *call, "--confirm", shown["digest"], "--no-wait", "--json")
        assert signed.status == YES and len({r["id"] for r in signed.json["results"]}) == 2, signed


def test_how_columns_are_named():
    """By the question's words in either language, by its name or by its pointer."""
    with Town() as town:
        town.sit_down()
        english = "Number of staff"
        for head in ("/staff/people", "staff/people", "people", "从业人员数", english):
            path = table(town, [head], [["21"], ["22"]], "named.csv")
            said = batch(town, "F04", town.example("F04"), "--csv", path, "--json")
            assert said.status == YES and [c["pointer"] for c in said.json["columns"]] == ["/staff/people"], (head, said)
        for head in ("name", "没有这个问题"):  # several are called so; none is
            path = table(town, [head], [["21"]], "named.csv")
            said = batch(town, "F04", town.example("F04"), "--csv", path, "--json")
            assert said.status != YES and said.code == "table-unrelated", (head, said)


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
