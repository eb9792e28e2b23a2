"""JSON with an indent is what Python's own writer makes of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gonogo.reports.jsonable import as_json, jsonable

VALUES: dict[str, Any] = {
    "nothing": None,
    "numbers": [True, False, 0, -7, 10**30, 0.1, 1e300, -0.0, float("nan"), float("inf")],
    "empty ones": {"a": {}, "b": [], "c": "", "d": [[], {}]},
    "nested": {"a": [{"b": [1, {"c": [None, "x"]}]}, []], "d": {"e": {"f": 1}}},
    "texts": ['"\\/\b\f\n\r\t\x00\x1f\x7f', "é 漢 \U0001f600 \ud800", "</script>"],
    "keys": {"é\n": 1, 2: 3, None: 4, True: 5},
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize("indent", [1, 2])
def test_it_is_laid_out_as_python_does(value: Any, indent: int) -> None:
    assert json.dumps(jsonable(value), indent=indent, allow_nan=False) == as_json(value, indent)
