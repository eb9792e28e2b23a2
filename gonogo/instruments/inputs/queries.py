"""Queries that no client sends by mistake, made of one that is taken.

Source: GHSA-q9mw-68c2-j6m5 (a field of a handshake that is looked up as a property of an object).
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from gonogo.instruments.inputs.message import Input, Plain

_MOST_FIELDS = 4
_VALUES = ("", "__proto__", "toString", "constructor", "\x00", "a" * 6_400)


def odd_targets(target: str) -> Iterator[tuple[str, str]]:
    """Give what is wrong, and the target with it: an odd value of each of the first fields, none, or two."""
    parts = urlsplit(target)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    for place, (field, value) in enumerate(asked[:_MOST_FIELDS]):
        before, after = asked[:place], asked[place + 1 :]
        changed = {f"{field} is {odd[:12]!r}": [(field, odd)] for odd in _VALUES if odd != value}
        changed |= {f"without {field}": [], f"{field} twice": [(field, value), (field, value)]}
        for what, fields in changed.items():
            query = urlencode([*before, *fields, *after], quote_via=quote)
            yield f"query, {what}", f"{parts.path}?{query}" if query else parts.path
        bare = [urlencode([each], quote_via=quote) for each in (*before, *after)]
        yield f"query, {field} is no escape", f"{parts.path}?{'&'.join([*bare, quote(field) + '=%'])}"


def odd_queries(plain: Plain) -> Iterator[Input]:
    """Give a request that is taken with each of them."""
    for what, target in odd_targets(plain.target):
        yield Input(what, plain.written(target=target))
