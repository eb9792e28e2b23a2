"""Change a file of the release as somebody's commit does: each old text has to be there."""

from __future__ import annotations

from gonogo.home import ROOT


def edited(path: str, *changes: tuple[str, str]) -> dict[str, str | None]:
    """Return the file with each first text replaced by its second, as `Injection.source` takes it."""
    text = (ROOT / path).read_text(encoding="utf-8")
    for old, new in changes:
        if old not in text:
            raise ValueError(f"{path} does not hold {old!r}")
        text = text.replace(old, new)
    return {path: text}
