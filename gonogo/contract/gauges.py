"""Gauges whose truth is known from elsewhere."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from gonogo.contract.base import Endpoint, Name, Request, Section

_WAYS = ("value", "equals", "in_flight")


class Truth(Section):
    """What a gauge has to equal: a field of a page of the same process, or whether the page answers well."""

    path: Endpoint
    """The page, asked by GET at each process that is scraped."""
    credential: Name | None = None
    """Name under `credentials`; anonymous without."""
    key: Name | None = None
    """Dotted path into its JSON, into lists by number: a number, true for 1 and false for 0, a list or a
    mapping for how many it holds. Without a key the truth is 1 where the page answers below 400, else 0."""
    values: dict[str, float] = {}
    """What a text stands for: `{pass: 1, fail: 0}`."""
    ago: bool = False
    """Whether the field says how many seconds ago it was, and the gauge when, in seconds of 1970."""


class Begun(Request):
    """A request that is begun and held open, and how its body is written."""

    type: Literal["json", "form"] = "json"
    """How `body` is sent: as JSON, or as a form of a page."""


class Gauge(Section):
    """A gauge that is always there, and what it has to say: one of `value`, `equals`, `in_flight`."""

    series: Name
    """Its sample name."""
    labels: dict[str, str] = {}
    """Labels of the samples that are meant; where these are several, their sum."""
    value: float | None = Field(default=None, allow_inf_nan=False)
    """It always has this value, as a `…_info` has 1."""
    equals: Truth | None = None
    """It says what a page says."""
    in_flight: Begun | None = None
    """It counts the requests that are being answered. Three such requests are begun and held open, by half a
    body if they have one, else while they are answered, a stream to its end; then one is ended, one broken
    off and one left. The scrape may count itself. Behind what keeps half a body back, as a proxy and
    some servers do (waitress), name one without, if a slow one."""
    after: tuple[Request, ...] = ()
    """With `equals`: requests that change the truth; after each of them the two are compared."""
    tolerance: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    """How far it may be from the truth, in its own unit."""

    @model_validator(mode="after")
    def _one_truth(self) -> Gauge:
        said = [way for way in _WAYS if getattr(self, way) is not None]
        if len(said) != 1:
            raise ValueError(f"it has {' and '.join(said) or 'no truth'}; legal: one of {', '.join(_WAYS)}")
        if self.after and not self.equals:
            raise ValueError("`after` changes what `equals` names; name that beside it")
        return self

    @property
    def sends(self) -> tuple[Request, ...]:
        """What is sent for it, besides the scrapes and the page of its truth."""
        return (*self.after, *((self.in_flight,) if self.in_flight else ()))

    @property
    def only_reads(self) -> bool:
        """Whether nothing that may write is sent for it."""
        return all(request.is_safe for request in self.sends)
