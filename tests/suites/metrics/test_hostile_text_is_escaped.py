import json
from dataclasses import replace

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.metrics.experiments.escaping import send_text_to_escape
from gonogo.suites.metrics.observations.escaping import Body, Escaped, Escaping
from tests.judging import Case, contract, done
from tests.suites.loopback import Handler, Loopback
from tests.suites.metrics.examples import CONTRACT, OPENMETRICS, TEXT
from tests.suites.shop import CONTENT_TYPE as TEXT_TYPE
from tests.suites.shop import ShopTarget, shop

MARK = "gate1a2b"
BEFORE = (Body("text", 200, "", False, TEXT), Body("openmetrics", 200, "", True, OPENMETRICS))


def seen(value: str = "", **after: object) -> Escaping:
    """A process that writes a label value, in both formats."""
    line = f'shop_views{{agent="{value}"}} 1\n' if value else ""
    bodies = (
        replace(BEFORE[0], text=TEXT + line, **after),  # type: ignore[arg-type]
        replace(BEFORE[1], text=OPENMETRICS.replace("# EOF", line + "# EOF"), **after),  # type: ignore[arg-type]
    )
    return Escaping((Escaped("shop-1", MARK, 60, BEFORE, bodies),))


CASE = Case(
    "metrics/hostile-text-is-escaped",
    CONTRACT,
    clean=seen(f'{MARK}\\"\\n\\\\{MARK}'),
    broken=seen(f'{MARK}"\\{MARK}'),
)


def test_both_formats_show_the_line() -> None:
    text, openmetrics = CASE.problems(CASE.broken)
    assert text.where == "shop-1 for text, line 15"
    assert openmetrics.where == "shop-1 for openmetrics, line 14"
    assert f'in \'shop_views{{agent="{MARK}"' in text.observed


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(f'{MARK}"\\\\{MARK}', id="a quote"),
        pytest.param(f'{MARK}\\"\\{MARK}', id="a backslash"),
        pytest.param(f'{MARK}\\"\\n\\{MARK}', id="a backslash of a path"),
        pytest.param(f'{MARK}\\"\n\\\\{MARK}', id="a line feed"),
        pytest.param(f"{MARK}\\'\\\\{MARK}", id="escaped as another language does"),
    ],
)
def test_refuses_what_is_not_escaped(value: str) -> None:
    assert CASE.finding(seen(value)).outcome is Outcome.FAILED


def test_refuses_what_is_gone_when_all_is_sent() -> None:
    (process,) = seen().processes
    between = (
        process.after[0],
        seen(f'{MARK}"\\{MARK}').processes[0].after[0],
        replace(BEFORE[0], status=500),
    )
    (problem,) = CASE.problems(Escaping((replace(process, between=between),)))
    assert problem.where == "shop-1 for text, right behind such a request, line 15"


def test_refuses_a_scrape_that_fails_afterwards() -> None:
    assert {p.observed for p in CASE.problems(seen(status=500))} == {"status 500"}


def test_lines_without_the_text_are_for_other_rules() -> None:
    assert CASE.finding(seen('other"\\')).outcome is Outcome.PASSED


def test_without_a_scrape_before_nothing_is_established() -> None:
    (process,) = seen().processes
    for blind in ({"answered": 0}, {"before": (replace(BEFORE[0], status=307),)}):
        finding = CASE.finding(Escaping((replace(process, **blind),)))
        assert finding.outcome is Outcome.INCONCLUSIVE


def test_every_place_of_a_request_carries_the_text() -> None:
    with shop() as url:
        found = done(send_text_to_escape, ShopTarget(url, CONTRACT), CONTRACT)
    (process,) = found.processes
    assert process.answered == 30
    assert [body.wanted for body in process.after] == ["text", "openmetrics"]
    assert len(process.between) == 11
    assert CASE.finding(found).outcome is Outcome.PASSED


def test_a_scrape_without_a_sample_shows_nothing() -> None:
    (process,) = seen().processes
    empty = replace(process, before=tuple(replace(body, text="") for body in BEFORE))
    assert CASE.finding(Escaping((empty,))).outcome is Outcome.INCONCLUSIVE


class _Kinds(Handler):
    """Makes a label of what it was sent, and escapes it or not."""

    kinds: list[str]
    escapes: bool

    def respond(self) -> None:
        if self.command == "POST":
            made = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            del self.headers["Content-Length"]
            self.kinds.append(made["kind"])
            self.answer(201 if "\n" not in made["kind"] else 422, "made", "text/plain")
            return
        kinds = self.kinds if self.escapes else []
        wild = [] if self.escapes else self.kinds
        said = [json.dumps(kind) for kind in kinds] + [f'"{kind}"' for kind in wild]
        lines = "".join(f"shop_things{{kind={kind}}} 1\n" for kind in said)
        self.answer(200, f"# TYPE shop_things gauge\nshop_things 1\n{lines}", TEXT_TYPE)


@pytest.mark.parametrize(("escapes", "outcome"), [(True, Outcome.PASSED), (False, Outcome.FAILED)])
def test_what_users_store_carries_the_text(escapes: bool, outcome: Outcome) -> None:
    made = contract(
        metrics={"path": "/metrics", "formats": ["text"], "exposure": "public"},
        traffic={
            "requests": [{"method": "POST", "path": "/things", "body": {"kind": "a", "n": 1}, "status": 201}]
        },
    )
    kinds: list[str] = []
    with Loopback(_Kinds, kinds=kinds, escapes=escapes) as server:
        found = done(send_text_to_escape, ShopTarget(server.url, made), made)
    assert len(kinds) == 2
    assert Case(CASE.rule_id, made, clean=found, broken=found).finding(found).outcome is outcome


class _Latest(Handler):
    """Makes a label of the title that was written last, as it came."""

    latest: list[str]

    def respond(self) -> None:
        if self.command == "POST":
            made = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            del self.headers["Content-Length"]
            self.latest[:] = [made["title"]]
            self.answer(201, "made", "text/plain")
            return
        lines = "".join(f'shop_latest{{title="{title}"}} 1\n' for title in self.latest)
        self.answer(200, f"# TYPE shop_things gauge\nshop_things 1\n{lines}", TEXT_TYPE)


def test_of_what_is_written_the_last_may_be_all_that_is_kept() -> None:
    body = {"title": "a", "text": "b"}
    made = contract(
        metrics={"path": "/metrics", "formats": ["text"], "exposure": "public"},
        traffic={"requests": [{"method": "POST", "path": "/things", "body": body, "status": 201}]},
    )
    with Loopback(_Latest, latest=[]) as server:
        found = done(send_text_to_escape, ShopTarget(server.url, made), made)
    problems = Case(CASE.rule_id, made, clean=found, broken=found).problems(found)
    assert problems
    assert all("right behind such a request" in problem.where for problem in problems)
