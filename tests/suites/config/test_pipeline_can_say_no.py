import json
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from gonogo.contract.config import Pipeline
from gonogo.suites.config.experiments.pipeline import passes_over_errors, read_workflows
from gonogo.targets.base import Target
from tests.judging import Case, contract
from tests.suites.config.pipelines import CONTRACT, RUNS, USES, runs, workflows

CASE = Case(
    "config/pipeline-can-say-no", CONTRACT, clean=workflows(), broken=workflows(runs("make check || true"))
)


@pytest.mark.parametrize(
    "script",
    [
        "make check || true",
        "make check || echo failed",
        "set +e\nmake check\nexit 0",
        "npm ci\nmake check || true",
        'cd app\nTAG=$(git describe)\necho "TAG=$TAG" >> "$GITHUB_ENV"\nmake check || echo ::warning::failed',
        "npm ci && npm run build\nif ! make check; then echo failed; fi",
        "pip install tool\nmake check | tee log",
        "pip install tool\nmake check | jq .found",
        "pip install tool\nmake check | sort | jq -r '.[] | .id' | tee log",
        "npm ci\nbash -c 'make check || true'",
    ],
)
def test_a_script_that_ends_well_whatever_it_found_is_refused(script: str) -> None:
    (problem,) = CASE.problems(workflows(runs(script)))
    assert problem.observed == script


def test_a_gate_whose_failure_another_one_follows_is_refused() -> None:
    both = contract(config={"pipeline": {"paths": ["ci"], "gates": ["make check", "make lint"]}})
    case = Case(CASE.rule_id, both, clean=CASE.clean, broken=CASE.broken)
    (problem,) = case.problems(workflows(runs("make lint || true\nmake check")))
    assert problem.expected == "a failure of make lint ends it"


@pytest.mark.parametrize(
    "script", ["npm ci\n# make check", "npm ci\necho 'make check is switched off'", "npm ci # make check"]
)
def test_a_gate_that_a_script_only_tells_of_is_run_by_nobody(script: str) -> None:
    (problem,) = CASE.problems(workflows(runs(script)))
    assert problem.observed == "none; switched off, or only told of, in ci/ship.yml, build: check"
    assert CASE.problems(workflows(runs(script), RUNS)) == ()


def test_a_failure_that_is_passed_over_is_refused() -> None:
    (problem,) = CASE.problems(workflows(runs("make check", tolerated=True)))
    assert problem.observed == "its failure is passed over"


@pytest.mark.parametrize(
    ("flags", "passed_over"),
    [
        ("--ignore-errors", True),
        ("-i", True),
        ("-ik", True),
        ("ki", True),
        ("--silent -i", True),
        ("--keep-going", False),
        ("-k", False),
        ("-j4 --silent", False),
        ("-Idir", False),
        ("-I dir", False),
        ("TITLE=i", False),
        ("", False),
    ],
)
def test_a_variable_may_have_every_make_pass_over_errors(flags: str, passed_over: bool) -> None:
    assert passes_over_errors("make check", {"MAKEFLAGS": flags}) is passed_over
    assert passes_over_errors("cd app && make check", None, {}, {"GNUMAKEFLAGS": flags}) is passed_over
    assert not passes_over_errors("npm test", {"MAKEFLAGS": flags})


def test_a_gate_that_no_step_runs_is_refused() -> None:
    (problem,) = CASE.problems(workflows(USES))
    assert (problem.where, problem.observed) == ("make check", "none")


@pytest.mark.parametrize(
    "script",
    [
        "make check ARGS=--slow",
        "make check || exit 1",
        "make lint\nmake check",
        "make check; echo $?",
        "npm ci\nmake check || { echo failed; exit 1; }",
        "make check || status=$?\necho done\nexit $status",
        'status=0\nmake check || status=$?\nupload\nexit "$status"',
        "make check > log || true\nif grep -q FAILED log; then exit 1; fi",
        "make check || true\npython judge.py results.xml",
        "if ! changed; then make check; fi",
        "make check || make check",
        "make check-tools || true\nmake check",
        "for part in a b; do make check PART=$part; done",
        "check() { make check; }\nnpm ci\ncheck",
        "echo 'make check' | sh",
        "cat > run.sh <<'END'\nmake check\nEND\nsh run.sh",
        "make check &\nwait $!",
        "make check | tee log\nexit ${PIPESTATUS[0]}",
        'npm ci\nmake check || echo "failed=yes" >> "$GITHUB_OUTPUT"',
        "FAILED=\nmake check || FAILED=1\ntest -z $FAILED",
    ],
)
def test_a_script_that_may_fail_passes(script: str) -> None:
    assert CASE.problems(workflows(runs(script))) == ()


