"""`python -m benchmarks.users WHAT [LOCUST'S OPTIONS]`: the reference service, and Locust's users in it.

WHAT is read, search, write or mixed, or a shape with all of them: spike, soak, ramp. Headless with 20
users for 30 s where nothing else is asked; with --page it is Locust's page, on this machine alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from benchmarks.release import ROOT, released

ALL = ("Reader", "Searcher", "Writer")
USERS = {"read": ALL[:1], "search": ALL[1:2], "write": ALL[2:], "mixed": ALL}
SHAPES = ("spike", "soak", "ramp")
PAGE = "--page"
FOLDER, ARTICLES = "loadtests/journeys", 50
WORDS = ("release", "gate", "evidence", "canary", "budget", "latency", "rollback", "probe")


def main(arguments: list[str]) -> int:
    """Run it; returns Locust's exit status, 1 where a request failed, or 4 for what is not known."""
    if not arguments or arguments[0] not in (*USERS, *SHAPES):
        print(f"usage: python -m benchmarks.users {'|'.join((*USERS, *SHAPES))} [OPTION…]", file=sys.stderr)
        return 4
    keys = {name: os.urandom(16).hex() for name in ("GONOGO_READER_KEY", "GONOGO_EDITOR_KEY")}
    with released(_settings(keys)) as url:
        _fill(url, keys["GONOGO_EDITOR_KEY"])
        command = [sys.executable, "-m", "locust", "--host", url, *words(*arguments)]
        try:
            return subprocess.run(command, cwd=ROOT, env=os.environ | keys, check=False).returncode
        except KeyboardInterrupt:  # Locust got it too, and has printed its tables
            return 130


def words(what: str, *more: str) -> list[str]:
    """Return Locust's own words for it."""
    files = [f"{FOLDER}/users.py", *([f"{FOLDER}/{what}.py"] if what in SHAPES else [])]
    given = [word for word in more if word != PAGE]
    if PAGE in more:
        given = ["--web-host", "127.0.0.1", *given]
    else:
        usual = [] if what in SHAPES else ["--users", "20", "--spawn-rate", "20", "--run-time", "30s"]
        given = ["--headless", "--only-summary", *usual, *given]
    return ["-f", ",".join(files), *given, *USERS.get(what, ())]


def _settings(keys: dict[str, str]) -> dict[str, str]:
    scopes = {
        "GONOGO_READER_KEY": ["articles:read"],
        "GONOGO_EDITOR_KEY": ["articles:read", "articles:write"],
    }
    made = [{"name": n.split("_")[1].lower(), "key": key, "scopes": scopes[n]} for n, key in keys.items()]
    return {"UKP_API_KEYS": json.dumps(made), "UKP_RATE_LIMIT": "60000/minute"}


def _fill(url: str, key: str) -> None:
    """Write what readers read."""
    again = Retry(total=5, status_forcelist=[503], backoff_factor=0.2, allowed_methods=None)  # a busy machine
    with requests.Session() as session:
        session.mount(url, HTTPAdapter(max_retries=again))
        session.headers["Authorization"] = f"Bearer {key}"
        for number in range(ARTICLES):
            word = WORDS[number % len(WORDS)]
            article = {"title": f"On {word} {number}", "body": f"What there is to say on {word}."}
            session.post(f"{url}/articles", json=article, timeout=10).raise_for_status()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
