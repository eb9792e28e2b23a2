"""What the security gate sees of the fields of answers."""

from __future__ import annotations

from dataclasses import dataclass

from gonogo.core.observation import Can, Kind, observed_by


@dataclass(frozen=True)
class Answered:
    """One answer in JSON: ``fields`` are the dotted names of what it holds, lists passed over.

    ``empty`` are those of lists that held nothing, and of nulls. ``broken`` says why an answer that is called
    JSON is none.
    """

    name: str
    method: str
    path: str
    promised: int
    status: int | None
    fields: tuple[str, ...]
    empty: tuple[str, ...] = ()
    broken: str = ""

    def unseen(self, promised: tuple[str, ...]) -> list[str]:
        """Return the empty lists of whose entries something is promised; the whole answer has no name."""
        return [
            name
            for name in self.empty
            if any(p.startswith(f"{name}." if name else "") and not p.endswith(".*") for p in promised)
        ]


@observed_by(
    "gonogo.suites.security.experiments.fields:read_fields",
    kind=Kind.WRITES,
    needs=frozenset({Can.ANSWER, Can.TAKE_WRITES}),
    spared={Can.TAKE_WRITES: "security.fields_only_read"},
)
@dataclass(frozen=True)
class Fields:
    """An answer to each request of which the contract names the fields, in the contract's order."""

    answers: tuple[Answered, ...]
