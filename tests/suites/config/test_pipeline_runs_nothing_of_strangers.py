import pytest

from tests.judging import Case
from tests.suites.config.pipelines import CONTRACT, HASH, runs, uses, workflows

HEAD = uses(f"actions/checkout@{HASH}", ref="${{ github.event.pull_request.head.sha }}")
CASE = Case(
    "config/pipeline-runs-nothing-of-strangers",
    CONTRACT,
    clean=workflows(),
    broken=workflows(HEAD, events=("pull_request_target",)),
)


def test_event_and_ref_are_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.observed == "pull_request_target: ${{ github.event.pull_request.head.sha }}"


@pytest.mark.parametrize(
    "script",
    [
        'echo "${{ github.event.issue.title }}"',
        "git checkout ${{ github.head_ref }}",
        "echo ${{ github.event.pull_request.body }}",
        "echo ${{ github.event.head_commit.message }}",
        "echo ${{ github.event.pull_request.head.ref }}",
    ],
)
def test_words_of_a_stranger_in_a_script_are_refused(script: str) -> None:
    assert len(CASE.problems(workflows(runs(script)))) == 1


@pytest.mark.parametrize(
    "script",
    [
        "echo ${{ github.sha }}",
        "echo ${{ github.event.number }}",
        'echo "$TITLE"',
        "echo ${{ inputs.title }}",
    ],
)
def test_what_no_stranger_writes_passes(script: str) -> None:
    assert CASE.problems(workflows(runs(script))) == ()


def test_the_head_of_a_pull_request_without_secrets_passes() -> None:
    assert CASE.problems(workflows(HEAD, events=("pull_request",))) == ()


def test_the_base_at_an_event_with_secrets_passes() -> None:
    assert CASE.problems(workflows(uses(f"actions/checkout@{HASH}"), events=("pull_request_target",))) == ()
