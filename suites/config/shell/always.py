"""Commands that look only at what is there wherever anything runs: they tell nothing of the service. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_THERE = re.compile(
    r"/|\.|\./|/(proc|sys|dev|tmp|etc|usr|var|bin|sbin|lib|opt|home|root|run|usr/bin|usr/local|usr/lib)/?"
    r"|/proc/(1|self|uptime|version|meminfo|cpuinfo|stat|loadavg|mounts)(/(status|stat|cmdline|exe|cwd|root))?"
    r"|/etc/(hostname|hosts|passwd|group|resolv\.conf|os-release)|/dev/(null|zero|stdout|stderr)|/bin/(sh|ls|cat|true)"
)
_LOOKERS = {"ls", "stat", "cat", "cd", "du", "readlink", "realpath", "file", "head", "tail", "wc", "find"}
_OF_THE_MACHINE = {"df", "free", "vmstat", "top", "ps", "lsof", "mount", "dmesg", "hostname", "id", "groups"}
"""They list what there is; `ps` may be asked for one process."""
_TESTS = {"-e", "-r", "-d", "-x"}
_VERSION = {"--version", "-version", "-V", "--help"}
_FIRST = {"1"}
_SELECTS = re.compile(r"-{1,2}(p|q|pid|quick-pid|C|ppid)")


def is_there_anyway(name: str | None, rest: Sequence[str | None]) -> bool:
    """Whether a command ends well wherever it runs: a path of every system, its own version, a list."""
    if name is None or None in rest:
        return False
    given = [str(word) for word in rest]
    if name in ("test", "["):
        words = [word for word in given if word != "]"]
        return len(words) == 2 and words[0] in _TESTS and bool(_THERE.fullmatch(words[1]))
    operands = [word for word in given if not word.startswith("-")]
    if name in _LOOKERS:
        return bool(operands) and all(map(_THERE.fullmatch, operands))
    if name in _OF_THE_MACHINE:
        return _lists(given, operands)
    makes = name == "touch" or (name == "mkdir" and "-p" in given)
    return makes or (len(given) == 1 and given[0] in _VERSION)


def _lists(given: list[str], operands: list[str]) -> bool:
    """Whether no one thing is asked for, or the container's first process alone."""
    if any(_SELECTS.match(word) for word in given):
        return {*operands} == _FIRST
    return all(map(re.compile(r"[a-zA-Z]{1,5}").fullmatch, operands))
