"""Families of OpenMetrics that share a name though none of their samples does."""

from __future__ import annotations

import re
from collections.abc import Iterator

_METADATA = re.compile(r"# (?:HELP|TYPE|UNIT) (\S+)")
_SHARED = ["counter", "gauge"]
Block = tuple[str, list[str]]


def apart(text: str) -> str:
    """Give a counter `x_total` that stands beside a gauge `x` a family name of its own.

    Both families are called `x` here, which the reference parser refuses and every collector takes: no two
    samples have one name. client_golang's own `go_memstats_alloc_bytes` is so in each service written in Go.
    """
    blocks = list(_blocks(text))
    kinds: dict[str, list[str]] = {}
    for block in blocks:
        kinds.setdefault(block[0], []).append(_kind(block))
    shared = {name for name, found in kinds.items() if sorted(found) == _SHARED}
    return "".join(_renamed(b) if b[0] in shared and _kind(b) == "counter" else "".join(b[1]) for b in blocks)


def _blocks(text: str) -> Iterator[Block]:
    """Yield a family's name and its lines: metadata after samples, or of another family, begins the next."""
    name, lines, sampled = "", list[str](), False
    for line in text.splitlines(keepends=True):
        stated = _METADATA.match(line)
        if stated and (stated[1] != name or sampled):
            yield name, lines
            name, lines, sampled = stated[1], [], False
        sampled = sampled or not stated
        lines.append(line)
    yield name, lines


def _kind(block: Block) -> str:
    """Return the type that a block states for its family."""
    stated = (re.match(rf"# TYPE {re.escape(block[0])} (\w+)", line) for line in block[1])
    return next((match[1] for match in stated if match), "")


def _renamed(block: Block) -> str:
    name, lines = block
    return re.sub(
        rf"^(# [A-Z]+ )?{re.escape(name)}(?=[ _])", r"\g<0>_counted", "".join(lines), flags=re.MULTILINE
    )
