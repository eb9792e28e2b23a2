"""Steps that ship behind a gate of their own job, whatever that gate said."""

from dataclasses import replace

import pytest

from tests.judging import Case
from tests.suites.config.pipelines import CONTRACT, RUNS, runs, workflows

CASE = Case(
    "config/pipeline-can-say-no", CONTRACT, clean=workflows(), broken=workflows(runs("make check || true"))
)


@pytest.mark.parametrize("run", ["docker push registry/shop:7", "make deploy", "helm upgrade shop ./chart"])
@pytest.mark.parametrize(
    "asked",
    ["always()", "!cancelled()", "success() || failure()", "failure() || success()", "(push) && (always())"],
)
def test_what_ships_behind_a_check_of_its_job_whatever_that_found_is_refused(run: str, asked: str) -> None:
    (problem,) = CASE.problems(workflows(RUNS, replace(RUNS, name="ship", run=run, asked=asked)))
    assert problem.where == "ci/ship.yml, build: ship"
    assert problem.expected == "a failure of make check keeps it from running"


@pytest.mark.parametrize(
    "step",
    [
        {"run": "make deploy", "asked": "github.ref == 'refs/heads/main'"},
        {"run": "make deploy", "asked": "always() && steps.check.outcome == 'success'"},
        {"run": "make deploy", "asked": "always() && success()"},
        {"run": "make deploy-logs", "asked": "always()"},
        {"run": "docker compose down", "name": "deploy: clean up", "asked": "always()"},
        {"run": "make deploy", "name": "roll back", "asked": "always()"},
        {"run": "", "uses": "actions/upload-artifact@v4", "asked": "always()"},
        {"run": "", "uses": "EnricoMi/publish-unit-test-result-action@v2", "asked": "always()"},
        {"run": "", "uses": "actions/deploy-pages@v4", "asked": "always()"},
        {"run": "docker push registry/shop:cache", "asked": "always()"},
        {"run": "make deploy", "asked": "always()", "job": "another"},
    ],
)
def test_what_clears_up_reports_or_asks_how_it_went_is_none_of_it(step: dict[str, str]) -> None:
    after = replace(
        RUNS,
        name=step.get("name", "after"),
        job=step.get("job", RUNS.job),
        run=step["run"],
        uses=step.get("uses", ""),
        asked=step["asked"],
    )
    assert CASE.problems(workflows(RUNS, after)) == ()


def test_what_ships_before_the_check_is_not_behind_it() -> None:
    before = replace(RUNS, name="ship", run="make deploy", asked="always()")
    assert CASE.problems(workflows(before, RUNS)) == ()


def test_a_job_that_runs_anyway_is_judged_by_what_it_waits_for() -> None:
    check = replace(RUNS, asked="(always())")
    assert CASE.problems(workflows(check, replace(check, name="ship", run="make deploy"))) == ()
