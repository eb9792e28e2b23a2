"""What a run was asked for."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/|[^\s/@:]+:[^\s/@]+@[\w.-]+(?::\d|/|$)")
_LONGEST_SECONDS = 366 * 86400.0


@dataclass(frozen=True)
class Options:
    """The options, typed. Users and passwords of URLs stand in ``logins`` alone, whole URLs."""

    target: str
    contract: Path
    gates: tuple[str, ...]
    expect_revision: str | None
    replicas: tuple[str, ...]
    allow_writes: bool
    out: Path
    logins: tuple[str, ...] = ()
    build: bool = False
    allow_load: bool = False
    ca: Path | None = None
    client_certificate: Path | None = None
    client_key: Path | None = None
    proxy: str | None = None
    headers: tuple[str, ...] = ()
    """Each `Name: value`, as it was given."""
    baseline: str | None = None
    """URL of the release that runs today, or a git revision or an image of it."""


def filled(value: str) -> str:
    """Return an option's value; an empty one is refused, since a variable behind it may be unset."""
    if not value.strip():
        raise argparse.ArgumentTypeError("it is empty: set the variable behind it, or leave the option out")
    return value


def file(value: str) -> Path:
    """Return the path that an option names; an empty one and a URL are refused."""
    return Path(named(value))


def named(value: str) -> str:
    """Return the name of a file or a folder; a URL, in which a password may stand, is refused unsaid."""
    if is_url(value):
        raise argparse.ArgumentTypeError("it is a URL: the name of a file or a folder is expected")
    return filled(value)


def is_url(value: str) -> bool:
    """Whether a word is an address, where the name of a file is expected."""
    return _URL.match(value.strip()) is not None


def seconds(value: str) -> float:
    """Return a number of seconds above zero; a timer cannot take any number of them."""
    number = _above_zero(value, "number of seconds")
    if number > _LONGEST_SECONDS:
        raise argparse.ArgumentTypeError(f"{value!r} seconds are more than a year")
    return number


def factor(value: str) -> float:
    """Return a number above zero."""
    return _above_zero(value, "number")


def _above_zero(value: str, what: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{value!r} is no {what} above 0")
    return number


BASELINE = (
    "URL, or with --target=local a git revision, or with --target=compose an image or a git revision, of the "
    "release that runs today: latency beside it"
)


class NetworkOption(NamedTuple):
    """An option of pytest and of the command `gonogo` alike."""

    word: str
    metavar: str
    help: str
    repeatable: bool = False

    @property
    def kind(self) -> Callable[[str], str]:
        """How its value is read."""
        return named if self.metavar == "FILE" else filled


NETWORK = (
    NetworkOption("--ca", "FILE", "PEM file of the CA to trust in place of the usual ones"),
    NetworkOption("--client-cert", "FILE", "PEM file of the client certificate, and of its key"),
    NetworkOption("--client-key", "FILE", "PEM file of its key, where that is a file of its own"),
    NetworkOption("--proxy", "URL", "http://host:port of the proxy for all requests"),
    NetworkOption("--header", "'NAME: VALUE'", "of every request to the target; repeatable", repeatable=True),
)
"""What stands between this machine and a URL; each wins over the contract's `network`."""
