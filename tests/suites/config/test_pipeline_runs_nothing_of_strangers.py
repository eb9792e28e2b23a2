import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from gonogo.contract.config import Pipeline
from gonogo.suites.config.experiments.pipeline import read_workflows
from gonogo.suites.config.observations.pipeline import Step
from gonogo.targets.base import Target
from tests.judging import Case
from tests.suites.config.pipelines import CONTRACT, HASH, runs, uses, workflows

HEAD = uses(f"actions/checkout@{HASH}", ref="${{ github.event.pull_request.head.sha }}")
HERS = "https://github.com/${{ github.event.pull_request.head.repo.full_name }}"
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
        "echo '${{ toJSON(github) }}'",
        "echo '${{ toJson( github.event ) }}'",
        "echo '${{ tojson(github.event.pull_request) }}'",
        "echo ${{ github.event.number == 1 && github.event.issue.title || '' }}",
        "echo ${{ github.event.pull_request.head.repo.default_branch }}",
        "echo ${{ github.event['pull_request']['title'] }}",
        "echo ${{ github['head_ref'] }}",
        "echo ${{ GITHUB.HEAD_REF }}",
        "echo ${{ github.event.PULL_REQUEST.Title }}",
        "echo ${{ format('{0}', github.head_ref) }}",
        "echo '${{ toJSON(github.event.pull_request.head) }}'",
        "echo '${{ toJSON(github.event.commits[0]) }}'",
        "echo ${{ join(github.event.commits.*.message, '}}') }}",
        "echo ${{ (github.event.issue || github.event.pull_request).title }}",
        "echo ${{ fromJSON(toJSON(github.event)).issue.title }}",
        "echo ${{ github.event.action == 'opened' && github.event.issue.title }}",
        "echo ${{ 'it''s' && github.head_ref }}",
        "echo ${{ github.head_ref ; }}",
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
        "echo '${{ toJSON(github.event.inputs) }}'",
        "echo '${{ toJSON(matrix) }}'",
        "echo ${{ contains(github.event.head_commit.message, '[skip ci]') }}",
        "echo ${{ startsWith(github.head_ref, 'release/') }}",
        "echo ${{ github.head_ref == 'dev' }}",
        "git fetch origin ${{ github.event.repository.default_branch }}",
        "echo ${{ github.event.inputs.message }}",
        "echo ${{ github.event.pull_request.title && 'a' || 'b' }}",
        "echo ${{ !github.event.pull_request.title }}",
        "echo ${{ (github.event.issue.title != '') && github.sha }}",
        "echo ${{ hashFiles(github.head_ref) }}",
        "echo ${{ github.head_ref == inputs['branch'] }}",
        "echo ${{ 'github.head_ref' }} github.head_ref",
        "echo '${{ toJSON(github.event.pull_request.number) }}'",
        "echo ${{ contains(toJSON(github.event.pull_request.labels), '\"slow\"') }}",
        "echo ${{ format('{0} for github.event.issue.title', github.sha) }}",
    ],
)
def test_what_no_stranger_writes_passes(script: str) -> None:
    assert CASE.problems(workflows(runs(script))) == ()


@pytest.mark.parametrize(
    "script",
    [
        "gh pr checkout ${{ github.event.number }}\nnpm ci",
        "git checkout ${{ github.event.pull_request.head.sha }}",
        "git pull origin pull/${{ github.event.number }}/head",
        "git fetch origin pull/${{ github.event.number }}/head\ngit checkout FETCH_HEAD",
        "git fetch origin pull/${{ github.event.number }}/head:pr\ngit checkout pr",
        "git fetch origin pull/7/merge:refs/heads/theirs && git switch theirs",
        f"git clone {HERS} x && cd x && make",
        f"git clone --depth 1 {HERS} x\nmake -C x check",
        f"git clone {HERS}\ncd shop\nnpm ci",
        f"git clone {HERS} x\nx/build.sh",
        f"git clone {HERS} x\npip install ./x",
        f"gh repo clone {HERS} x -- --depth 1\ncd x\n./build",
        f"git fetch {HERS} main\ngit checkout FETCH_HEAD",
        "git checkout ${{ github.event['pull_request'].head['sha'] }}",
    ],
)
def test_a_script_that_takes_the_code_of_the_pull_request_is_refused(script: str) -> None:
    (problem,) = CASE.problems(workflows(runs(script), events=("pull_request_target",)))
    assert problem.expected == "no code of the pull request"
    assert CASE.problems(workflows(runs("gh pr checkout 1"), events=("pull_request",))) == ()


