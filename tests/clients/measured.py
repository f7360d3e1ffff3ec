# SPDX-License-Identifier: MIT
"""resources/clients/measured.json: every measured row, each different field and request written once.

`cases` are the names of the cases, in order. `fields` are field lines, `requests` [method, target, [field numbers], body
size]. A client's `rows` name a request for each case: null is none, -1 means that the client cannot send the first one or
is installed in this version no more, and -2 (in no finished file) that the case was not put to it yet.
`follows` is the number of redirects of an endless chain that were followed.
"""
import json
import os

from cases import cases

FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "resources", "clients", "measured.json")

WORDS = {None: None, -1: "impossible", -2: "unmeasured"}


class Measured:
    def __init__(self):
        self.entries = {}

    @staticmethod
    def load():
        measured = Measured()
        if not os.path.exists(FILE):
            return measured
        with open(FILE, encoding="utf-8") as file:
            data = json.load(file)
        numbers = {name: number for number, name in enumerate(data["cases"])}

        def request(rows, case):
            number = rows[numbers[case["name"]]] if case["name"] in numbers else -2
            if number in WORDS:
                return WORDS[number]
            method, target, fields, size = data["requests"][number]
            return [method, target, sorted(data["fields"][field] for field in fields), size]

        for client in data["clients"]:
            rows = [request(client["rows"], case) for case in cases()]
            measured.put(client["client"], client["version"], client["date"], rows, client["follows"])
        return measured

    def put(self, client, version, date, rows, followed):
        self.entries[client] = {"version": version, "date": date, "rows": rows, "follows": followed}

    def date(self, client):
        return self.entries[client]["date"]

    def clients(self):
        return list(self.entries)

    def get(self, client):
        """Version, rows and redirects followed."""
        entry = self.entries.get(client, {"version": "", "rows": [], "follows": 0})
        return entry["version"], entry["rows"], entry["follows"]

    def save(self):
        fields, requests = {}, {}

        def number(row):
            if not isinstance(row, list):
                return next(number for number, word in WORDS.items() if word == row)
            method, target, lines, size = row
            key = (method, target, tuple(fields.setdefault(line, len(fields)) for line in lines), size)
            return requests.setdefault(key, len(requests))

        clients = [{"client": client, "version": entry["version"], "date": entry["date"], "follows": entry["follows"],
                    "rows": [number(row) for row in entry["rows"]]} for client, entry in sorted(self.entries.items())]

        def lines(values):
            return "[\n" + ",\n".join(json.dumps(value, separators=(",", ":")) for value in values) + "\n]"

        os.makedirs(os.path.dirname(FILE), exist_ok=True)
        with open(FILE + ".new", "w", encoding="utf-8") as file:
            file.write('{"format":"hopscope-measured","version":1,\n"cases":' + lines([row["name"] for row in cases()]) +
                       ',\n"fields":' + lines(fields) + ',\n"requests":' + lines(requests) + ',\n"clients":' + lines(clients) + "}\n")
        os.replace(FILE + ".new", FILE)
