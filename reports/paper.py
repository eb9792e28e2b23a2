"""Lines for a terminal: wrapped, aligned, coloured where wanted; foreign text cannot steer it."""

from __future__ import annotations

import textwrap

from gonogo.reports.text import clip, inert, visible, visible_lines

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36", "": "0"}
_NARROWEST = 40
_LABEL = len("reference: ")


class Paper:
    """Collects lines. ``width`` is in columns; below 40 nothing can be laid out, so 40 is used."""

    def __init__(self, color: bool, width: int) -> None:
        self._color = color
        self.width = max(width, _NARROWEST)
        self._lines: list[str] = []

    def text(self) -> str:
        """Return everything, ended by one line end; whoever reads the log as commands finds none."""
        return inert("\n".join(self._lines)) + "\n"

    def blank(self) -> None:
        """Add an empty line, never two in a row."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def title(self, text: str, style: str = "bold") -> None:
        """Add a heading after an empty line."""
        self.blank()
        self.line(text, style=style)

    def line(self, text: str, *, indent: int = 0, style: str = "", limit: int = 0) -> None:
        """Add a text on one line, or wrapped with a deeper indent; an empty text adds nothing."""
        shown = visible(clip(text, limit) if limit else text)
        self._wrapped(shown, " " * indent, " " * (indent + 2), style)

    def short(self, text: str, *, indent: int = 0, style: str = "", most: int = 1) -> int:
        """Add a text on at most so many lines, its end cut; return how many."""
        lines = _cut(self._folded(visible(text), " " * indent, " " * (indent + 2)), most, self.width)
        self._add(lines, indent, style)
        return len(lines)

    def text_block(self, text: str, *, indent: int = 0, most: int = 4, style: str = "") -> int:
        """Add a text in its own lines, of which the middle is left out beyond ``most``; return how many.

        What went wrong stands at the start of a sentence and at the end of a log.
        """
        lines = self._lines_of(text, indent)
        if len(lines) > most:
            head = most // 2
            gap = " " * (indent + 2) + f"… {len(lines) - most + 1} more lines in the page"
            lines = [*lines[:head], gap, *lines[len(lines) - (most - head - 1) :]]
        self._add(lines, indent, style)
        return len(lines)

    def height(self, text: str) -> int:
        """Return how many lines a text takes in its own lines."""
        return len(self._lines_of(text, 0))

    def _lines_of(self, text: str, indent: int) -> list[str]:
        first, rest = " " * indent, " " * (indent + 2)
        parts = visible_lines(text)
        return [
            line for number, part in enumerate(parts)
            for line in self._folded(part, rest if number else first, rest)
        ]  # fmt: skip

    def _folded(self, text: str, first: str, rest: str) -> list[str]:
        return textwrap.wrap(
            text, self.width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
        )

    def _add(self, lines: list[str], margin: int, style: str) -> None:
        self._lines += [line[:margin] + self._painted(line[margin:], style) for line in lines]

    def short_field(self, label: str, text: str, *, most: int = 1) -> None:
        """Add ``label: text`` on at most so many lines."""
        head = f"{label}:".ljust(_LABEL)
        self._add(_cut(self._folded(visible(text), head, " " * _LABEL), most, self.width), 0, "")

    def field(self, label: str, text: str, *, indent: int = 0, style: str = "", limit: int = 0) -> None:
        """Add ``label: text`` in two columns; the text keeps its own lines in its column."""
        head = " " * indent + f"{label}:".ljust(_LABEL)
        body = " " * len(head)
        shown = clip(text, limit) if limit else text
        for number, each in enumerate(visible_lines(shown or "(empty)")):
            self._wrapped(each, body if number else head, body, style)

    def command(self, label: str, text: str, *, indent: int = 0) -> None:
        """Add a command or a digest unwrapped, so that it can be copied."""
        if text:
            self._lines.append(" " * indent + f"{label}:".ljust(_LABEL) + visible(text))

    def cells(self, cells: list[tuple[str, str]], gap: int) -> None:
        """Add a row of (already padded text, style), ``gap`` columns between them."""
        self._lines.append((" " * gap).join(self._painted(visible(text), style) for text, style in cells))

    def _wrapped(self, text: str, first: str, rest: str, style: str) -> None:
        for number, each in enumerate(self._folded(text, first, rest)):
            margin = len(rest if number else first)
            self._lines.append(each[:margin] + self._painted(each[margin:], style))

    def _painted(self, text: str, style: str) -> str:
        if not (self._color and style and text.strip()):
            return text
        codes = ";".join(_CODES[name] for name in style.split())
        return f"\x1b[{codes}m{text}\x1b[0m"


def _cut(lines: list[str], most: int, width: int) -> list[str]:
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], lines[most - 1][: width - 2].rstrip() + " …"]
