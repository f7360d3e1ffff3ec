# SPDX-License-Identifier: MIT
"""What the profiles say, asked from the built decideprobe."""
import json
import subprocess

from bench import CHAIN_END, fill, summary, target_of
from drivers import DRIVERS


def limit_of(answer):
    limit = answer.get("limit", -1)
    return CHAIN_END if limit < 0 else limit


def predictions(probe, client, rows):
    """The second request of each case, and how many redirects are followed."""
    driver = DRIVERS["firefox-fetch" if client == "browser" else client]
    wish = getattr(driver, "wish", lambda row, url: row)
    rows = [wish(row, fill(row["url"])) or row for row in rows]
    lines = [json.dumps({"client": client, "method": row["method"], "url": fill(row["url"]), "headers": row["headers"],
                         "body": row["body"] or "", "status": row["status"], "user": ":".join(row.get("user", [])),
                         "set": row.get("set", []), "once": row.get("stream", False), "early": [int(each[0][:3]) for each in row.get("early", [])],
                         "then": [[status, fill(location)] for status, location in row.get("then", [])], "locations": [fill(each) for each in row["locations"]]}) for row in rows]
    output = subprocess.run([probe], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True).stdout
    answers = [json.loads(line) for line in output.splitlines()]
    following = [answer.get("next") for answer in answers]
    return [each and summary(each["method"], target_of(each["url"]), [tuple(field) for field in each["headers"]],
                             len(each["body"])) for each in following], limit_of(answers[0])
