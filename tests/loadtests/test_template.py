"""Templates: values land as what their place needs."""

import json

from gonogo.loadtests import template


def test_values_are_escaped_for_their_place() -> None:
    known = {"id": 'a/b "c"'}
    path = template.pieces("/items/{id}?q=1", template.path_escape)
    assert template.filled(path, known) == b"/items/a%2Fb%20%22c%22?q=1"
    body = template.body_text({"title": "of {id}", "{id}": [1, None]})
    assert body is not None
    filled = json.loads(template.filled(template.pieces(body, template.json_escape), known))
    assert filled == {"title": 'of a/b "c"', 'a/b "c"': [1, None]}


def test_captured_values_are_used_in_turn_and_every_uuid_is_new() -> None:
    captured = {"id": ["x", "y"]}
    assert [template.values(number, captured)["id"] for number in range(3)] == ["x", "y", "x"]
    assert template.values(0, {})["uuid"] != template.values(0, {})["uuid"]
    assert template.values(7, {})["n"] == "7"


def test_braces_that_are_no_placeholder_stay() -> None:
    assert template.placeholders('{"a":{"b":"{}"}}') == set()
