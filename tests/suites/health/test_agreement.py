"""What a health body states, in the words and forms of services that nobody here wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gonogo.suites.health.agreement import disagreement, lists_checks, meant, stated_in


def stated(body: Any) -> str:
    return stated_in(body if isinstance(body, str) else json.dumps(body))


@pytest.mark.parametrize(
    "body",
    [
        {"error": "database unavailable"},
        {"errors": ["no connection"]},
        {"error": {"code": "db_down", "message": "away"}},
        {"error": {"code": 503}},
        {"error": True, "message": "away"},
        {"Error": "away", "uptime": 5},
        {"database": {"ok": False}, "cache": "ok"},
        {"database": {"status": "down"}, "cache": {"status": "up"}},
        {"database": {"healthy": False}, "cache": {"healthy": True}},
        {"status": "unreachable"},
        {"status": "disconnected"},
        {"status": "database unavailable"},
        {"status": "db down"},
        "Database unavailable",
        "DB connection failed",
        "Cannot connect to database",
        "Error connecting to database",
        "database is down",
        "Service not responding.",
        "The database connection is lost!",
        "DB error",
        "could not reach the cache",
        "Unable to open database",
        "no database connection",
        "connection to store timed out",
    ],
)
def test_a_failure_in_ordinary_words_is_one(body: Any) -> None:
    assert meant(stated(body)) == "fail"
    assert disagreement(200, stated(body))
    assert disagreement(503, stated(body)) == ""


@pytest.mark.parametrize(
    "body",
    [
        {"errors": []},
        {"error": None},
        {"error": ""},
        {"error": "none"},
        {"errors": 0},
        {"error": "No errors."},
        {"error": False},
        {"error": {"rate": 0.1}},
        {"error": {"code": 0, "message": "success"}},
        {"database": {"status": "up", "version": "down"}},
        {"jobs": {"state": "stopped"}, "api": {"state": "running"}},
        {"status": "up", "error": {}},
        {"database": {"status": "up"}, "cache": {"status": "up"}},
        {"status": "online"},
        {"status": "operational"},
        {"status": "active"},
        "No errors",
        "Nothing is down",
        "no connection problems",
        "0 checks failed",
        "none of the checks failed",
        "yesterday 2 failed",
        "All systems operational",
        "ok but cache down",
        "degraded, cache offline",
        "running without cache unavailable",
        "service is not down",
        "no service is down",
        "last backup failed",
        "optional cache unavailable",
        "error access log enabled",
        "no idle connection",
    ],
)
def test_a_service_that_is_well_is_no_failure(body: Any) -> None:
    assert meant(stated(body)) in ("", "pass")
    assert disagreement(200, stated(body)) == ""


@pytest.mark.parametrize("word", ["online", "operational", "active"])
def test_more_words_of_services_that_are_well(word: str) -> None:
    assert meant(stated({"status": word})) == "pass"
    assert disagreement(503, word)


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("OK\ndatabase: up\ncache: down", True),
        ("[+]ping ok\n[-]cache failed: reason withheld\nreadyz check passed", True),
        ("[+]ping ok\n[-]cache failed: reason withheld\nhealthz check failed", False),
        ("status: down\ncache: down", False),
        ("cache: down", True),
        ("status: ok\ncache: down", True),
        ("FAIL: cache\nuptime: 5s", False),
        ("NOT READY: cache down\ndb: up", False),
        ("Service unavailable\ncache: down", False),
        ("status: ok", False),
        ("Unhealthy", False),
        ("OK", False),
    ],
)
def test_a_text_that_lists_its_checks_is_told_from_one_of_the_whole(text: str, lists: bool) -> None:
    assert lists_checks(text) is lists


@pytest.mark.parametrize(
    ("body", "means"),
    [
        ({"is_executor_ready": True, "isLogClientReady": True}, "pass"),
        ({"is_executor_ready": True, "isLogClientReady": False}, "fail"),
        ({"db_connected": False, "version": "1.2"}, "fail"),
        ({"cache_ok": True, "queue_up": False}, "fail"),
        ({"feature_ready": False, "debug": True}, ""),
        ({"startup": False, "backup": False}, ""),
    ],
)
def test_truth_values_say_what_their_names_end_in(body: Any, means: str) -> None:
    assert meant(stated(body)) == means
