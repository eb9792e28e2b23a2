"""Forms that are as large as they may be, and larger: by a field, by a file, by the number of their parts."""

from __future__ import annotations

from urllib.parse import urlencode

from gonogo.contract.security import Body
from gonogo.suites.security.observations.bodies import FIELD, FILE
from gonogo.targets.base import TargetError

_EDGE = "--------edge"
PARTS = "parts"


def shapes(promised: Body) -> list[str]:
    """Return what may be too large; JSON has but one shape, without a name."""
    request, sized = promised.request, promised.limit_bytes is not None
    if request.type == "json":
        return [""]
    if request.type == "form":
        return [FIELD]
    large = [FIELD, *([FILE] if request.file else [])] if sized else []
    return [*large, *([PARTS] if promised.limit_parts else [])]


def shaped(promised: Body, form: str, *, beyond: bool) -> tuple[str, bytes]:
    """Return media type and content of a form: at the limit as a whole, or beyond it by that part alone."""
    request = promised.request
    fields = {name: str(value) for name, value in (request.body or {}).items()}
    if request.type == "form":
        empty = urlencode(fields | {"filler": ""}).encode()
        return "application/x-www-form-urlencoded", empty + b"x" * _room(promised, empty, beyond)
    kind, own = f"multipart/form-data; boundary={_EDGE}", [_part(f'name="{n}"', v) for n, v in fields.items()]
    name = f'name="{request.file}"; filename="a.txt"' if request.file and form != FIELD else 'name="filler"'
    if form == FIELD and request.file:  # an upload without its file is refused for that
        own.append(_part(f'name="{request.file}"; filename="a.txt"', "x"))
    if form == PARTS:
        # where it is files that are limited, as many fields more are beyond it for whoever counts all parts
        count = (promised.limit_parts or 0) + beyond - (0 if request.file and beyond else len(own))
        files = max(1, count) if request.file else count  # a form with a file is refused without one
        return kind, b"".join([*own, *[_part(name, "x")] * files, _end()])
    empty = b"".join([*own, _part(name, ""), _end()])
    return kind, b"".join([*own, _part(name, "x" * _room(promised, empty, beyond)), _end()])


def _room(promised: Body, empty: bytes, beyond: bool) -> int:
    """Return how much fills it: a limit may count the whole, or the one part."""
    limit = promised.limit_bytes or 0
    if beyond:
        return limit + 1
    if len(empty) > limit:
        raise TargetError(f"security.body.request is a form of {len(empty)} bytes, and the limit is {limit}")
    return limit - len(empty)


def _part(head: str, content: str) -> bytes:
    return f"--{_EDGE}\r\nContent-Disposition: form-data; {head}\r\n\r\n{content}\r\n".encode()


def _end() -> bytes:
    return f"--{_EDGE}--\r\n".encode()
