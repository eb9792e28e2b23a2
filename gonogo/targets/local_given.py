"""What the contract's words leave open, and each process of the release is given: ports, a scratch folder."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gonogo.instruments.ports import free_port

_NUMBERED = re.compile(r"\{port:(\d{1,5})\}")
_ELSEWHERE = re.compile(r":(\d{1,5})(/|$)")


@dataclass
class Given:
    """One process's own: ``port`` is where it serves, ``others`` are free ports by the number they stand for.

    A path of the contract on another port, as `:9102/metrics`, is asked for at that process's own.
    """

    work: Path
    port: int = field(default_factory=free_port)
    others: dict[int, int] = field(default_factory=dict)

    def fill(self, text: str) -> str:
        """Put what is given in the place of each placeholder; one number is one port, wherever it stands."""
        text = text.replace("{python}", sys.executable).replace("{work}", str(self.work))
        text = text.replace("{port}", str(self.port))
        return _NUMBERED.sub(lambda hole: str(self._other(int(hole[1]))), text)

    def urls(self) -> tuple[tuple[int, str], ...]:
        """Return the base URL of each other port, beside the number that the contract has for it."""
        return tuple((number, f"http://127.0.0.1:{port}") for number, port in self.others.items())

    def _other(self, number: int) -> int:
        if number not in self.others:
            self.others[number] = free_port()
        return self.others[number]


def fixed_ports(paths: Sequence[str], words: Sequence[str]) -> list[int]:
    """Return the other ports that paths name and for which no process is given one of its own."""
    named = {int(found[1]) for path in paths if (found := _ELSEWHERE.match(path))}
    return sorted(named - {int(number) for word in words for number in _NUMBERED.findall(word)})
