"""No part of a secret that tells anything is left, however it was printed and wherever it was cut."""

import base64
import secrets
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from gonogo.core.redaction.redactor import Redactor
from tests.gonogo.encodings import DUMPS, ENCODINGS, PACKED, split

DIGITS = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f9"
ODD = "p\"q\\r s&t<u>v%41+ü😀'z"
FORMS = sorted(ENCODINGS)
drawn = st.text(st.characters(exclude_categories=["Cs"]), min_size=8, max_size=24).filter(
    lambda text: len(set(text)) >= 6 and text.strip() == text and "redacted" not in text
)
quiet = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def redacted(secret: str, text: str) -> str:
    return Redactor({"KEY": secret}).text(text)


@pytest.mark.parametrize("secret", [DIGITS, ODD, "correct-Horse/battery+9", "tab\tand\nline-feed=1"])
@pytest.mark.parametrize("form", FORMS)
def test_each_encoding_is_found(secret: str, form: str) -> None:
    printed = ENCODINGS[form](secret)
    seen = redacted(secret, f"before {printed} after")
    assert "[redacted:KEY]" in seen
    assert seen.startswith("before ")
    assert seen.endswith(" after")
    assert rest_of(secret, form, seen) < 8


@pytest.mark.parametrize(
    "secret", [DIGITS, "p\"q\\r s&t<u>v%41+'z", "correct-Horse/battery+9", "staple battery 4"]
)
@pytest.mark.parametrize("form", sorted(DUMPS))
def test_each_dump_of_its_bytes_is_found_and_nothing_beside_it(secret: str, form: str) -> None:
    seen = redacted(secret, f"before {DUMPS[form](secret)} after")
    assert "[redacted:KEY]" in seen
    assert secret[2:10] not in seen
    assert len(seen) < len(f"before [redacted:KEY] after {'x' * 70}")
    assert redacted(secret, seen) == seen


@pytest.mark.parametrize("form", sorted({**ENCODINGS, **DUMPS, **PACKED}))
def test_what_is_no_secret_stays_in_every_encoding(form: str) -> None:
    printed = f"before {({**ENCODINGS, **DUMPS, **PACKED})[form]('nothing that anybody has to hide')} after"
    assert redacted(DIGITS, printed) == printed


def test_a_sign_of_equality_at_the_end_of_a_line_is_a_digit_of_base_85() -> None:
    secret = "bb(x5F<}Z>,l"
    printed = base64.a85encode(f"user: {secret}".encode()).decode()
    assert printed.startswith("F`V,73Zqm@.!RU=")
    seen = redacted(secret, f"{printed[:15]}\n    {printed[15:]}")
    assert seen == f"{printed[:5]}[redacted:KEY]"


@pytest.mark.parametrize(
    "text", ["ms: [48, 49, 50, 51, 52, 53, 54, 55]", "0x30, 0x31, 0x32", "3031 3233 3435", "x=30&y=31"]
)
def test_a_few_numbers_are_no_secret(text: str) -> None:
    assert redacted(DIGITS, text) == text


@quiet
@example(ODD, "JSON in JSON", 3)
@given(drawn, st.sampled_from(FORMS), st.integers(1, 60))
def test_a_secret_is_found_in_every_encoding_and_over_two_lines(secret: str, form: str, at: int) -> None:
    printed = ENCODINGS[form](secret)
    redactor = Redactor({"KEY": secret})
    for text in (printed, split(printed, at), f"2026 web-1: {printed}\nnext"):
        seen = redactor.text(text)
        assert "[redacted:KEY]" in seen
        assert rest_of(secret, form, seen) < 8, (text, seen)
        assert redactor.text(seen) == seen


@quiet
@given(st.binary(min_size=16, max_size=32), st.sampled_from(FORMS), st.integers(0, 400), st.booleans())
def test_what_was_cut_is_found(raw: bytes, form: str, cut: int, head: bool) -> None:
    secret = base64.urlsafe_b64encode(raw).decode().rstrip("=")
    assume(len(set(secret)) > 8)
    printed = ENCODINGS[form](secret)
    cut %= len(printed)
    part = printed[:cut] if head else printed[cut:]
    shown = f"ended with 1: {part}" if head else f"{part} (end of the log)"
    a_character = len(told(secret, form)) / len(secret)
    assert rest_of(secret, form, redacted(secret, shown)) < 8 * a_character + 4


def told(secret: str, form: str) -> str:
    """Return the part of what is printed that depends on the secret."""
    printed = ENCODINGS[form](secret)
    other = ENCODINGS[form]("".join("~" if c != "~" else "^" for c in secret.encode().decode("latin-1")))
    begin, end = common(printed, other), common(printed[::-1], other[::-1])
    return printed[begin : len(printed) - end]


def common(one: str, other: str) -> int:
    return next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)


def rest_of(secret: str, form: str, seen: str) -> int:
    """Return the longest piece of what tells the secret that is still seen."""
    whole = bare(told(secret, form))
    best = 0
    for piece in seen.split("[redacted:KEY]"):
        shown = bare(piece)
        for begin in range(len(shown)):
            while begin + best < len(shown) and shown[begin : begin + best + 1] in whole:
                best += 1
    return best


def bare(text: str) -> str:
    return text.replace("\n", "").replace(" ", "")


def test_a_key_of_many_lines_is_found_line_by_line() -> None:
    lines = [secrets.token_urlsafe(48) for _ in range(10)]
    key = "\n".join(["-----BEGIN PRIVATE KEY-----", *lines, "-----END PRIVATE KEY-----"])
    seen = redacted(key, f"said: {lines[7][9:]}\n{lines[8]}\n-----BEGIN PRIVATE KEY-----\n {lines[0]}")
    assert seen == "said: [redacted:KEY]\n[redacted:KEY]\n-----BEGIN PRIVATE KEY-----\n [redacted:KEY]"