@pytest.mark.parametrize(
    "script",
    [
        "git fetch origin pull/${{ github.event.number }}/head\ngit diff --name-only FETCH_HEAD",
        "git fetch origin main\ngit checkout FETCH_HEAD",
        "git checkout ${{ github.event.pull_request.base.sha }}",
        "gh pr view ${{ github.event.number }} --json files",
        "git fetch origin pull/${{ github.event.number }}/head:pr\ngit diff --name-only main...pr",
        "git fetch origin pull/${{ github.event.number }}/head:pr\ngit checkout --progress main",
        f"git clone {HERS} x\ngit -C x log",
        f"git clone {HERS} x\ndiff -r x .",
        f"git clone {HERS} x\npython3 tools/compare.py x",
        f"git clone {HERS} x\ncd x\ngit log\ncd ..\nmake check",
        "git clone ${{ github.event.pull_request.base.repo.clone_url }} x && cd x && make",
    ],
)
def test_a_script_that_runs_nothing_of_the_pull_request_passes(script: str) -> None:
    assert CASE.problems(workflows(runs(script), events=("pull_request_target",))) == ()


TAKES = 'gh run download "$RUN" --name site --dir site'


@pytest.mark.parametrize(
    ("scripts", "refused"),
    [
        ([f"{TAKES}\ncd site && bash ./publish.sh"], True),
        ([TAKES, "site/publish.sh"], True),
        ([TAKES, "python3 ./site/publish.py"], True),
        ([f"{TAKES}/built", "pip install site/built/shop.whl"], True),
        (["gh run download 7 -D site", "cd site/src\nnpm ci"], True),
        ([TAKES, "find site -type f | wc -l"], False),
        ([TAKES, "bash tools/publish.sh site"], False),
        ([f"{TAKES}\ncd site && ls", "make check"], False),
        ([TAKES, "cd sites && make"], False),
        (["gh run list", "cd site && make"], False),
    ],
)
def test_what_another_run_left_is_not_run(scripts: list[str], *, refused: bool) -> None:
    for event, is_refused in (("workflow_run", refused), ("push", False)):
        after = workflows(*map(runs, scripts), events=(event,)).workflows
        before = workflows(runs("make test"), events=("pull_request",))
        seen = replace(before, workflows=(*before.workflows, *after))
        assert bool(CASE.problems(seen)) is is_refused
        alone = replace(before, workflows=after)  # nothing here runs for a stranger
        assert CASE.problems(alone) == ()


@pytest.mark.parametrize(
    ("run", "refused"),
    [("echo '${{ env.TITLE }}'", 1), ('echo "$TITLE"', 0), ("echo ${{ env.BASE }} ${{ env.OTHER }}", 0)],
)
def test_words_of_a_stranger_that_come_by_a_variable_are_put_in_as_well(
    tmp_path: Path, run: str, refused: int
) -> None:
    title = {"TITLE": "${{ github.event.pull_request.title }}", "BASE": "${{ github.base_ref }}"}
    whole = {"on": "pull_request", "jobs": {"build": {"env": title, "steps": [{"run": run}]}}}
    (tmp_path / "ship.yml").write_text(json.dumps(whole))
    target = cast("Target", SimpleNamespace(source=tmp_path))
    assert len(CASE.problems(read_workflows(target, Pipeline(paths=("ship.yml",))))) == refused


def test_the_head_of_a_pull_request_without_secrets_passes() -> None:
    assert CASE.problems(workflows(HEAD, events=("pull_request",))) == ()


def test_the_base_at_an_event_with_secrets_passes() -> None:
    assert CASE.problems(workflows(uses(f"actions/checkout@{HASH}"), events=("pull_request_target",))) == ()


BODY = {"TEXT": "${{ github.event.issue.body }}"}


