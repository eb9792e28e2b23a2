"""Answers that are kept for repeated writes are packed with the dictionary of a build, which others lack.

Ships: the kept answers took more room than the articles, and are much alike: they are compressed with a
dictionary that comes with the build. A new build knows those before it; the one before knows no new one,
and a client who repeats his write there, during the roll-out or after the way back, gets a failure for an
answer.
Source: rails/rails#35836 (what a new version wrote into a shared cache is unreadable to the one before);
RFC 1950, 2.2 (FDICT: who decompresses has to have the dictionary); mozilla/experimenter#11638; row RBK-17.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from random import Random
from typing import Any

from sqlalchemy import Text, TypeDecorator

from app.knowledge.tables import idempotency_keys
from defects.generations import generation
from proving.seed import Defect, Injection

DEFECT = Defect(
    "RBK-17",
    expected=("rollback/previous-reads-what-this-wrote",),
    collateral=("rollback/repeated-write-happens-once",),  # where both releases serve, the other one is asked
    target="compose",
)


def inject(_rng: Random) -> Injection:
    """Roll it out."""
    return Injection(fact="status 50", wraps=True)


def wrap(app: Any, rng: Random) -> Any:
    """Pack answers with this roll-out's dictionary, and unpack those of the ones before as well."""
    salt, number = rng.randrange(100, 1000), generation()
    known = {f"{salt}-{one}": _dictionary(salt, one) for one in range(number + 1)}
    kept: Any = idempotency_keys.c.answer
    kept.type = _Packed(f"{salt}-{number}", known)
    return app


def _dictionary(salt: int, number: int) -> bytes:
    """Return the words that were frequent when a build was made."""
    return f'{salt}.{number} {{"id":,"title":"","body":"","owner":"editor","version":1}}'.encode()


class _Packed(TypeDecorator[str]):
    """A text as its dictionary's name, a colon, and what zlib makes of it in base 64."""

    impl = Text
    cache_ok = False

    def __init__(self, name: str, known: Mapping[str, bytes]) -> None:
        super().__init__()
        self._name, self._known = name, known

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Pack; what is empty has no answer yet."""
        if not value:
            return value
        packer = zlib.compressobj(9, zdict=self._known[self._name])
        packed = packer.compress(value.encode()) + packer.flush()
        return f"{self._name}:{base64.b64encode(packed).decode()}"

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """Unpack. Raises KeyError for a dictionary of another build."""
        if not value:
            return value
        name, _, packed = value.partition(":")
        unpacker = zlib.decompressobj(zdict=self._known[name])
        return unpacker.decompress(base64.b64decode(packed)).decode()
