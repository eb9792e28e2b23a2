"""No workflow runs what a stranger wrote with more rights than the stranger has.

Why: a title, a branch's name or a body that is put into a script is a part of the script; and a workflow
that has secrets at somebody else's pull request, and checks that out, runs it with them.
Reference: zizmor, template-injection and dangerous-triggers; GitHub, "Security hardening for GitHub
Actions".
Remedy: hand such words to a script as variables of its environment; build pull requests without secrets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.config.artefacts import runs_an_artefact
from gonogo.suites.config.clones import runs_a_clone
from gonogo.suites.config.expressions import expressions, filled, outcomes, plainly
from gonogo.suites.config.observations.pipeline import Step, Workflow, Workflows
from gonogo.suites.config.outputs import with_outputs

_PRIVILEGED = {"pull_request_target", "workflow_run", "issue_comment"}
_OF_OURS = re.compile(
    r"workflow_run\.event\s*==\s*'(?!pull_request)\w+'|workflow_run\.event\s*!=\s*'pull_request'"
    r"|(?:head\.repo|head_repository)\.full_name\s*==\s*github\.repository\b|!\s*[\w.]*head\.repo\.fork\b"
    r"|head\.repo\.fork\s*==\s*false|author_association"
)
"""A condition that holds for what somebody with rights in this repository wrote or asked for."""
_ASKS_WHO = re.compile(r"author_association|permission|collaborator|membership|github/command", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\bgithub\.head_ref\b|\bgithub\.event\.(?!inputs\.)[\w.*-]*"
    r"(?:title|body|message|label|ref_name|head_ref|head_branch|head\.ref|head\.label"
    r"|(?:head\.repo|head_repository)\.default_branch|email|page_name|display_title)\b"
    r"|\bgithub\.event\.[\w.*-]*author\.name\b"
    r"|^tojson\(github(?:\.event(?:\.(?:issue|pull_request(?:\.head(?:\.repo)?)?|comment|review|discussion|pages"
    r"|commits(?:\.[\d*]+)?|head_commit(?:\.author)?|workflow_run(?:\.head_commit|\.head_repository)?))?)?\)",
    re.IGNORECASE,
)
_BY_VARIABLE = re.compile(r"^(?:tojson\()?(?:env\.([\w-]+)|(steps\.[\w-]+\.outputs\.[\w-]+))", re.IGNORECASE)
_MOST_VARIABLES = 4
"""So many may be made of one another: a step's of its job's, that of the workflow's."""
_TAKES_ITS_CODE = re.compile(
    r"\bgh\s+pr\s+checkout\b"
    r"|\bgit\s+(?:checkout|switch|pull|merge|reset)\b[^\n;&|]*(?:\bpull/|head[._](?:sha|ref)\b|head\.repo)"
    r"|\bgit\s+fetch\b[^\n;&|]*(?:\bpull/|head\.repo)[\s\S]*\bgit\s+(?:checkout|switch|merge|reset)\b[^\n;&|]*FETCH_HEAD"
    r"|\bgit\s+fetch\b[^\n;&|]*\bpull/[^\n;&|]*?/(?:head|merge):(?:refs/heads/)?(?P<branch>[^\s\"';&|]+)"
    r"[\s\S]*?\bgit\s+(?:checkout|switch|merge|reset)\b[^\n;&|]*(?<![\w-])(?P=branch)(?![\w-])",
    re.IGNORECASE,
)
"""A script takes what the pull request has in place of what lies here; to fetch and compare runs nothing."""
_HEAD = re.compile(
    r"head\.(?:sha|ref|repo)|head_ref|head_sha|head_branch|refs/pull/|merge_commit_sha|\.number",
    re.IGNORECASE,
)
_LINES_OF_STRANGERS = re.compile(
    r"\bgithub\.event\.[\w.*-]*(?:body|message|description)\b|^tojson\(github", re.IGNORECASE
)
"""What may have several lines: of such a text each may be a variable of its own."""
_FOR_ALL_STEPS = re.compile(r"(?:>>?|\btee\b(?:\s+-a)?)\s*\"?\$\{?(?:GITHUB_ENV|GITHUB_PATH)\b")
"""A command writes what the runner reads before each step that follows."""


