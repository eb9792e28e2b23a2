"""Whether a script runs what it cloned of a pull request: to clone and compare runs nothing. Pure."""

from __future__ import annotations

import re

_CLONES = re.compile(
    r"\b(?:git|gh\s+repo)\s+clone\b.*(?:head\.repo|head_repository)\b\S*(?:\s+((?!-)[\w./-]+))?",
    re.IGNORECASE,
)
_BEGINS = r"[\s({]*(?:sudo\s+|env\s+|[A-Za-z_]\w*=\S*\s+)*"
_BUILDS = r"(?:g?make|npm|npx|yarn|pnpm|pip3?|cargo|go|mvn|gradle|bundle|composer|docker)\b"
_INTERPRETS = r"(?:bash|sh|python3?|node|ruby|perl)\s+(?:-\w+\s+)*"
_RUNS_HERE = re.compile(rf"{_BEGINS}(?:{_BUILDS}|{_INTERPRETS}(?!/)\S|\.\.?/\S)")
_GOES = re.compile(rf"{_BEGINS}(?:(?:cd|pushd)\s+(\S+)|(popd)\b)")


def goes(command: str) -> str | None:
    """Return the folder into which a command goes, empty for back again; None where it stays."""
    went = _GOES.match(command)
    return (
        None if went is None else "" if went[2] or went[1].startswith(("..", "-")) else went[1].strip("\"'")
    )


def runs_here(command: str) -> bool:
    """Whether a command builds, or runs something of the folder in which it is."""
    return _RUNS_HERE.match(command) is not None


def runs_a_clone(script: str) -> str:
    """Return the command that clones the head's repository, empty where nothing in it is run.

    It is run where a command builds in its folder, or names it: expressions have to be filled in.
    """
    cloned, folder, inside = "", "", False
    for command in re.split(r"[\n;&|]+", script.replace("\\\n", " ")):
        if found := _CLONES.search(command):
            cloned, folder, inside = found[0], (found[1] or "").strip("./"), False
        elif (into := goes(command)) is not None:
            inside = bool(cloned and into)
        elif cloned and (runs_here(command) if inside else runs_in(folder, command)):
            return cloned
    return ""


def runs_in(folder: str, command: str) -> bool:
    """Whether a command builds or runs something of a folder that it names."""
    named = rf"(?:\./)?{re.escape(folder)}(?![\w-])"
    ways = rf"{_BUILDS}.*[\s=]{named}|{_INTERPRETS}{named}/|{named}/"
    return bool(folder) and re.match(rf"{_BEGINS}(?:{ways})", command) is not None
