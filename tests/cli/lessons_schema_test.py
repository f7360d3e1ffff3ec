#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every lesson, the template and a written scenario agree with the published schemas; what the program refuses, they do
too where a schema can say it.

usage: lessons_schema_test.py SOURCE_DIR
"""
import copy
import json
import os
import pathlib
import sys

SKIPPED = 77
try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is missing")
    sys.exit(1 if os.environ.get("CI") else SKIPPED)


def main():
    resources = pathlib.Path(sys.argv[1]) / "resources"
    schemas = {name: json.loads((resources / "schema" / name).read_text(encoding="utf-8"))
               for name in ("scenario.schema.json", "lesson.schema.json")}
    # Validators of different age look references to other files up differently: here both are one file.
    lesson_schema = schemas["lesson.schema.json"]
    lesson_schema["$defs"].update(schemas["scenario.schema.json"]["$defs"])
    lesson_schema["properties"]["scenario"]["allOf"] = [{"$ref": "#/$defs/content"}]
    check = {name: jsonschema.Draft202012Validator(schema) for name, schema in schemas.items()}
    files = sorted((resources / "lessons").glob("*.json")) + [resources / "lessons/template/my-lesson.json"]
    faults = []
    for file in files:
        lesson = json.loads(file.read_text(encoding="utf-8"))
        faults += [f"{file.name}: {error.json_path}: {error.message}" for error in check["lesson.schema.json"].iter_errors(lesson)]
        scenario = {"format": "hopscope-scenario", "version": 1, **lesson["scenario"]}
        faults += [f"{file.name}: {error.json_path}: {error.message}"
                   for error in check["scenario.schema.json"].iter_errors(scenario)]
        for broken in ({"format": "x"}, {"visits": []}, {"origins": [{"name": "a", "host": "a.example"}]}, {"answer": 1}):
            if check["scenario.schema.json"].is_valid({**copy.deepcopy(scenario), **broken}):
                faults.append(f"{file.name}: the schema takes {broken}")
    articles = jsonschema.Draft202012Validator(json.loads((resources / "schema" / "article.schema.json").read_text(encoding="utf-8")))
    for file in sorted((resources / "lessons/articles").glob("*.json")):
        article = json.loads(file.read_text(encoding="utf-8"))
        faults += [f"{file.name}: {error.json_path}: {error.message}" for error in articles.iter_errors(article)]
        for broken in ({"claims": []}, {"claims": [{**article["claims"][0], "verdict": "maybe"}]}, {"answer": 1}):
            if articles.is_valid({**article, **broken}):
                faults.append(f"{file.name}: the schema takes {broken}")
    courses = jsonschema.Draft202012Validator(json.loads((resources / "schema" / "course.schema.json").read_text(encoding="utf-8")))
    for file in sorted((resources / "lessons/courses").glob("*.json")):
        course = json.loads(file.read_text(encoding="utf-8"))
        faults += [f"{file.name}: {error.json_path}: {error.message}" for error in courses.iter_errors(course)]
        for broken in ({"format": "x"}, {"lessons": []}, {"lessons": ["hsts", "hsts"]}, {"id": "A b"}, {"answer": 1}):
            if courses.is_valid({**course, **broken}):
                faults.append(f"{file.name}: the schema takes {broken}")
    print("\n".join(faults) or f"{len(files)} lessons agree with the schemas")
    return 1 if faults else 0


sys.exit(main())