@pytest.mark.parametrize("kept", [58, 40, 12, 8])
def test_what_a_cut_left_of_a_secret_is_found_within_a_sentence(kept: int) -> None:
    text = f"the command ended with 1: {DIGITS[-kept:]} is no key; {DIGITS[:kept]} is none"
    expected = "the command ended with 1: [redacted:KEY] is no key; [redacted:KEY] is none"
    assert redacted(DIGITS, text) == expected


@pytest.mark.parametrize(
    ("secret", "text", "expected"),
    [
        (
            "failed",
            "2 failed, login_failed, failedover",
            "2 [redacted:KEY], login_[redacted:KEY], failedover",
        ),
        ("problem", "problems: a problem", "problems: a [redacted:KEY]"),
        ("postgresql-9Secret", "postgresql did not start", "postgresql did not start"),
        ("postgresql-9Secret", "connect to 'postgresql", "connect to '[redacted:KEY]"),
        ("123456", "1234567 of 123456", "1234567 of [redacted:KEY]"),
        ("pa55wd", "userpa55wd", "user[redacted:KEY]"),
    ],
)
def test_a_secret_that_may_be_a_word_counts_where_it_stands_alone(
    secret: str, text: str, expected: str
) -> None:
    assert redacted(secret, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://user:pw@host/x", "http://user:[redacted]@host/x"),
        ("https://ghp_1234567@host/x", "https://[redacted]@host/x"),
        ("postgresql+psycopg://ukp:p@ss@db:5432/x", "postgresql+psycopg://ukp:[redacted]@db:5432/x"),
        ("valkey://:pw@valkey:6379/0", "valkey://:[redacted]@valkey:6379/0"),
        ('{"url":"http:\\/\\/user:pw@host"}', '{"url":"http:\\/\\/user:[redacted]@host"}'),
        ("http%3A%2F%2Fuser:pw%40host", "http%3A%2F%2Fuser:[redacted]%40host"),
        ("see ssh://git@host:22 and http://host:80/a@b", "see ssh://git@host:22 and http://host:80/a@b"),
    ],
)
def test_passwords_of_urls_are_taken_out_whoever_knows_them(text: str, expected: str) -> None:
    assert Redactor({}).text(text) == expected
    assert Redactor({}).text(expected) == expected


def test_a_url_as_a_secret_gives_its_password_and_not_its_scheme() -> None:
    redactor = Redactor({"URL": "postgresql://ukp:s3cret%2Fp4ss@db/ukp"})
    seen = redactor.text("postgresql://ukp is what I know; password s3cret/p4ss is refused")
    assert seen == "postgresql://ukp is what I know; password [redacted:URL] is refused"


def test_a_token_is_found_without_its_scheme() -> None:
    assert "abcd1234efgh" not in redacted("Bearer abcd1234efgh", '{"token": "abcd1234efgh"}')


def test_a_password_is_found_without_the_user_that_it_was_given_with() -> None:
    given = f"Basic {base64.b64encode(b'robot:abcd-1234-efgh').decode()}"
    assert redacted(given, "abcd-1234-efgh") == "[redacted:KEY]"


@pytest.mark.parametrize("quoted", ["'\"'\"'", "'\\''", "''"], ids=["quotes", "backslash", "doubled"])
def test_quotes_of_shells_and_sql_are_undone(quoted: str) -> None:
    secret = "it's 'a' s3cret"
    seen = redacted(secret, "SET '{}' OK".format(secret.replace("'", quoted)))
    assert seen == "SET '[redacted:KEY]' OK"


def test_the_bytes_of_a_hexadecimal_secret_are_found() -> None:
    printed = base64.urlsafe_b64encode(bytes.fromhex(DIGITS)).decode().rstrip("=")
    assert redacted(DIGITS, f'{{"d": "{printed}"}}') == '{"d": "[redacted:KEY]Q"}'.replace(
        "]Q", "]" + printed[-1]
    )
    assert DIGITS.upper() not in redacted(DIGITS, DIGITS.upper())


def test_a_mark_is_not_redacted_and_hides_nothing() -> None:
    redactor = Redactor({"KEY": "redacted"})
    assert redactor.text(redactor.text("redacted")) == "[redacted:KEY]"
    assert DIGITS not in redacted(DIGITS, f"[redacted:{DIGITS}]")


def test_values_keep_their_keys_and_everything_but_texts() -> None:
    document: dict[str, Any] = {"outcome": ["outcome", 1, None, {"deep": ("a outcome",)}]}
    seen = Redactor({"KEY": "outcome"}).value(document)
    assert seen == {"outcome": ["[redacted:KEY]", 1, None, {"deep": ["a [redacted:KEY]"]}]}


def test_a_log_of_four_times_the_length_takes_about_four_times_as_long() -> None:
    values = {f"KEY{number}": secrets.token_hex(32) for number in range(8)}
    redactor = Redactor(values)
    line = '2026-11-26T01:27:03Z web-1 {"message": "GET /articles/123", "said": "\\"quoted\\"", "ms": 12}\n'

    def taken(length: int) -> float:
        text = line * (length // len(line)) + values["KEY3"]
        began = time.process_time()
        assert redactor.text(text).endswith("[redacted:KEY3]")
        return time.process_time() - began

    taken(1_000)  # the first time patterns are made
    assert taken(400_000) < 9 * taken(100_000)  # by the square of the length it would be 16
