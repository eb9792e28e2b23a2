import json
import time

import pytest

from gonogo.suites.security.records import (
    Record,
    carries,
    form_of,
    fresh,
    id_in,
    is_same,
    records_of,
    says_failure,
)

ID = "5b696e77-656f-447a-bdb0-fc561a5ad932"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('{"a":1}\n{"b":2}\n', 2),
        (
            "2026 INFO up\nTraceback (most recent call last):\n  File\nValueError: no\n2026 ERROR down\n",
            2,
        ),
        ('{"a":1}\nTraceback (most recent call last):\n  File\nValueError: no\n', 1),
        ('{"a":1}\nGET / served\n{"a":2}\nGET / served\n  in time\n', 4),
        ("INFO:     10.0.0.1 - GET /\nERROR:    Exception\n", 2),
        ("time=1 level=info\nI1127 12:00 main.go] up\n[main] down\n<34>1 up\n", 4),
        ("2026-11-27 cut", 0),
        ("info: Shop[0]\n      sold\nfail: Shop[0]\n      System.Exception: no\ncrit: gone\n", 3),
        ("I, [2026-11-27T12:00:00 #1]  INFO -- : up\nE, [2026-11-27T12:00:01 #1] ERROR -- : down\n", 2),
        ("GET /a 200 3 ms\nPUT /b 201 9 ms\n::1 - - [27/Nov/2026]\n::ffff:10.0.0.1 - - [27/Nov/2026]\n", 4),
        ("ValueError: no\nfailed: it did\nGet on\n", 1),
        ("2026-11-27 ERROR no\n[SQL: SELECT 1]\n[parameters: {'a': 1}]\nDETAIL:  Key (a) exists.\n", 1),
        ("[2026-11-27] live.ERROR: no\n[stacktrace]\n#0 /a.php(7)\n[previous exception] [object] (b)\n", 1),
        ("2026-11-27 ERROR no\nLINE 1: SELECT 1\n0.name\n  Field required\n<html>\nGET /o HTTP/1.1\n", 1),
        ("<34>1 2026 up\n10.0.0.1 - - [x]\n12:00:01 up\n1764243234.123 up\n", 4),
        ("\x1b[32mINFO\x1b[0m up\n\x1b[31mERROR\x1b[0m down\n", 2),
    ],
)
def test_a_trace_belongs_to_what_stands_before_it(text: str, count: int) -> None:
    assert len(records_of(text)) == count


@pytest.mark.parametrize(
    ("before", "now", "added"),
    [("", "a\n", "a\n"), ("a\n", "a\nb\n", "b\n"), ("x\na\n", "a\nb\n", ""), ("a\n" * 9, "a\n" * 9, "")],
)
def test_only_what_was_added_is_read(before: str, now: str, added: str) -> None:
    assert fresh(before, now) == added


def test_a_log_without_its_beginning_goes_on_where_it_was() -> None:
    lines = [f"{n}\n" for n in range(2_000)]
    assert fresh("".join(lines[:1_500]), "".join(lines[500:])) == "".join(lines[1_500:])


@pytest.mark.parametrize(
    ("value", "same"),
    [
        (ID, True),
        (ID.upper(), True),
        (ID.replace("-", ""), True),
        (f"projects/shop/traces/{ID}", True),
        (f"00-{ID.replace('-', '')}-00f067aa0ba902b7-01", True),
        (f"{ID}7", False),
        ("0" * 32, False),
        ("", False),
    ],
)
def test_an_id_is_known_in_the_forms_that_it_is_written_in(value: str, same: bool) -> None:
    assert is_same(value, ID) is same


def test_a_short_id_is_not_part_of_a_longer_one() -> None:
    assert is_same("req-1", "req-1")
    assert not is_same("req-12", "req-1")
    assert not is_same("", "")


def test_of_a_traceparent_the_trace_id_counts() -> None:
    assert (
        id_in("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01") == "4bf92f3577b34da6a3ce929d0e0e4736"
    )
    assert id_in(" req-7 ") == "req-7"


@pytest.mark.parametrize(
    ("fields", "names", "has"),
    [
        ({"request_id": ID}, ("request_id",), True),
        ({"trace": {"id": ID}}, ("trace.id",), True),
        ({"trace.id": ID}, ("trace.id",), True),
        ({"labels": {"trace.id": ID}}, ("labels.trace.id",), True),
        ({"requestId": ID}, ("request_id", "requestId"), True),
        ({"message": f"done {ID}"}, ("request_id",), False),
        ({"message": f"done {ID}"}, (), True),
        ({"request_id": None}, ("request_id",), False),
    ],
)
def test_an_id_stands_where_the_contract_says(
    fields: dict[str, object], names: tuple[str, ...], has: bool
) -> None:
    assert carries(Record(json.dumps(fields), fields), (ID,), names) is has


def test_in_a_line_of_text_it_may_stand_anywhere() -> None:
    assert carries(Record(f"INFO [{ID}] done"), ("", ID), ("request_id",))
    assert not carries(Record("INFO done"), ("",), ())


