"""Which options of a shell `set`, or its own command line, switches on or off. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_LETTERS = {"errexit": "e", "nounset": "u", "pipefail": ""}


def switched(words: Sequence[str | None]) -> Iterator[tuple[str, bool]]:
    """Give the options that matter to how a script ends, each with whether it is on."""
    for at, one in enumerate(words):
        said = str(one)
        if said[:1] not in ("-", "+") or said.startswith("--"):
            continue
        named = str(words[at + 1]) if said.endswith("o") and at + 1 < len(words) else ""
        for option, letter in _LETTERS.items():
            if named == option or (letter and letter in said[1:]):
                yield option, said.startswith("-")
