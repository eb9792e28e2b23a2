import pytest

from tests.judging import Case
from tests.suites.config.pipelines import CONTRACT, USES, runs, workflows

CASE = Case(
    "config/pipeline-can-say-no", CONTRACT, clean=workflows(), broken=workflows(runs("make check || true"))
)


@pytest.mark.parametrize(
    "script", ["make check || true", "make check || echo failed", "set +e\nmake check\nexit 0"]
)
def test_a_script_that_ends_well_whatever_it_found_is_refused(script: str) -> None:
    (problem,) = CASE.problems(workflows(runs(script)))
    assert problem.observed == script


def test_a_failure_that_is_passed_over_is_refused() -> None:
    (problem,) = CASE.problems(workflows(runs("make check", tolerated=True)))
    assert problem.observed == "its failure is passed over"


def test_a_gate_that_no_step_runs_is_refused() -> None:
    (problem,) = CASE.problems(workflows(USES))
    assert (problem.where, problem.observed) == ("make check", "none")


@pytest.mark.parametrize(
    "script",
    ["make check ARGS=--slow", "make check || exit 1", "make lint\nmake check", "make check; echo $?"],
)
def test_a_script_that_may_fail_passes(script: str) -> None:
    assert CASE.problems(workflows(runs(script))) == ()


def test_another_step_may_be_passed_over() -> None:
    assert CASE.problems(workflows(runs("make check"), runs("upload || true", tolerated=True))) == ()
