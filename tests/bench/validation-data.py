#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""Writes the schemas and instances of the validation bench into a folder: NAME.schema.json and NAME.json, a list.

  commitment  60 fields as a commitment asks them, with patterns, formats and conditions
  rows        one array of 2,000 objects
  unique      the same array, where no two objects may be equal"""
import json
import pathlib
import sys

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ROWS = 2000


def field(number):
    """(schema, value) of one of 60 fields, six kinds in turn."""
    kinds = [
        ({"type": "string", "minLength": 1, "maxLength": 50}, f"Sample {number}"),
        ({"type": "string", "pattern": "^JY[0-9]{14}$"}, f"JY{number:014d}"),
        ({"type": "string", "format": "date"}, f"2026-{number % 12 + 1:02d}-{number % 28 + 1:02d}"),
        ({"type": "integer", "minimum": 0, "maximum": 100000}, number * 17),
        ({"type": "string", "format": "email", "maxLength": 100}, f"sample{number}@example.com"),
        ({"enum": ["catering", "retail", "canteen", "delivery"]}, ["catering", "retail", "canteen", "delivery"][number % 4]),
    ]
    return kinds[number % len(kinds)]


def commitment():
    fields = {f"field{number}": field(number) for number in range(56)}
    properties = {name: schema for name, (schema, _value) in fields.items()}
    values = {name: value for name, (_schema, value) in fields.items()}
    properties.update({
        "sold": {"type": "boolean"},
        "scale": {"type": "string", "pattern": "^[A-Z]{2}-[0-9]{4,10}$"},
        "scaleUntil": {"type": "string", "format": "date"},
        "items": {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"enum": ["hot", "cold", "raw", "drinks"]}},
    })
    schema = {
        "$schema": DIALECT, "type": "object", "properties": properties,
        "required": [f"field{number}" for number in range(0, 56, 2)] + ["sold", "items"],
        "additionalProperties": False,
        "if": {"properties": {"sold": {"const": True}}, "required": ["sold"]},
        "then": {"required": ["scale", "scaleUntil"]},
        "else": {"properties": {"scale": False}},
        "dependentRequired": {"scaleUntil": ["scale"]},
        "allOf": [{"if": {"properties": {"field5": {"const": "retail"}}}, "then": {"required": ["field7"]}}],
    }
    sold = dict(values, sold=True, scale="SY-20260001", scaleUntil="2027-01-31", items=["hot", "cold"])
    unsold = dict(values, sold=False, items=["drinks"])
    return schema, [sold, unsold]


def rows(unique):
    item = {
        "type": "object",
        "required": ["name", "price", "from"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 60},
            "price": {"type": "integer", "minimum": 0},
            "from": {"type": "string", "format": "date"},
            "kind": {"enum": ["room", "meal", "tour"]},
        },
    }
    schema = {"$schema": DIALECT, "type": "array", "maxItems": ROWS, "items": item}
    if unique:
        schema["uniqueItems"] = True
    instance = [{"name": f"Sample {number}", "price": number * 100, "from": "2026-10-01", "kind": "room"}
                for number in range(ROWS)]
    return schema, [instance]


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, (schema, instances) in {"commitment": commitment(), "rows": rows(False), "unique": rows(True)}.items():
        (folder / f"{name}.schema.json").write_text(json.dumps(schema), encoding="utf-8")
        (folder / f"{name}.json").write_text(json.dumps(instances), encoding="utf-8")


main()
