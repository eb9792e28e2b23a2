"""Where a file was looked for, in the answer to a request for one that is not there. Pure.

A path below the root of what is served is the client's own word, and a proxy may have put another before it;
what begins as file systems do and ends as the client's word is where the release lies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urlsplit

_ROOTS = ("etc", "mnt", "nix", "opt", "private", "root", "srv", "tmp", "usr", "var")
"""Where no address begins."""
_HOMES = (
    *("Users", "app", "application", "code", "data", "home", "html", "project", "site", "src", "web"),
    *("workspace", "workspaces", "www"),
)
"""Where files lie and addresses begin as well: it counts where words before it say that it is a file's."""
_PATH = re.compile(
    rf"(?:(?<=file://)|(?<![\w.:/-]))/(?:{'|'.join((*_ROOTS, *_HOMES))})(?:/[\w.@+~-]{{1,400}}){{1,20}}"
)
_BEFORE = r"(?:[^\"\n,{}<>]|\\\"){0,40}(?:<\w{1,6}>)?$"  # not from another field, or element, of it
_OF_A_FILE = re.compile(
    rf"(?i:\b(?:file|folder|directory|open|stat|read|scandir|realpath|x-sendfile)s?\b){_BEFORE}"
)
_OF_A_SYSTEM = re.compile(
    r"(?i:\bno such (?:file|directory|folder|asset)|\bnot a directory"
    rf"|\b(?:cannot|can't|failed to|could not) (?:open|read|stat)\b){_BEFORE}"
    r"|\b(?:open|l?stat) ['\"]?$"
)
_LOOKED_BACK = 120
_NAMED = 2  # steps before the client's own word: one may be what a proxy puts there


def paths_on_disk(body: str, headers: Sequence[tuple[str, str]], path: str) -> Iterator[str]:
    """Give absolute paths of a file system that end as the path that was asked for, or as its folder."""
    own = [part for part in unquote(urlsplit(path).path).split("/") if part]
    values = [f"{name}: {value}" for name, value in headers if name.lower().startswith("x-")]
    for text in (body.replace("\\/", "/"), *values):
        for found in _PATH.finditer(text):
            told = found[0].rstrip(".").strip("/").split("/")
            before = text[max(0, found.start() - _LOOKED_BACK) : found.start()]
            if any(_leads_to(told, end, before) for end in (own, own[:-1])):
                yield found[0]


def _leads_to(told: list[str], own: list[str], before: str) -> bool:
    """Whether a path ends as the client's own word does, and begins where only a file system does."""
    shared = 0
    while shared < min(len(told), len(own)) and told[-1 - shared] == own[-1 - shared]:
        shared += 1
    steps = len(told) - shared
    if not shared or not steps:
        return False
    said = _OF_A_FILE if steps >= _NAMED else _OF_A_SYSTEM
    return told[0] in _ROOTS or said.search(before) is not None
