"""The latency gate: what a list asks its database."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from gonogo.contract.base import Request, Section

ROWS = "{rows}"


class Queries(Section):
    """Lists that ask a database as often for many rows as for few (no N plus one)."""

    reads: tuple[Request, ...] = Field(min_length=1)
    """Lists with `{rows}` in the path, where the number of rows is put: `/articles?limit={rows}`."""
    few: Annotated[int, Field(ge=1, le=100)] = 10
    """How many rows are few."""
    many: Annotated[int, Field(ge=20, le=1000)] = 50
    """How many rows are many: twice as many as few or more."""
    fill: Request | None = None
    """What makes one row; it is sent until there are as many. Without it they have to be there."""

    @field_validator("reads")
    @classmethod
    def _has_a_number(cls, reads: tuple[Request, ...]) -> tuple[Request, ...]:
        for read in reads:
            if ROWS not in read.path:
                raise ValueError(f"expected {ROWS} in the path of each, got {read.path}")
        return reads

    @field_validator("many")
    @classmethod
    def _is_more(cls, many: int, info: object) -> int:
        few = getattr(info, "data", {}).get("few", 1)
        if many < 2 * few:
            raise ValueError(f"expected twice `few` or more, which is {few}, got {many}")
        return many
