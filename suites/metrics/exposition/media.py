"""The media types of an exposition, as Prometheus 3 reads them.

Source: Prometheus, "Scrape protocol content negotiation"; Go's mime.ParseMediaType, which refuses a parameter
without a value, one that is there twice with two values, and anything between two parameters but a semicolon.
With one value twice it is an error of RFC 6838, 4.3, all the same, for which other readers throw it away
(square/okhttp#1004).
Version 3 fails a scrape without a type that it can read, where 2 took everything for text; neither looks at
the version of a type that it knows.
"""

from __future__ import annotations

import re

_FORMATS = {"text/plain": "text", "application/openmetrics-text": "openmetrics"}
_VERSIONS = {"text": ("0.0.4", "1.0.0"), "openmetrics": ("0.0.1", "1.0.0")}
_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_PARAMETER = re.compile(rf"\s*;\s*({_WORD})\s*=\s*({_WORD}|\"(?:[^\"\\]|\\.)*\")")
_END = re.compile(r"\s*;?\s*")


def declared_format(content_type: str) -> str:
    """Return `text` or `openmetrics`, empty for anything else."""
    return _FORMATS.get(content_type.partition(";")[0].strip().lower(), "")


def unreadable(content_type: str) -> str:
    """Return what keeps Prometheus 3 from reading a media type, empty where nothing does."""
    if not declared_format(content_type):
        return "not a media type of an exposition" if content_type.strip() else "no Content-Type"
    pairs, rest = _parameters(content_type)
    if rest:
        return f"a parameter without a value, or none: {rest[:40]}"
    names = [name for name, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), "")
    values = {value for name, value in pairs if name == twice}
    if len(values) > 1:
        return f"two values of {twice}"
    return f"{twice} is there twice, which a reader may refuse" if twice else ""


def unversioned(content_type: str) -> str:
    """Return which version it states, where that is none of the listed; empty where it is."""
    version = dict(_parameters(content_type)[0]).get("version", "none")
    known = _VERSIONS.get(declared_format(content_type), (version,))
    return "" if version in known else f"version: {version}"


def utf8_names(content_type: str) -> bool:
    """Whether it says that names may hold any character, which a reader has to have asked for."""
    return dict(_parameters(content_type)[0]).get("escaping") == "allow-utf-8"


def _parameters(content_type: str) -> tuple[list[tuple[str, str]], str]:
    """Return the parameters, and what follows the last that can be read."""
    rest = content_type[len(content_type.partition(";")[0]) :]
    pairs = []
    while found := _PARAMETER.match(rest):
        pairs.append((found[1].lower(), found[2].strip('"')))
        rest = rest[found.end() :]
    return pairs, "" if _END.fullmatch(rest) else rest.strip()
