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
_FILES = re.compile(r"/etc/(hostname|hosts|passwd|group|os-release)|/bin/(sh|ls|cat|true)")
_FILE_TESTS = {"-f", "-s"}
_VERSION = {"--version", "-version", "-V", "--help"}
_SELF = re.compile(r"127\.\d+\.\d+\.\d+|localhost|::1|0\.0\.0\.0", re.IGNORECASE)
_SAYS = re.compile(
    r"printenv|getent (?:hosts|ahosts|ahostsv4) (?:localhost|127\.0\.0\.1)|getent passwd(?: root)?"
    r"|(?:ss|netstat)(?: -[a-zA-Z]+)*|ip (?:a|addr|address|link|route|r)(?: show)?|ifconfig|nginx -[vV]"
    r"|(?:httpd|apache2) -[vV]|(?:openssl|go|kubectl|helm) version|dotnet --(?:info|list-sdks|list-runtimes)"
    r"|(?:php|ruby|node|perl|gunicorn|redis-(?:server|cli)) -v|perl -e (?:exit(?: 0|\(0\))?|1|0);?"
)
"""They list what there is, or tell their version."""
_FIRST = {"1"}
_SELECTS = re.compile(r"-{1,2}(p|q|pid|quick-pid|C|ppid)")


def is_there_anyway(name: str | None, rest: Sequence[str | None]) -> bool:
    """Whether a command ends well wherever it runs: a path of every system, its own version, a list."""
    if name is None or None in rest:
        return False
    given = [str(word) for word in rest]
    if name in ("test", "["):
        words = [word for word in given if word != "]"]
        known = _THERE if words[:1] and words[0] in _TESTS else _FILES
        return len(words) == 2 and words[0] in _TESTS | _FILE_TESTS and bool(known.fullmatch(words[1]))
    operands = [word for word in given if not word.startswith("-")]
    if name in ("ping", "ping6"):
        return bool(given) and _SELF.fullmatch(given[-1]) is not None
    if name in _LOOKERS:
        return bool(operands) and all(map(_THERE.fullmatch, operands))
    if name in _OF_THE_MACHINE:
        return _lists(given, operands)
    makes = name == "touch" or (name == "mkdir" and "-p" in given)
    return makes or _SAYS.fullmatch(" ".join([name, *given])) is not None or _counts(name, given)


def _counts(name: str, given: list[str]) -> bool:
    """Whether it tells its version, or makes something of its words alone."""
    version = len(given) == 1 and given[0] in _VERSION
    numbers = bool(given) and all(map(re.compile(r"\d+").fullmatch, given))
    made = (name == "seq" and numbers) or (name == "expr" and len(given) == 1 and given[0] not in ("", "0"))
    return version or made or (name in ("basename", "dirname") and len(given) > 0)


def _lists(given: list[str], operands: list[str]) -> bool:
    """Whether no one thing is asked for, or the container's first process alone."""
    if any(_SELECTS.match(word) for word in given):
        return {*operands} == _FIRST
    return all(map(re.compile(r"[a-zA-Z]{1,5}").fullmatch, operands))