def test_records_of_one_statement_have_one_form() -> None:
    def form(**fields: object) -> str:
        return form_of(Record(json.dumps(fields), fields), ("id",))

    assert form(event="made thing 7", id="a", req={"url": "/t/1"}) == form(
        event="made thing 81", id="b", req={"url": "/t/2"}
    )
    assert form(event="made", seconds=0.1) == form(event="made", seconds=0.2)
    assert form(event="made") != form(event="dropped")
    assert form_of(Record("INFO took 1.5ms\n  File"), ()) == form_of(Record("INFO took 20ms\n  Other"), ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"status": 503}', True),
        ('{"http": {"response": {"status_code": "503"}}}', True),
        ('{"level": "ERROR"}', True),
        ('{"log.level": "error"}', True),
        ('{"level": 50, "msg": "request errored"}', True),
        ('{"level": 30, "msg": "request completed", "took": 1503}', False),
        ('{"exception": "Traceback"}', True),
        ('{"err": {"type": "Error"}}', True),
        ('{"level": "info", "exception": null}', False),
        ('{"level": "info", "took": 0.503}', False),
        ("2026-11-27 ERROR [x] away", True),
        ("2026-11-27 INFO [x] GET / 503", True),
        ("2026-11-27 INFO [x] GET /\nTraceback (most recent call last):", True),
        ("2026-11-27 INFO [x] GET /", False),
    ],
)
def test_a_failure_is_said_by_status_level_or_cause(text: str, says: bool) -> None:
    (found,) = records_of(f"{text}\n")
    assert says_failure(found, 503) is says


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"@t": "2026", "@mt": "Unhandled", "@l": "Error"}, True),
        ({"@t": "2026", "@mt": "Unhandled", "@l": "Fatal"}, True),
        ({"@t": "2026", "@mt": "served", "@x": "System.InvalidOperationException: away"}, True),
        ({"record": {"level": {"icon": "x", "name": "ERROR", "no": 40}, "message": "away"}}, True),
        ({"level": {"name": "critical"}}, True),
        ({"SeverityText": "ERROR", "SeverityNumber": 17}, True),
        ({"severityText": "WARN"}, True),
        ({"@level": "error", "@message": "away"}, True),
        ({"log_level": "error"}, True),
        ({"levelno": 40}, True),
        ({"version": "1.1", "short_message": "away", "level": 3}, True),
        ({"version": "1.1", "short_message": "away", "level": 0}, True),
        ({"@t": "2026", "@mt": "served"}, False),
        ({"@t": "2026", "@mt": "served", "@l": "Debug", "@x": ""}, False),
        ({"record": {"level": {"name": "INFO", "no": 20}, "exception": None, "name": "error"}}, False),
        ({"severityText": "INFO", "SeverityNumber": 9}, False),
        ({"@level": "info", "@message": "error page served"}, False),
        ({"name": "error"}, False),
        ({"level": "info", "file": {"name": "error.py"}, "stack.name": "shop"}, False),
        ({"version": "1.1", "short_message": "served", "level": 6}, False),
        ({"short_message": "served", "level": 40}, False),
        ({"level": 3, "msg": "served"}, False),
    ],
)
def test_each_logger_has_its_own_word_for_a_level(fields: dict[str, object], says: bool) -> None:
    (found,) = records_of(f"{json.dumps(fields)}\n")
    assert says_failure(found, 503) is says


@pytest.mark.parametrize(
    "line",
    [
        "\x1b[31mERRO\x1b[0m[0012] failed",
        "12:00PM \x1b[31mERR\x1b[0m failed",
        "fail: Shop.Orders[0]",
        "E0502 12:00:00.1 main.go:7] no",
        "2026-11-27 12:00:00 E [1:thread] Shop -- no",
        "[12:00:00 FTL] no",
        f"2026-11-27 [{'a-long-name-of-a-thread' * 4}] ERROR no",
        '{"PRIORITY":"3","MESSAGE":"no"}',
        '{"severityNumber":17,"body":"no"}',
        '{"status":"error","message":"no"}',
        '{"level":400,"level_name":"ERROR"}',
        '{"level":50,"msg":"no"}',
    ],
)
def test_a_level_is_heard_however_it_is_written(line: str) -> None:
    (found,) = records_of(f"{line}\n")
    assert says_failure(found, 503)


@pytest.mark.parametrize(
    "line",
    [
        "2026-11-27 INFO uvicorn.error Started",
        "INFO shop::error: ready",
        "2026-11-27 INFO c.s.error.ErrorController is there",
        "INFO sold err=<nil>",
        "level=info msg=sold error=null",
        "INFO GET /error-page 200",
        '{"level":200,"level_name":"INFO"}',
        '{"PRIORITY":"6","MESSAGE":"up"}',
        '{"severityNumber":9,"body":"up"}',
        '{"status":"ok","level":"info"}',
        '{"status":200,"level":30}',
    ],
)
def test_what_only_has_such_a_word_in_it_says_no_failure(line: str) -> None:
    (found,) = records_of(f"{line}\n")
    assert not says_failure(found, 503)


def test_deep_and_long_lines_are_read_at_once() -> None:
    began = time.process_time()
    (deep,) = records_of(f"{'[' * 9_000}\n")
    assert deep.fields is None
    for unit in ("a", "-", "a-"):
        form_of(Record(unit * 50_000), ())
        form_of(Record("", {"message": unit * 50_000}), ())
    assert time.process_time() - began < 2.0
