"""What a word after `--baseline=` names: a URL, an image or a git revision. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit

from gonogo.instruments.urls import origin

_LONGEST = 400
_COMPONENT = re.compile(r"[a-z0-9]+(?:(?:__|[._]|-+)[a-z0-9]+)*")
_HOST = re.compile(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?")
_TAG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class Kind(Enum):
    """What a baseline is started from, or that it runs already."""

    URL = "URL"
    IMAGE = "image"
    REVISION = "git revision"


@dataclass(frozen=True)
class Named:
    """A baseline by its kind, less the prefix that forced it; of a revision, the commit where git has one."""

    kind: Kind
    what: str
    commit: str = ""


def named(given: str, commit_of: Callable[[str], str], is_here: Callable[[str], bool | None]) -> Named:
    """Tell what is named; ValueError with one sentence where the word cannot be what its prefix says.

    A URL, then an image that is here, then a revision that git has, then what only an image is spelt as, with
    a colon or a slash: that is pulled. ``is_here`` is None where no engine says; what is not a revision then
    is for the engine to say.
    """
    word, colon, rest = given.partition(":")
    if colon and word == "git":
        return Named(Kind.REVISION, rest, commit_of(rest))
    if colon and word == "image":
        if not is_image(rest):
            raise ValueError(
                f"--baseline={given}: {rest or 'nothing'} is no image; expected image:NAME:TAG, "
                "image:NAME@sha256:… or image:sha256:… with 64 hexadecimal digits"
            )
        return Named(Kind.IMAGE, rest)
    if is_url(given):
        return Named(Kind.URL, given)
    if word == "sha256" and not is_digest(given):
        raise ValueError(f"--baseline={given}: expected 64 hexadecimal digits after sha256:")
    return _either(given, commit_of, is_here)


def _either(given: str, commit_of: Callable[[str], str], is_here: Callable[[str], bool | None]) -> Named:
    """Tell an image from a revision; no name of a commit is spelt as an image with a colon."""
    if not is_image(given):
        return Named(Kind.REVISION, given, commit_of(given))
    if ":" in given or (here := is_here(given)):
        return Named(Kind.IMAGE, given)
    if not (commit := commit_of(given)) and ("/" in given or here is None):
        return Named(Kind.IMAGE, given)
    return Named(Kind.REVISION, given, commit)


def is_url(given: str) -> bool:
    """Whether it is a URL that has a host."""
    try:
        return given.startswith(("http://", "https://")) and bool(urlsplit(given).hostname and origin(given))
    except ValueError:
        return False


def is_digest(given: str) -> bool:
    """Whether it is an image's ID, or a digest without a repository."""
    return bool(_DIGEST.fullmatch(given))


def is_image(given: str) -> bool:
    """Whether it is spelt as an image: a name with a tag, a digest or neither, or an ID."""
    if len(given) > _LONGEST:
        return False
    if is_digest(given):
        return True
    name, at, digest = given.partition("@")
    if at and not is_digest(digest):
        return False
    path, slash, last = name.rpartition("/")
    last, colon, tag = last.partition(":")
    if colon and not _TAG.fullmatch(tag):
        return False
    parts = [*(path.split("/") if slash else ()), last]
    if len(parts) > 1 and (set(".:") & set(parts[0]) or parts[0] == "localhost"):
        host, *parts = parts
        if not _HOST.fullmatch(host):
            return False
    return all(_COMPONENT.fullmatch(part) for part in parts)
