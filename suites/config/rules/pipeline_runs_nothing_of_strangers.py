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
from gonogo.suites.config.observations.pipeline import Step, Workflow, Workflows

_PRIVILEGED = {"pull_request_target", "workflow_run", "issue_comment"}
_ANSWERED = re.compile(
    r"\b(?:contains|startsWith|endsWith)\((?:[^()]|\([^()]*\))*\)|[\w.*\[\]-]+\s*[!=]=\s*(?:'[^']*'|[\w.]+)",
    re.IGNORECASE,
)
"""What comes to a truth value, whatever a stranger wrote."""
_OF_OURS = re.compile(
    r"workflow_run\.event\s*==\s*'(?!pull_request)\w+'|workflow_run\.event\s*!=\s*'pull_request'"
    r"|(?:head\.repo|head_repository)\.full_name\s*==\s*github\.repository\b|!\s*[\w.]*head\.repo\.fork\b"
    r"|head\.repo\.fork\s*==\s*false|author_association"
)
"""A condition that holds for what somebody with rights in this repository wrote or asked for."""
_ASKS_WHO = re.compile(r"author_association|permission|collaborator|membership|github/command", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\$\{\{[^}]*(?:github\.head_ref|github\.event\.(?!inputs\.)[\w.*\[\]'-]*"
    r"(?:title|body|message|label|ref_name|head_ref|head_branch|head\.ref|head\.label|(?:head\.repo|head_repository)\.default_branch|email"
    r"|page_name|display_title)\b|github\.event\.[\w.*\[\]'-]*author\.name"
    r"|(?i:toJSON)\(\s*github(?:\.event(?:\.(?:issue|pull_request|comment|review|discussion|commits|head_commit"
    r"|workflow_run))?)?\s*\))[^}]*\}\}"
)
_TAKES_ITS_CODE = re.compile(
    r"\bgh\s+pr\s+checkout\b"
    r"|\bgit\s+(?:checkout|switch|pull|merge|reset)\b[^\n;&|]*(?:\bpull/|head[._](?:sha|ref)\b|head\.repo)"
    r"|\bgit\s+fetch\b[^\n;&|]*\bpull/[\s\S]*\bgit\s+(?:checkout|switch|merge|reset)\b[^\n;&|]*FETCH_HEAD"
    r"|\bgit\s+fetch\b[^\n;&|]*\bpull/[^\n;&|]*?/(?:head|merge):(?:refs/heads/)?(?P<branch>[^\s\"';&|]+)"
    r"[\s\S]*?\bgit\s+(?:checkout|switch|merge|reset)\b[^\n;&|]*(?<![\w-])(?P=branch)(?![\w-])"
)
"""A script takes what the pull request has in place of what lies here; to fetch and compare runs nothing."""
_HEAD = re.compile(
    r"head\.(?:sha|ref|repo)|head_ref|head_sha|head_branch|refs/pull/|merge_commit_sha|\.number"
)


_LINES_OF_STRANGERS = re.compile(
    r"github\.event\.[\w.*\[\]'-]*(?:body|message|description)\b|(?i:toJSON)\(\s*github"
)
"""What may have several lines: of such a text each may be a variable of its own."""
_FOR_ALL_STEPS = re.compile(r"(?:>>?|\btee\b(?:\s+-a)?)\s*\"?\$\{?(?:GITHUB_ENV|GITHUB_PATH)\b")
"""A command writes what the runner reads before each step that follows."""


@rule("config.pipeline")
def judge(seen: Workflows) -> Judgement:
    """Refuse such words in a script, and a checkout of the pull request where the event has secrets."""
    problems = [
        Problem(step.where, "a variable of its environment", found[0])
        for file in (*seen.workflows, *seen.followed)
        for step in file.steps
        if (found := _FOREIGN.search(_ANSWERED.sub("true", f"{step.run}\n{step.script}")))
    ]
    problems += [
        Problem(step.where, "no code of the pull request", f"{', '.join(workflow.events)}: {step.ref}")
        for workflow in seen.workflows
        for step in workflow.steps
        if _is_open(workflow, step) and "checkout" in step.uses and _HEAD.search(step.ref)
    ]
    problems += [
        Problem(step.where, "no code of the pull request", f"{', '.join(workflow.events)}: {found[0][:200]}")
        for workflow in seen.workflows
        for step in workflow.steps
        if _is_open(workflow, step) and (found := _TAKES_ITS_CODE.search(_filled(step)))
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
    events = _PRIVILEGED & {*workflow.events}
    if events == {"issue_comment"}:
        said = "\n".join(f"{one.uses} {one.run} {one.script} {one.asked}" for one in workflow.steps)
        return not _ASKS_WHO.search(said)
    return bool(events) and not all(_OF_OURS.search(part) for part in step.asked.split("||"))


def _filled(step: Step) -> str:
    """Return a script with what the workflow puts into its variables."""
    return re.sub(r"\$(?:(\w+)|\{(\w+)\})", lambda one: step.told.get(one[1] or one[2], one[0]), step.run)


def _kept_for_others(step: Step) -> Iterator[str]:
    """Give each command that writes a stranger's text, as it is, to where the runner reads variables.

    One that goes through a pipe may have been made one line.
    """
    names = [re.escape(name) for name, value in step.told.items() if _LINES_OF_STRANGERS.search(value)]
    if not names:
        return
    used = re.compile(rf"\$(?:{'|'.join(names)})\b|\$\{{(?:{'|'.join(names)})\}}")
    for line in step.run.splitlines():
        if _FOR_ALL_STEPS.search(line) and used.search(line) and "|" not in line:
            yield line.strip()[:200]
