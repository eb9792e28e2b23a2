"""What the pipeline asks before it ships can stop it.

Why: a check whose failure is passed over is a check that nobody makes, and every page of the run is green.
Reference: GitHub Actions, `continue-on-error`; OWASP ASVS 5.0 15.2.1; docs/pipeline.md.
Remedy: take `continue-on-error` and `|| true` away from it; make what may fail a step of its own, and
name its job under the `needs` of what ships.
"""

from __future__ import annotations

import re

from gonogo.contract.config import Pipeline
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.observations.pipeline import Step, Workflow, Workflows
from gonogo.suites.config.shell.checks import can_fail, hides
from gonogo.suites.config.shell.syntax import does

_TOOTHLESS = re.compile(
    r"\s(?:--exit-zero|--no-fail|--collect-only|--fail-never|-DskipTests|-Dmaven\.test\.(?:failure\.ignore|skip))"
    r"(?:=true)?(?=\s|$)"
)
"""Options by which a check ends well whatever it finds, or looks at nothing."""
_SHELLS = {"": ("bash", "-e"), "bash": ("bash", "-e", "-o", "pipefail"), "sh": ("sh", "-e")}
"""What a runner starts for each name, and for none ("Workflow syntax", steps[*].shell)."""
_SHIPS = re.compile(
    r"\b(?:deploy|promote|roll[- ]?out)\b|\bdocker\s+(?:push|stack\s+deploy)\b|\bhelm\s+(?:upgrade|install)\b"
    r"|\bkubectl\s+(?:apply|set)\b|\b(?:npm|yarn|pnpm|cargo|poetry|uv)\s+publish\b|\btwine\s+upload\b"
    r"|\bgem\s+push\b|\bgh\s+release\s+create\b|\bpypi-publish\b",
    re.IGNORECASE,
)
_CLEARS = re.compile(
    r"\b(?:roll[- ]?back|undo|clean(?:[- ]?up)?|destroy|down|delete|status|logs?|url|cache|pages|docs|allure"
    r"|reports?|results?|coverage|storybook|preview|notify|slack)\b",
    re.IGNORECASE,
)
"""What such a step does instead, or ships beside the release: pages of results, a cache."""
_EITHER = r"\bsuccess\(\)\s*\|\|\s*failure\(\)|\bfailure\(\)\s*\|\|\s*success\(\)"
_ANYWAY = re.compile(rf"\balways\(\)|!\s*cancelled\(\)|{_EITHER}")
_ASKS_HOW = re.compile(r"!\s*failure\(\)|\b(?:steps|needs|env)\.|(?<!!)\bsuccess\(\)")
"""Without such a question, a condition with one of the words above holds whatever the steps before found."""


@rule("config.pipeline.gates")
def judge(seen: Workflows, pipeline: Pipeline) -> Judgement:
    """Refuse a promised command that no step runs, whose failure ends no step, or that nothing waits for."""
    if not seen.steps:
        return Judgement.cannot_tell("config.pipeline.paths has no step")
    problems, examined = [], 0
    known = {step.job for step in seen.steps if any(gate in step.run + step.uses for gate in pipeline.gates)}
    for gate in pipeline.gates:
        named = [step for step in seen.steps if gate in step.run or gate in step.uses]
        steps = [step for step in named if _runs(step, gate)]
        others = [other for other in pipeline.gates if other != gate]
        examined += len(steps)
        problems += [
            Problem(step.where, f"a failure of {gate} ends it", said)
            for step in steps
            if (said := _said(step, gate, others))
        ]
        if steps and all(_is_toothless(step, gate) for step in steps):
            problems.append(
                Problem(steps[0].where, f"a failure of {gate} ends it", steps[0].run.strip()[-200:])
            )
        problems += [] if steps else [Problem(gate, "a step that runs it", _none(named))]
        problems += [problem for one in seen.workflows if (problem := _unawaited(one, gate, steps, known))]
        problems += [
            Problem(later.where, f"a failure of {gate} keeps it from running", f"if: {later.asked}")
            for one in seen.workflows
            for later in _shipped_anyway(one, steps)
        ]
    return Judgement(max(examined, len(problems)), tuple(problems))


def _unawaited(workflow: Workflow, gate: str, steps: list[Step], known: set[str]) -> Problem | None:
    """Say that jobs ship beside a command: no job that runs it in this file is waited for, or waits."""
    passed = [(step, workflow.unawaited(step.job, known)) for step in steps if step.file == workflow.file]
    if not passed or not all(jobs for _, jobs in passed):
        return None
    step, jobs = passed[0]
    return Problem(step.where, f"what ships waits for {gate}", f"{', '.join(jobs)} does not")


def _shipped_anyway(workflow: Workflow, steps: list[Step]) -> list[Step]:
    """Return the steps that ship behind a command of their job, and run whatever became of it."""
    asked = {step.job: step.asked for step in reversed(steps) if step.file == workflow.file}
    begun, found = set(), []
    for step in workflow.steps:
        if step in steps:
            begun.add(step.job)
        elif step.job in begun and _ships(step) and _is_more_lenient(step.asked, asked[step.job]):
            found.append(step)
    return found


def _ships(step: Step) -> bool:
    said = f"{step.run} {step.uses}"
    return _SHIPS.search(said) is not None and not _CLEARS.search(f"{step.name} {said}")


def _is_more_lenient(asked: str, before: str) -> bool:
    """Whether a step has a condition of its own, beside its job's, by which it runs after a failure too."""
    lenient = len(_ANYWAY.findall(asked)) > len(_ANYWAY.findall(before))
    return lenient and not _ASKS_HOW.search(re.sub(_EITHER, "", asked))


def _own(shell: str) -> tuple[str, ...]:
    """Return the words of a template such as `bash -euo pipefail {0}`, without what stands for the script."""
    return tuple(word for word in shell.split() if word != "{0}")


def _runs(step: Step, gate: str) -> bool:
    """Whether it is not switched off, and does what it names: a comment and an `echo` do nothing."""
    is_shell = step.shell.partition(" ")[0] in _SHELLS
    return not step.idle and (gate in step.uses or not is_shell or does(step.run, gate))


def _none(named: list[Step]) -> str:
    """Say where it stands though nothing runs it."""
    return f"none; switched off, or only told of, in {named[0].where}" if named else "none"


def _said(step: Step, gate: str, others: list[str]) -> str:
    if step.tolerated:
        return "its failure is passed over"
    command = ("CMD", *_SHELLS.get(step.shell, _own(step.shell)), "-c", step.run)
    never = step.run and can_fail(command, filed=True) is False
    if never or (step.run and hides(command, gate, others) and not _tells(step, gate)):
        return step.run.strip()[-200:]
    return ""


def _is_toothless(step: Step, gate: str) -> bool:
    lines = [line for line in step.run.replace("\\\n", " ").splitlines() if gate in line]
    return bool(lines) and all(_TOOTHLESS.search(line) for line in lines)


def _tells(step: Step, gate: str) -> bool:
    """Whether what follows the command leaves word for a later step, which may end the job."""
    return any(name in step.run[step.run.index(gate) :] for name in ("GITHUB_OUTPUT", "GITHUB_ENV"))
