"""What may be read as a version, and where servers state it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gonogo.contract.identity import Where
from gonogo.instruments.probe.ask import Answer
from gonogo.targets.identity.reading import _said
from tests.gonogo.test_identity import INFO, STATED, Page, proven, refused, said, serving


@pytest.mark.parametrize(
    ("version", "found"),
    [
        ({"header": "Server-Version"}, "9.8.7"),
        ({"header": "server-version", "path": "/version"}, "9.8.7"),
        ({"series": "x_build_info", "label": "version"}, "2.42.0"),
        ({"series": "x_build_info"}, "2.42.0"),
        ({"pattern": r"release (?P<version>\S+) of"}, "4.5.6"),
        ({"pattern": r"^release (\S+)"}, "4.5.6"),
        ({"pattern": r"\d+\.\d+\.\d+"}, "4.5.6"),
        ({"key": "parts.1.build"}, "7.0"),
        ("parts[1].build", "7.0"),
        ("$.parts[1]['build']", "7.0"),
        ("app.version", "6.6"),
        ("number", "5"),
    ],
)
def test_a_version_is_read_where_servers_state_it(version: Any, found: str) -> None:
    document = json.dumps({"parts": ["x", {"build": "7.0"}], "app.version": "6.6", "number": 5})
    pages: dict[str, Page] = {
        "version": lambda s: (document, "application/json", {"Server-Version": "9.8.7", "N": s.headers["N"]}),
        "text": lambda s: ("service x\nrelease 4.5.6 of May\n", "text/plain", {"N": s.headers["N"]}),
        "metrics": lambda s: (INFO, "text/plain", {"N": s.headers["N"]}),
    }
    path = "/text" if isinstance(version, dict) and "pattern" in version else "/version"
    with serving(**pages) as url:
        identity = {"path": path, "version": version, "nonce_header": "N"}
        assert proven(url, identity=identity)["version"] == found


@pytest.mark.parametrize(("status", "found"), [(200, "1.6.7"), (204, "1.6.7"), (404, ""), (301, "")])
def test_a_header_needs_no_body_to_be_read(status: int, found: str) -> None:
    headers = (("x-influxdb-version", "1.6.7"),)
    answer = Answer("http://shop/ping", "GET", status, headers, b"", False, 0.1, None, "")
    assert _said(answer, Where(header="X-Influxdb-Version"), "version") == found
    assert _said(answer, Where(pattern="x"), "version") == ""


@pytest.mark.parametrize(
    "value",
    [
        *("UP", "ok", "OK!", " pass ", "Healthy", "green", "true", True, False, None, "", " ", "not ready"),
        *(
            "application/json",
            "text/html; charset=utf-8",
            "<h1>1.0</h1>",
            "all is well",
            "...",
            {"a": 1},
            [1],
        ),
        "1.0\n2.0",
        "9" * 500,
    ],
)
def test_what_cannot_be_a_version_is_none(value: Any) -> None:
    with serving(version=said(version=value)) as url:
        why = refused(url, identity=STATED)
        assert "and no version (version at /version" in why
        assert ("can be none" in why) == (value not in ("", None, {"a": 1}, [1]))


def test_who_says_why_nothing_is_proven_needs_no_version() -> None:
    unproven = {"path": "/version", "unproven": "as an example"}
    with serving(version=said(version="healthy")) as url:
        found = proven(url, identity=unproven)
        assert (found["version"], found["unproven"]) == ("", "as an example")
        assert "no version" in refused(url, identity=unproven | {"version": "version"})


@pytest.mark.parametrize(
    "value", ["1.0", "v2", "nightly", "deadbeef", "nginx/1.25.3 (Ubuntu)", 7, 2.5, "main"]
)
def test_what_can_be_a_version_is_one(value: Any) -> None:
    with serving(version=said(version=value, uptime=1)) as url:
        assert proven(url, identity=STATED | {"unproven": "as an example"})["version"] == str(value)


def test_series_that_contradict_each_other_state_no_version() -> None:
    two = 'x_build_info{version="1"} 1\nx_build_info{version="2"} 1\n'
    with serving(metrics=lambda _: (two, "text/plain")) as url:
        assert "label version of x_build_info at /metrics" in refused(
            url, identity={"version": {"series": "x_build_info"}}
        )