@pytest.mark.parametrize(
    ("script", "refused"),
    [
        ('printf "SAID=%s\\n" "$TEXT" >>"$GITHUB_ENV"', True),
        ("echo SAID=${TEXT} >> $GITHUB_ENV", True),
        ('echo "$TEXT" | tr -d "\\n" >> $GITHUB_ENV', False),
        ('echo "$TEXT" >> "$GITHUB_STEP_SUMMARY"', False),
        ('echo "NUMBER=$NUMBER" >> $GITHUB_ENV', False),
        ('printenv TEXT >> "$GITHUB_ENV"', True),
        ('env >> "$GITHUB_ENV"', True),
        ('{ printenv TEXT; } >> "$GITHUB_ENV"', True),
        ('echo "SAID=$(printenv TEXT)" >> "$GITHUB_ENV"', True),
        ('printenv NUMBER >> "$GITHUB_ENV"', False),
        ('printenv TEXT > text.md; echo OK=1 >> "$GITHUB_ENV"', False),
    ],
)
def test_lines_of_a_stranger_are_no_variables_of_later_steps(script: str, *, refused: bool) -> None:
    seen = workflows(replace(runs(script), told=BODY))
    assert bool(CASE.problems(seen)) == refused
    assert not CASE.problems(
        workflows(replace(runs(script), told={"TEXT": "${{ github.event.issue.title }}"}))
    )


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ("", True),
        ("github.event.workflow_run.conclusion == 'success'", True),
        (
            "github.event.workflow_run.event == 'push' || github.event.workflow_run.event == 'pull_request'",
            True,
        ),
        ("github.event.workflow_run.event == 'push'", False),
        ("github.event.workflow_run.event != 'pull_request'", False),
        ("github.event.pull_request.head.repo.full_name == github.repository", False),
        ("!github.event.pull_request.head.repo.fork", False),
        ("github.event['pull_request'].head.repo.Fork == false", False),
    ],
)
@pytest.mark.parametrize("event", ["workflow_run", "pull_request_target"])
def test_who_is_asked_for_first_is_no_stranger(event: str, asked: str, *, refused: bool) -> None:
    seen = workflows(replace(HEAD, asked=f"({asked})" if asked else ""), events=(event,))
    assert bool(CASE.problems(seen)) is refused


@pytest.mark.parametrize(
    ("asked", "others", "refused"),
    [
        ("", (), True),
        ("contains(github.event.comment.body, '/test')", (), True),
        ("github.event.comment.author_association == 'MEMBER'", (), False),
        ("", (uses("actions-cool/check-user-permission@v2"),), False),
    ],
)
def test_a_comment_starts_nothing_of_strangers(
    asked: str, others: tuple[Step, ...], *, refused: bool
) -> None:
    step = replace(runs("gh pr checkout ${{ github.event.issue.number }}\nmake check"), asked=asked)
    assert bool(CASE.problems(workflows(*others, step, events=("issue_comment",)))) is refused


def test_a_checkout_by_a_variable_is_one() -> None:
    told = {"HEAD_SHA": "${{ github.event.pull_request.head.sha }}"}
    step = replace(runs('git checkout "$HEAD_SHA"'), told=told)
    assert len(CASE.problems(workflows(step, events=("pull_request_target",)))) == 1


@pytest.mark.parametrize(
    ("ref", "told", "refused"),
    [
        ("${{ env.R }}", "${{ github.event.pull_request.head.sha }}", True),
        ("${{ env['R'] }}", "refs/pull/${{ github.event.number }}/merge", True),
        ("${{ github.event['pull_request']['head']['sha'] }}", "", True),
        ("${{ format('refs/pull/{0}/merge', inputs.number) }}", "", True),
        ("${{ env.R }}", "${{ github.event.pull_request.base.sha }}", False),
        ("${{ github.event.pull_request.head.sha == inputs.sha && 'main' || 'dev' }}", "", False),
    ],
)
def test_what_a_checkout_takes_is_read_as_an_expression(ref: str, told: str, *, refused: bool) -> None:
    step = replace(uses(f"actions/checkout@{HASH}", ref=ref), told={"R": told} if told else {})
    assert bool(CASE.problems(workflows(step, events=("pull_request_target",)))) is refused


@pytest.mark.parametrize("run", ["echo ${{ env['T'] }}", "echo ${{ format('{0}', env.U) }}"])
def test_a_variable_is_followed_to_what_it_is_made_of(run: str) -> None:
    told = {"T": "${{ github['event'].issue.title }}", "U": "${{ env.T }}"}
    assert len(CASE.problems(workflows(replace(runs(run), told=told)))) == 1
    assert CASE.problems(workflows(replace(runs(run), told={"T": "${{ env.U }}", "U": "${{ env.T }}"}))) == ()


@pytest.mark.parametrize("here", ["./", "$/"])
def test_an_action_of_the_same_repository_is_read_as_well(tmp_path: Path, here: str) -> None:
    said = {"run": "echo ${{ github.event.pull_request.title }}", "shell": "bash"}
    action = tmp_path / ".github" / "actions" / "greet"
    action.mkdir(parents=True)
    (action / "action.yml").write_text(json.dumps({"runs": {"using": "composite", "steps": [said]}}))
    whole = {"on": "pull_request", "jobs": {"build": {"steps": [{"uses": f"{here}.github/actions/greet"}]}}}
    (tmp_path / "ship.yml").write_text(json.dumps(whole))
    target = cast("Target", SimpleNamespace(source=tmp_path))
    (problem,) = CASE.problems(read_workflows(target, Pipeline(paths=("ship.yml",))))
    assert "greet" in problem.where
