"""What an expression of PromQL selects by, and why that can never be: told without evaluating it. Pure.

Source: Prometheus, "Querying basics", on matchers; a target's own labels come with the scrape.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from gonogo.suites.metrics.promql import Matcher

Values = Mapping[str, tuple[str, ...]]
"""The values of each label that a series has."""

_STATUS = frozenset(
    {
        "status",
        "code",
        "status_code",
        "statuscode",
        "http_status",
        "http_code",
        "http_status_code",
        "response_code",
    }
    | {"http_response_status_code", "status_class"}
)
_METHOD = frozenset({"method", "http_method", "verb", "request_method", "http_request_method"})
_ROUTE = frozenset({"route", "path", "handler", "uri", "http_route", "path_template", "url"})
_NUMBERS = frozenset({"le", "quantile"})
_PARAMETER = re.compile(r"\{[^{}]*\}|<[^<>]*>|(?<=/):\w+")
_LARGE = 1e6  # from here on Go writes an exponent
_ALIKE = (_STATUS, _METHOD, _ROUTE)
"""Names that services have for one thing; no scrape adds any of them to what it collects."""
_FORMS = ((r"[1-5]\d\d", tuple(map(str, range(100, 600)))), *(
    (rf"[1-5]{x}", tuple(f"{n}{x}" for n in range(1, 6))) for x in ("xx", "XX")
))  # fmt: skip


def takes(matcher: Matcher, value: str) -> bool:
    """Whether a value matches; what cannot be read as a pattern here is believed to."""
    if matcher.sign == "=":
        return value == matcher.value
    try:
        return matcher.sign != "=~" or "[:" in matcher.value or re.fullmatch(matcher.value, value) is not None
    except re.error:
        return True


def never(matcher: Matcher, has: Values) -> str:
    """Say why no series with these labels can match, empty where one may.

    A label that the series lacks may come with the scrape, unless the series has another name for the same
    thing. A value that is not there may still come, unless all that there are have another form; no bound of
    a bucket and no quantile comes later.
    """
    if takes(matcher, "") or matcher.sign.startswith("!"):
        return ""
    kind = next((names for names in _ALIKE if matcher.label in names), frozenset[str]())
    if matcher.label not in has:
        named = sorted(kind & {*has})
        return f"{matcher}, where the label is {named[0]}" if named else ""
    values = has[matcher.label]
    if matcher.label in _NUMBERS and not any(map(partial(takes, matcher), _spellings(values))):
        return f"{matcher}, where the values are {', '.join(sorted(values, key=_number))}"
    if matcher.label in _STATUS and not any(map(partial(takes, matcher), (*_possible(values), *values))):
        return f"{matcher}, where values are as {values[0]}" if _possible(values) else ""
    spelt = str.casefold if matcher.label in _METHOD else _template if matcher.label in _ROUTE else None
    if spelt is not None and matcher.sign == "=" and matcher.value not in values:
        alike = [value for value in values if spelt(value) == spelt(matcher.value)]
        return f"{matcher}, where the value is {alike[0]}" if alike else ""
    return ""


def _template(route: str) -> str:
    """Return a route without what frameworks write each in its own way: parameters, outer slashes."""
    return _PARAMETER.sub("{}", route).strip("/")


def _spellings(values: tuple[str, ...]) -> set[str]:
    """Return each value as it is exposed, and as Prometheus 3 and OpenMetrics write it: `1.0`, `1e+06`."""
    whole = {f"{value}.0" for value in values if re.fullmatch(r"-?\d+", value)}
    return {*values, *whole, *(_with_exponent(_number(v)) for v in values if abs(_number(v)) >= _LARGE)}


def _with_exponent(number: float) -> str:
    if math.isinf(number):
        return "+Inf" if number > 0 else "-Inf"
    mantissa, _, exponent = f"{Decimal(repr(number)).normalize():e}".partition("e")
    return f"{mantissa}e{int(exponent):+03d}"


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.inf


def _possible(values: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a status may be, by the form that all of its values have; none where that is none."""
    return next((all_ for form, all_ in _FORMS if values and all(re.fullmatch(form, v) for v in values)), ())
