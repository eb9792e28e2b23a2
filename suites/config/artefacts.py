"""Whether scripts run what they downloaded of another run: who wrote that may be a stranger. Pure.

Source: GitHub Security Lab, "Preventing pwn requests" (artefacts of an untrusted workflow).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gonogo.suites.config.clones import goes, runs_here, runs_in

_DOWNLOADS = re.compile(r"\bgh\s+run\s+download\b.*?\s(?:--dir|-D)[\s=]+[\"']?((?!-)[\w./-]+)")


def runs_an_artefact(scripts: Iterable[str]) -> str:
    """Return the command that downloads into a folder, empty where nothing in there is run.

    ``scripts`` are those of a job's steps, each of which begins in the folder of all. To read, count or
    publish what was downloaded runs nothing.
    """
    fetched, folder = "", ""
    for script in scripts:
        inside = False
        for command in re.split(r"[\n;&|]+", script.replace("\\\n", " ")):
            if found := _DOWNLOADS.search(command):
                fetched, folder = found[0], found[1].strip("./")
            elif (into := goes(command)) is not None:
                inside = bool(folder) and re.match(rf"(?:\./)?{re.escape(folder)}(?:/|$)", into) is not None
            elif fetched and (runs_here(command) if inside else runs_in(folder, command)):
                return fetched
    return ""
