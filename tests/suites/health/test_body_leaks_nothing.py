import json

from tests.judging import Case
from tests.suites.health.examples import CONTRACT, read, reads

LEAKY = json.dumps({"status": "fail", "output": "postgresql://shop:s3cret@db-7.internal:5432/shop"})
CASE = Case("health/body-leaks-nothing", CONTRACT, clean=reads(), broken=reads(read("overall", 503, LEAKY)))


def test_the_words_are_shown_and_the_password_is_not() -> None:
    observed = [p.observed for p in CASE.problems(CASE.broken)]
    assert "postgresql://shop:…@db-7.internal:5432/shop" in observed
    assert not any("s3cret" in words for words in observed)


def test_no_answer_leaks_nothing_and_shows_nothing() -> None:
    assert CASE.finding(reads(read("overall", None, "", error="refused"))).examined == 3