@pytest.mark.parametrize(
    ("shell", "refused"),
    [
        ("", True),
        ("sh", True),
        ("bash", False),
        ("bash -euo pipefail {0}", False),
        ("bash -e {0}", True),
        ("bash --noprofile --norc {0}", True),
    ],
)
def test_a_pipe_hides_a_failure_unless_the_shell_has_pipefail(shell: str, refused: bool) -> None:
    step = runs("make check 2>&1 | tee log", named=shell)
    assert bool(CASE.problems(workflows(step))) is refused


def test_an_interpreter_that_is_no_shell_may_fail() -> None:
    assert CASE.problems(workflows(runs("make check || true", named="python"))) == ()


@pytest.mark.parametrize(
    ("workflow", "job", "step", "named"),
    [("", "", "", ""), ("sh", "", "", "sh"), ("sh", "bash", "", "bash"), ("sh", "bash", "python", "python")],
)
def test_the_nearest_shell_is_the_one(tmp_path: Path, workflow: str, job: str, step: str, named: str) -> None:
    run = {"run": "make check"} | ({"shell": step} if step else {})
    made = {"steps": [run]} | ({"defaults": {"run": {"shell": job}}} if job else {})
    whole = {"on": "push", "jobs": {"build": made}} | (
        {"defaults": {"run": {"shell": workflow}}} if workflow else {}
    )
    (tmp_path / "ship.yml").write_text(json.dumps(whole))
    target = cast("Target", SimpleNamespace(source=tmp_path))
    seen = read_workflows(target, Pipeline(paths=("ship.yml",), gates=("make check",)))
    assert [one.shell for one in seen.steps] == [named]


@pytest.mark.parametrize(
    ("job", "step", "idle"),
    [
        ({"if": False}, {}, True),
        ({}, {"if": False}, True),
        ({}, {"if": "${{ false }}"}, True),
        ({}, {"if": "false && github.ref == 'refs/heads/main'"}, True),
        ({"if": "github.ref == 'refs/heads/main'"}, {"if": "always()"}, False),
        ({}, {"if": "inputs.skip == false"}, False),
        ({}, {"if": "false && inputs.all || github.ref == 'refs/heads/main'"}, False),
        ({}, {"if": "${{ !cancelled() }}"}, False),
    ],
)
def test_a_gate_that_is_switched_off_is_run_by_nobody(
    tmp_path: Path, job: dict[str, object], step: dict[str, object], idle: bool
) -> None:
    whole = {"on": "push", "jobs": {"build": {"steps": [{"run": "make check"} | step]} | job}}
    (tmp_path / "ship.yml").write_text(json.dumps(whole))
    target = cast("Target", SimpleNamespace(source=tmp_path))
    seen = read_workflows(target, Pipeline(paths=("ship.yml",), gates=("make check",)))
    assert bool(CASE.problems(seen)) is idle


@pytest.mark.parametrize(
    ("later", "refused"),
    [
        ({"if": "steps.check.outcome == 'failure'", "run": "exit 1"}, False),
        ({"run": "test '${{ steps.check.outcome }}' = success || exit 1"}, False),
        ({"if": "steps.check.outcome == 'failure'", "run": "notify"}, True),
        ({"if": "steps.other.outcome == 'failure'", "run": "exit 1"}, True),
    ],
)
def test_a_failure_that_a_later_step_ends_the_job_for_is_not_passed_over(
    tmp_path: Path, later: dict[str, str], refused: bool
) -> None:
    check = {"id": "check", "run": "make check", "continue-on-error": True}
    (tmp_path / "ship.yml").write_text(
        json.dumps({"on": "push", "jobs": {"build": {"steps": [check, {"run": "upload"}, later]}}})
    )
    target = cast("Target", SimpleNamespace(source=tmp_path))
    seen = read_workflows(target, Pipeline(paths=("ship.yml",), gates=("make check",)))
    assert bool(CASE.problems(seen)) is refused


def test_another_step_may_be_passed_over() -> None:
    assert CASE.problems(workflows(runs("make check"), runs("upload || true", tolerated=True))) == ()


