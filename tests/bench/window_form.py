# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yinuo developers
"""A form of any size as JSON Schema and UI schema, the same for us and for the peers: texts, numbers, dates, choices and
switches in groups of twenty, with rules that one switch each governs."""
import json
import os

KINDS = [
    {"type": "string", "maxLength": 80},
    {"type": "string", "minLength": 2, "pattern": "^\\S+"},
    {"type": "integer", "minimum": 0, "maximum": 100000},
    {"type": "string", "format": "date"},
    {"type": "string", "enum": ["甲", "乙", "丙", "丁"]},
    {"type": "number", "minimum": 0},
]


def form(controls, rules):
    """(schema, uischema). The first field is a text; each governed control is shown while its switch is not on."""
    switches = max(1, min(10, rules))
    properties = {"first": {"type": "string", "title": "第一个问题", "minLength": 2}}
    for number in range(switches):
        properties[f"switch{number}"] = {"type": "boolean", "title": f"不适用 {number + 1}"}
    for number in range(controls - len(properties)):
        properties[f"q{number}"] = {"title": f"问题 {number + 1}", **KINDS[number % len(KINDS)]}
    elements, governed = [], 0
    for number, name in enumerate(properties):
        control = {"type": "Control", "scope": f"#/properties/{name}"}
        if name.startswith("q") and governed < rules:
            control["rule"] = {"effect": "HIDE", "condition": {"scope": f"#/properties/switch{governed % switches}",
                                                               "schema": {"const": True}, "failWhenUndefined": True}}
            governed += 1
        if number % 20 == 0:
            elements.append({"type": "Group", "label": f"第 {number // 20 + 1} 组", "elements": []})
        elements[-1]["elements"].append(control)
    required = ["first"] + [f"q{number}" for number in range(0, controls - switches - 1, 10)]
    return ({"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": properties,
             "required": required}, {"type": "VerticalLayout", "elements": elements})


def write(folder, controls, rules):
    """The two files' paths."""
    os.makedirs(folder, exist_ok=True)
    paths = f"{folder}/schema-{controls}.json", f"{folder}/uischema-{controls}.json"
    for path, document in zip(paths, form(controls, rules)):
        with open(path, "w", encoding="utf-8") as file:
            json.dump(document, file, ensure_ascii=False)
    return paths
