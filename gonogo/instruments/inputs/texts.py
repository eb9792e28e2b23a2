"""Text as clients may write it, on which patterns, parsers and loops are known to take more than its length.

Sources: OWASP, Regular expression Denial of Service; CWE-1333, CWE-407; UAX #15, 3 (combining marks);
CVE-2020-10735 (digits); outages of 2016 (Stack Exchange, blanks) and 2019 (Cloudflare, repeated letters).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_LETTERS = "bcdfghjkmn"
_PROSE = "long ago there was a small house by the sea and in it lived someone who liked to read old letters "
# A pattern may double with each letter: so short that it is seen before it takes minutes.
_STEEP = (12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 56, 64, 80, 96)
_FIRST, _TIMES = 256, 4


@dataclass(frozen=True)
class Family:
    """Texts that differ in their number of pieces; of ``prose``, each letter is one.

    ``#`` in ``piece`` becomes a name of its own. ``steep`` is whether a few dozen pieces may already take for
    ever. Each text ends in letters, or ``digits``, of its own, so that no cache has it.
    """

    name: str
    before: str
    piece: str
    after: str = ""
    steep: bool = False
    digits: bool = False
    prose: bool = False

    def text(self, pieces: int, mark: int) -> str:
        """Write so many pieces; ``mark`` has up to 8 digits and makes it another text than the last."""
        number = f"{mark:08}"
        own = number if self.digits else "".join(_LETTERS[int(digit)] for digit in number)
        return f"{self.before}{self._repeated(pieces, own[-2:])}{self.after}{own}"

    def length(self, pieces: int) -> int:
        """Return the characters of a text of so many pieces, without writing it."""
        each = 1 if self.prose else len(self._repeated(1, "oo"))
        return len(self.text(0, 0)) + pieces * each

    def _repeated(self, pieces: int, own: str) -> str:
        if self.prose:
            return (self.piece * (1 + pieces // len(self.piece)))[:pieces]
        if "#" in self.piece:
            return "".join(self.piece.replace("#", f"{own}{n:04}") for n in range(pieces))
        return self.piece * pieces


ORDINARY = Family("ordinary words", "", _PROSE, prose=True)
"""What anybody writes: all others stand beside it, and its own time may not outgrow its length either."""
FAMILIES = (
    ORDINARY,
    Family("letters, then a mark", "", "a", "!", steep=True),
    Family("words, then a mark", "", "a ", "!", steep=True),
    Family("digits, then a mark", "", "1", "!", steep=True),
    Family("an address of dots without an end", "", "a.", "@", steep=True),
    Family("an address whose domain has no end", "a@", "a", "!", steep=True),
    Family("a URL whose host has no end", "http://", "a", "!", steep=True),
    Family("a URL whose path has no end", "http://a.aa/", "a", "!", steep=True),
    Family("blanks between letters", "a", " ", "b", steep=True),
    Family("a quotation of escapes without an end", '"', "\\a", steep=True),
    Family("separators", "a", ","),
    Family("distinct words", "", "#, "),
    Family("tags without an end", "", "<a"),
    Family("brackets without an end", "", "[("),
    Family("combining marks", "a", "\u0315\u0300"),
    Family("digits", "", "7", digits=True),
    Family("wildcards", "", "%a"),
)


def counts(family: Family, most: int) -> Iterator[int]:
    """Give growing numbers of pieces below ``most``, and that."""
    yield from (count for count in _STEEP if family.steep and count < most)
    count = _FIRST
    while count < most:
        yield count
        count *= _TIMES
    if most > 0:
        yield most
