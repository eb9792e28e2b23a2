"""`gonogo lint-metrics` says of a body what the gate says of it."""

import ast
from contextlib import suppress
from pathlib import Path

import pytest

from gonogo.cli import said
from gonogo.cli.lint import _faults
from gonogo.cli.main import main
from tests.judging import Case, contract
from tests.suites.metrics.examples import OPENMETRICS_TYPE, TEXT_TYPE, openmetrics, scrape, scrapes
from tests.suites.metrics.openmetrics_allowed import GOOD
from tests.suites.metrics.openmetrics_forbidden import BAD, ended
from tests.suites.metrics.test_text_format_is_valid import ILLEGAL, LEGAL, MALFORMED, MISREAD

TEXTS = [*(body for body, _ in ILLEGAL.values()), *MALFORMED.values(), *LEGAL.values(), *MISREAD.values()]
CONTRACT = contract(metrics={"formats": ["text", "openmetrics"]})
RULES = ("metrics/text-format-is-valid", "metrics/openmetrics-is-valid", "metrics/content-type-is-listed")


def of_rule(name: str) -> Case:
    return Case(name, CONTRACT, scrapes(), scrapes())


def test_what_it_refuses_of_a_text_is_what_the_rule_refuses() -> None:
    rule = of_rule(RULES[0])
    seen = scrapes(*(scrape(body, source=f"{number}") for number, body in enumerate(TEXTS)))
    refused = {problem.where.split()[0] for problem in rule.problems(seen)}
    linted = {
        f"{n}" for n, body in enumerate(TEXTS) if _faults(body.encode(), TEXT_TYPE, openmetrics=False)[0]
    }
    assert linted == refused
    assert 0 < len(refused) < len(TEXTS)


def test_what_it_refuses_of_openmetrics_is_what_the_rule_refuses() -> None:
    bodies = [*BAD.values(), *map(ended, GOOD.values())]
    seen = scrapes(*(openmetrics(body, source=f"{number}") for number, body in enumerate(bodies)))
    refused = {problem.where.split()[0] for problem in of_rule(RULES[1]).problems(seen)}
    linted = {
        f"{n}"
        for n, body in enumerate(bodies)
        if _faults(body.encode(), OPENMETRICS_TYPE, openmetrics=False)[0]
    }
    assert linted == refused == {f"{number}" for number in range(len(BAD))}


@pytest.mark.parametrize(
    "content_type", [TEXT_TYPE, "text/plain", "", "text/html", "text/plain; version", "text/plain; version=2"]
)
def test_what_it_says_of_a_media_type_is_what_the_rules_say(content_type: str) -> None:
    seen = scrapes(scrape("a 1\n", content_type=content_type))
    faults, advised = _faults(b"a 1\n", content_type, openmetrics=False)
    assert bool(faults) == bool(of_rule(RULES[2]).problems(seen))
    assert bool(advised) == bool(of_rule("metrics/readers-agree").problems(seen))


@pytest.mark.parametrize("end", ["# EOF", "# EOF\n"])
def test_the_end_of_openmetrics_may_do_without_a_line_feed(end: str) -> None:
    body = f"# TYPE a counter\na_total 1\n{end}".encode()
    assert _faults(body, None, openmetrics=False) == ([], [])
    assert _faults(body, OPENMETRICS_TYPE, openmetrics=False) == ([], [])


@pytest.mark.parametrize("end", ["", "a 2", "# EO", 'a_total{b="# EOF', "a 2 # EOF"])
def test_a_last_line_without_a_line_feed_is_refused_elsewhere(end: str) -> None:
    body = f"# TYPE a counter\na_total 1{end and chr(10)}{end}".encode()
    assert _faults(body, None, openmetrics=False)[0]


def test_advice_is_printed_and_changes_no_exit_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "metrics.txt"
    file.write_text(MISREAD["a quantile above 1"])
    assert main(["lint-metrics", str(file)]) == 0
    (told,) = capsys.readouterr().out.splitlines()
    assert told.startswith(f"{file}:2: advice: expected a quantile from 0 to 1")


@pytest.mark.parametrize(
    ("body", "line", "words"),
    [
        ("# TYPE a_total gauge\na_total 1\n", 1, "a gauge named without _total, observed a_total"),
        ("b 1\n# TYPE a counter\na 1\n", 2, "a counter named …_total, observed a"),
        ("b 1\na_milliseconds 1\n", 2, "…_seconds, observed a_milliseconds: …_milliseconds"),
        ("# HELP a_total A\n# TYPE a_total counter\na_total 1\n", 0, ""),
        ("# TYPE node_time_total gauge\nnode_time_total 1\n", 0, ""),
    ],
)
@pytest.mark.parametrize("content_type", [None, TEXT_TYPE])
def test_what_it_advises_of_names_is_what_the_rules_advise(
    body: str, line: int, words: str, content_type: str | None
) -> None:
    faults, advised = _faults(body.encode(), content_type, openmetrics=False)
    assert not faults
    said = [(one.line, f"{one.expected}, observed {one.observed}") for one in advised]
    assert said == ([(line, words)] if words else [])
    rules = [of_rule(f"metrics/{name}") for name in ("counters-end-in-total", "units-are-base-units")]
    assert bool(words) == any(rule.problems(scrapes(scrape(body))) for rule in rules)


@pytest.mark.parametrize("name", ["##[error]x", "##vso[task.complete]x", "##teamcity[buildStop]"])
def test_no_line_is_a_command_of_a_ci_system(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file = tmp_path / "metrics.txt"
    file.write_text(f"good 1\ngood {name}\n")
    assert main(["lint-metrics", str(file)]) == 1
    told = capsys.readouterr().out
    assert "expected" in told
    assert "##" not in told


@pytest.mark.parametrize("words", [["explain"], ["check-contract"], ["doctor", "--contract"], ["nothing"]])
@pytest.mark.parametrize("given", ["::error::x", "##[error]x", "  ::add-mask::e"])
def test_no_command_repeats_what_would_be_one(
    capsys: pytest.CaptureFixture[str], words: list[str], given: str
) -> None:
    asked = [given] if words == ["nothing"] else [*words, given]
    with suppress(SystemExit):
        assert main(asked) == 4
    heard = capsys.readouterr()
    lines = f"{heard.out}\n{heard.err}".splitlines()
    assert [line for line in lines if "x" in line or "mask" in line]
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


def test_each_command_prints_by_the_one_function() -> None:
    folder, ours = Path(said.__file__).parent, {"said.py", "completion.py", "main.py"}
    sources = {path for path in folder.rglob("*.py") if path.name not in ours}
    calls = [
        (path.name, ast.unparse(node))
        for path in sources
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert len(sources) > 10
    assert {call for _, call in calls if "inert_json(" not in call} == set()
