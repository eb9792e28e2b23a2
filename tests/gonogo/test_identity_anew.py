"""A place is proven by an answer that says a nonce again, or that holds what no other answer held."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
import uuid
from collections.abc import Iterator
from itertools import count, cycle
from typing import Any

import pytest
from pydantic import ValidationError

from gonogo.contract.identity import Identity
from gonogo.instruments.probe.ask import Answer
from gonogo.targets.identity.anew import repeats
from tests.gonogo.test_identity import BUILD, STATED, proven, refused, said, serving

_OF_PROXIES = (
    "X-Nf-Request-Id",
    "Rndr-Id",
    "X-Railway-Request-Id",
    "X-Kong-Request-Id",
    "CDN-RequestId",
    "CF-Ray",
)
NONCE = "6f1c"
ASKED = f"/items/{NONCE}"
HTML, JSON = ("content-type", "text/html; charset=utf-8"), ("content-type", "application/json")


def answered(status: int, body: str = "", *headers: tuple[str, str]) -> Answer:
    return Answer(f"http://shop{ASKED}", "GET", status, headers, body.encode(), False, 0.1, None, "")


@pytest.mark.parametrize(
    ("answer", "does"),
    [
        (answered(200, f"<h1>{NONCE}</h1>", HTML), True),
        (answered(200, f"Nothing for {NONCE}"), True),
        (answered(404, f'{{"path": "{ASKED}"}}', JSON), True),
        (answered(422, f'{{"input": "{NONCE}"}}', JSON), True),
        (answered(302, "", ("location", f"/login?next=%2Fitems%2F{NONCE}")), True),
        (answered(303, "", ("location", f"/simple/{NONCE}/")), True),
        (answered(302, "", ("location", f"/search?q={NONCE}")), True),
        (answered(301, "", ("location", f"{ASKED}.html")), False),
        (answered(301, "", ("location", f"{ASKED}/index.html")), False),
        (answered(302, "", ("location", f"/login?next={ASKED}")), False),
        (answered(302, "", ("location", f"https://sso/start?rd=https://shop{ASKED}&x=1")), False),
        (answered(302, "", ("location", f"/#{ASKED}")), False),
        (answered(302, "", ("location", f"/%69tems/{NONCE}.html")), False),
        (answered(302, "", ("location", f"/{NONCE}")), False),
        (answered(404, f"<h1>{ASKED} was not found</h1>", HTML), False),
        (answered(301, "", ("location", f"https://shop{ASKED}")), False),
        (answered(301, "", ("location", f"{ASKED}/")), False),
        (answered(301, "", ("location", f"/shop{ASKED}/")), False),
        (answered(404, f"<Error><Key>{ASKED}</Key></Error>", ("content-type", "application/xml")), False),
        (answered(200, f"<h1>Directory listing for {ASKED}</h1>", HTML), False),
        (answered(302, f'<a href="{ASKED}/">moved</a>', ("location", "/")), False),
        (answered(302, ""), False),
        (answered(200, "{}", JSON), False),
    ],
)
def test_a_nonce_returns_where_neither_files_nor_proxies_say_it(answer: Answer, *, does: bool) -> None:
    assert repeats(answer, ASKED, NONCE) is does


def cookie(name: str = "visit", value: str | None = None) -> Any:
    def page(_: Any) -> tuple[str, str, dict[str, str]]:
        made = secrets.token_hex(8) if value is None else value
        return json.dumps(BUILD), "application/json", {"Set-Cookie": f"{name}={made}; Path=/"}

    return page


def test_what_is_another_in_each_answer_proves_the_entry_and_each_replica() -> None:
    fresh = STATED | {"fresh": {"cookie": "visit"}}
    with serving(version=cookie()) as url, serving(version=cookie(value="0123456789")) as kept:
        assert proven(url, identity=fresh)["version"] == "1.2.3"
        assert refused(url, kept, identity=fresh) == (
            f"replica 1 ({kept}): cookie visit at /version returns, is the same, or is shorter than a "
            "random value, in 11 answers: a cache or a static page may answer"
        )


@pytest.mark.parametrize(
    "page", [cookie("other"), cookie(value=""), said()], ids=["another", "empty", "none"]
)
def test_what_is_not_there_proves_nothing(page: Any) -> None:
    with serving(version=page) as url:
        assert "is missing" in refused(url, identity=STATED | {"fresh": {"cookie": "visit"}})


def test_what_is_counted_is_no_random_value() -> None:
    visits = count()
    with serving(version=lambda _: (json.dumps(BUILD | {"id": next(visits)}), "application/json")) as url:
        assert "shorter than a random value" in refused(url, identity=STATED | {"fresh": "id"})


def test_what_is_another_one_with_each_second_is_asked_for_again() -> None:
    def page(_: Any) -> tuple[str, str, dict[str, str]]:
        signed = hashlib.sha256(str(int(time.time())).encode()).hexdigest()
        return json.dumps(BUILD), "application/json", {"Set-Cookie": f"session={signed}"}

    with serving(version=page) as url:
        assert proven(url, identity=STATED | {"fresh": {"cookie": "session"}})["version"] == "1.2.3"


def test_it_may_stand_on_another_page_whatever_its_status() -> None:
    with serving(version=said(), visit=cookie()) as url:
        identity = STATED | {"alive": "/visit", "fresh": {"cookie": "visit"}}
        assert proven(url, identity=identity)["version"] == "1.2.3"
        assert "is missing" in refused(url, identity=STATED | {"fresh": {"cookie": "visit"}})


def in_turn(values: Iterator[str]) -> Any:
    """Serve a header with the next of these values."""

    def page(_: Any) -> tuple[str, str, dict[str, str]]:
        return json.dumps(BUILD), "application/json", {"X-Told": next(values)}

    return page


def _now(pattern: str) -> Iterator[str]:
    return (time.strftime(pattern, time.gmtime()) for _ in count())


@pytest.mark.parametrize(
    ("values", "why"),
    [
        (cycle(f"cache-node-{n}" for n in range(3)), "returns"),
        (cycle(f"cache-node-{n}" for n in range(7)), "returns"),
        (cycle(secrets.token_hex(6) for _ in range(2)), "returns"),
        (cycle(f"10.0.0.{n}:8080" for n in range(5)), "returns"),
        (_now("%a, %d %b %Y %H:%M:%S GMT"), "is a clock"),
        (_now("%Y-%m-%dT%H:%M:%S+00:00"), "is a clock"),
        (_now("%d/%b/%Y:%H:%M:%S +0000"), "is a clock"),
        (_now("%A, %d-%b-%Y %H:%M:%S GMT"), "is a clock"),
        (_now("%Y%m%d%H%M%S"), "is a clock"),
        ((f"{time.time():.3f}" for _ in count()), "is a clock"),
        ((f"t={time.time_ns() // 1000}" for _ in count()), "is a clock"),
    ],
    ids=["three", "seven", "two", "addresses", *("http", "iso", "log", "rfc850", "apache", "msec", "micros")],
)
def test_what_returns_and_a_clock_under_any_name_prove_nothing(values: Iterator[str], why: str) -> None:
    with serving(version=in_turn(values)) as url:
        assert why in refused(url, identity=STATED | {"fresh": {"header": "X-Told"}})


@pytest.mark.parametrize(
    "values",
    [
        (secrets.token_hex(8) for _ in count()),
        (str(uuid.uuid4()) for _ in count()),
        (f"{n:08d}" for n in count(10_000_000)),
        (f"req-{n:06d}" for n in count()),
        (f"{time.perf_counter():.7f}" for _ in count()),
        (f"0.00{n % 5}123" for n in count()),
        (str(time.time_ns()) for _ in count()),
        (f"{time.strftime('%Y%m%d')}-{secrets.token_hex(4)}" for _ in count()),
    ],
    ids=["id", "uuid", "counter", "numbered", "uptime", "duration", "nanoseconds", "dated"],
)
def test_what_a_service_makes_for_each_request_goes_on_proving(values: Iterator[str]) -> None:
    with serving(version=in_turn(values)) as url:
        assert proven(url, identity=STATED | {"fresh": {"header": "X-Told"}})["version"] == "1.2.3"


def test_a_path_is_proven_with_its_nonce_and_a_file_is_not() -> None:
    with serving(version=said()) as url:
        words = refused(url, identity=STATED | {"nonce_path": "/items/{nonce}"})
    assert words.startswith(f"{url}: /items/{{nonce}} answered 404 without the nonce")


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"nonce_path": "/items/1"}, "has no {nonce} to be repeated"),
        ({"fresh": {"header": "Date"}}, "any file server has it"),
        ({"fresh": {"header": "ETag"}}, "any file server has it"),
        ({"fresh": {"header": "Set-Cookie"}}, "name the cookie"),
        *(({"fresh": {"header": name}}, "a proxy adds it") for name in _OF_PROXIES),
        ({"fresh": {"cookie": "a", "header": "b"}}, "it names header and cookie"),
    ],
)
def test_what_can_prove_nothing_is_refused_in_the_contract(section: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words.replace("{", r"\{")):
        Identity.model_validate(section)


@pytest.mark.parametrize(
    "fact",
    [
        "time",
        "serverTime",
        "meta.current_time",
        "datetime",
        "requestId",
        "trace_id",
        {"header": "X-Request-Id"},
        {"header": "X-Correlation-ID"},
        {"header": "traceparent"},
        {"header": "X-Runtime"},
    ],
)
@pytest.mark.parametrize("key", ["version", "revision"])
def test_what_moves_by_itself_is_no_version(key: str, fact: Any) -> None:
    with pytest.raises(ValidationError, match="is another with each answer, whichever release"):
        Identity.model_validate({key: fact})


@pytest.mark.parametrize(
    "fact",
    [
        *("build.time", "git.commit.time", "buildTime", "build_timestamp", "release_date", "id", "tag"),
        "runtime.version",
        {"header": "X-Runtime-Version"},
        {"header": "X-Release"},
        {"key": "commit.epoch"},
        {"header": "X-Build-Id"},
    ],
)
def test_what_a_build_says_may_be_a_version(fact: Any) -> None:
    assert Identity.model_validate({"version": fact}).version