@rule("config.pipeline")
def judge(seen: Workflows) -> Judgement:
    """Refuse such words in a script, and a checkout of the pull request where the event has secrets."""
    problems = [
        Problem(step.where, "a variable of its environment", found[:200])
        for file in (*seen.workflows, *seen.followed)
        for step, told in with_outputs(file)
        if (found := _of_strangers(step, told))
    ]
    problems += [
        Problem(step.where, "no code of the pull request", f"{', '.join(workflow.events)}: {step.ref}")
        for workflow in seen.workflows
        for step in workflow.steps
        if _is_open(workflow, step)
        and "checkout" in step.uses
        and _HEAD.search(filled(_put_in(step.ref, step.told)))
    ]
    problems += [
        Problem(step.where, "no code of the pull request", f"{', '.join(workflow.events)}: {found[:200]}")
        for workflow in seen.workflows
        for step in workflow.steps
        if _is_open(workflow, step) and (found := _takes_its_code(step))
    ]
    problems += [
        Problem(f"{workflow.file}, {job}", "nothing that another run left is run", found[:200])
        for workflow in seen.workflows
        if any("pull_request" in one.events for one in seen.workflows)
        for job in dict.fromkeys(step.job for step in workflow.steps)
        if (found := _runs_what_was_left(workflow, job))
    ]
    problems += [
        Problem(step.where, "no text of strangers in the environment of other steps", line)
        for file in (*seen.workflows, *seen.followed)
        for step in file.steps
        for line in _kept_for_others(step)
    ]
    return Judgement(len(seen.steps), tuple(problems), "config.pipeline.paths has no step")


def _is_open(workflow: Workflow, step: Step) -> bool:
    """Whether a stranger can have a step run with secrets; who comments may be asked for by another step."""
    asked = plainly(step.asked)
    events = _PRIVILEGED & {*workflow.events}
    if events == {"issue_comment"}:
        said = "\n".join(f"{one.uses} {one.run} {one.script} {one.asked}" for one in workflow.steps)
        return not _ASKS_WHO.search(said)
    return bool(events) and not all(_OF_OURS.search(part) for part in asked.split("||"))


def _of_strangers(step: Step, told: dict[str, str]) -> str:
    """Return the first expression of its scripts of which a stranger's words come out, empty for none."""
    for written, inside in expressions(f"{step.run}\n{step.script}"):
        if any(map(_FOREIGN.search, _made_of(inside, told))):
            return written
    return ""


def _made_of(inside: str, told: dict[str, str], most: int = _MOST_VARIABLES) -> Iterator[str]:
    """Give what comes out of an expression, variables of the workflow followed to what they are made of."""
    for one in outcomes(inside):
        found = _BY_VARIABLE.match(one)
        value = told.get(found[1] or found[2].lower(), "") if found else ""
        if value and most:
            for _, further in expressions(value):
                yield from _made_of(further, told, most - 1)
        elif one[0] != "'":
            yield one


def _put_in(text: str, told: dict[str, str]) -> str:
    """Return a text with the values of the variables of which its expressions are made."""
    for written, inside in expressions(text):
        named = [found[1] for one in outcomes(inside) if (found := _BY_VARIABLE.match(one))]
        if values := [told[name] for name in named if name in told]:
            text = text.replace(written, " ".join([written, *values]))
    return text


def _ref(step: Step) -> str:
    return filled(_put_in(step.ref, step.told))


def _takes_its_code(step: Step) -> str:
    """Return the command by which a script takes the pull request's code, to be run; empty for none."""
    told = step.told
    run = re.sub(r"\$(?:(\w+)|\{(\w+)\})", lambda one: told.get(one[1] or one[2], one[0]), step.run)
    script = filled(_put_in(run, told))
    found = _TAKES_ITS_CODE.search(script)
    return found[0] if found else runs_a_clone(script)


def _runs_what_was_left(workflow: Workflow, job: str) -> str:
    """Return the command of a job by which it takes what a stranger's run has left, and runs that."""
    if "workflow_run" not in workflow.events:
        return ""
    return runs_an_artefact(s.run for s in workflow.steps if s.job == job and _is_open(workflow, s))


def _kept_for_others(step: Step) -> Iterator[str]:
    """Give each command that writes a stranger's text, as it is, to where the runner reads variables.

    One that goes through a pipe may have been made one line.
    """
    names = [
        re.escape(name)
        for name, value in step.told.items()
        for _, inside in expressions(value)
        if any(map(_LINES_OF_STRANGERS.search, _made_of(inside, step.told)))
    ]
    if not names:
        return
    any_of = f"(?:{'|'.join(names)})"
    to_all = r'(?:;\s*\})?\s*>>?\s*"?\$\{?GITHUB_'
    # without a name `printenv` and `env` write every variable
    used = re.compile(
        rf"\$(?:{any_of}\b|\{{{any_of}\}})|\bprintenv\s[^;&>]*\b{any_of}\b[^;&>]*{to_all}"
        rf"|(?:^|[;&{{(])\s*(?:printenv|env){to_all}"
    )
    for line in step.run.splitlines():
        if _FOR_ALL_STEPS.search(line) and used.search(line) and "|" not in line:
            yield line.strip()[:200]