_JOBS = """on: push
jobs:
  lint: {runs-on: any, steps: [{run: make lint}]}
  check: {needs: NEEDS, runs-on: any, steps: [{run: make check}]}
  pack: {needs: [BEFORE], runs-on: any, steps: [{run: make pack}]}
  ship: {needs: pack, environment: production, runs-on: any, steps: [{run: make ship}]}
"""


@pytest.mark.parametrize(
    ("needs", "before", "observed"),
    [
        ("[]", "lint", ["ship does not"]),
        ("[]", "lint, check", []),
        ("ship", "lint", []),
        ("[]", "", ["ship does not"]),
    ],
)
def test_what_ships_waits_for_a_gate_or_the_gate_for_it(
    needs: str, before: str, observed: list[str], tmp_path: Path
) -> None:
    (tmp_path / "ship.yml").write_text(_JOBS.replace("NEEDS", needs).replace("BEFORE", before))
    made = contract(config={"pipeline": {"paths": ["ship.yml"], "gates": ["make check", "make lint"]}})
    assert made.config
    assert made.config.pipeline
    seen = read_workflows(cast("Target", SimpleNamespace(source=tmp_path)), made.config.pipeline)
    case = Case(CASE.rule_id, made, clean=CASE.clean, broken=CASE.broken)
    assert [
        p.observed for p in case.problems(seen) if "waits" in p.expected and "check" in p.where
    ] == observed


_SHIPS = """on: push
jobs:
  check: {runs-on: any, steps: [{run: make check}]}
  ship: {SHIPS, runs-on: any, steps: [{run: make ship}]}
  after: {needs: ship, AFTER, runs-on: any, steps: [{run: make after}]}
"""


@pytest.mark.parametrize(
    ("ships", "after", "refused"),
    [
        ("environment: production", "if: false", True),
        ("environment: {name: shop-prod}", "if: false", True),
        ("environment: pypi", "if: false", True),
        ("needs: check, environment: production, if: always()", "if: false", True),
        ("needs: check, environment: eu, if: '${{ !cancelled() }}'", "if: false", True),
        ("needs: check, environment: production", "if: always(), environment: production-us", True),
        ("needs: check, environment: production", "if: always(), environment: production", False),
        ("needs: check, environment: production", "if: failure(), environment: production-old", False),
        (
            "needs: check, environment: eu, if: always() && needs.check.result == 'success'",
            "if: false",
            False,
        ),
        ("needs: check, environment: eu, if: '!failure() && !cancelled()'", "if: false", False),
        ("environment: github-pages", "if: false", False),
        ("environment: preview", "if: false", False),
        ("environment: staging", "if: false", False),
    ],
)
def test_what_ships_to_the_users_waits_whatever_else_it_asks(
    ships: str, after: str, *, refused: bool, tmp_path: Path
) -> None:
    (tmp_path / "ship.yml").write_text(_SHIPS.replace("SHIPS", ships).replace("AFTER", after))
    promised = Pipeline(paths=("ship.yml",), gates=("make check",))
    seen = read_workflows(cast("Target", SimpleNamespace(source=tmp_path)), promised)
    assert bool(CASE.problems(seen)) is refused


@pytest.mark.parametrize(
    ("gate", "script", "refused"),
    [
        ("pytest", "pytest --collect-only -q", True),
        ("ruff check", "ruff check --exit-zero .", True),
        ("mvn verify", "mvn verify -DskipTests", True),
        ("mvn verify", "mvn verify -DskipTests=false", False),
        ("pytest", "pytest --collect-only -q\npytest", False),
        ("pytest", "pytest -q tests", False),
    ],
)
def test_a_gate_that_looks_at_nothing_is_none(gate: str, script: str, *, refused: bool) -> None:
    made = contract(config={"pipeline": {"paths": ["ci"], "gates": [gate]}})
    case = Case(CASE.rule_id, made, clean=workflows(runs(gate)), broken=workflows(USES))
    assert bool(case.problems(workflows(runs(script)))) is refused


@pytest.mark.parametrize(
    ("shell", "refused"),
    [("", False), ("bash", False), ("bash -u {0}", True), ("bash --noprofile --norc {0}", True)],
)
def test_a_shell_that_goes_on_behind_an_error_hides_it(shell: str, *, refused: bool) -> None:
    assert bool(CASE.problems(workflows(runs("make check\necho done", named=shell)))) is refused
