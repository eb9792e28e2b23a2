"""Outputs of a step that are a text as somebody wrote it, and of what they are made. Pure.

Source: GitHub, "Workflow commands" (setting an output parameter), actions/toolkit, `core.setOutput`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gonogo.suites.config.expressions import plainly
from gonogo.suites.config.observations.pipeline import Step, Workflow

_BY = r"\"?\$(?:(?P<a>\w+)|\{(?P<b>\w+)\})\"?"
_KEPT = r"(?:[^|>\n]*|[^|>]*[;\n]\s*\}\s*)>>?\s*\"?\$\{?GITHUB_OUTPUT\b"
_MARKED = r"[\"']?(?P<name>[\w-]+)<<[^\n|]*\n\s*"
_WAYS = (
    re.compile(rf"\becho\s+[\"']?(?P<name>[\w-]+)={_BY}(?=[\"'\s;]){_KEPT}"),
    re.compile(rf"\bprintf\s+[\"']?(?P<name>[\w-]+)=%s(?:\\n)?[\"']?\s+{_BY}(?=[\s;>]){_KEPT}"),
    re.compile(rf"{_MARKED}(?:echo|printf\s+[\"']?%s(?:\\n)?[\"']?)\s+{_BY}(?=[\s;>]){_KEPT}"),
    re.compile(rf"\becho\s+[\"']?::set-output\s+name=(?P<name>[\w-]+)::{_BY}[\"']?\s*(?:$|;)", re.MULTILINE),
)
"""A line, a text between two marks, the old command; what goes through a pipe may have been made another."""
_SET = re.compile(
    r"\bsetOutput\(\s*[\"'`](?P<name>[\w-]+)[\"'`]\s*,\s*(?:context\.payload(?P<path>(?:\??\.\w+)+))\s*\)"
)


def with_outputs(file: Workflow) -> Iterator[tuple[Step, dict[str, str]]]:
    """Give each step with its variables, and with the outputs that steps of its job before it have kept.

    One that a condition asks for, or that a step has taken as a variable, may have been looked at by then.
    """
    kept: dict[str, dict[str, str]] = {}
    for step in file.steps:
        known = kept.setdefault(step.job, {})
        asked = plainly(step.asked)
        yield step, {**step.told, **{name: value for name, value in known.items() if name not in asked}}
        taken = plainly("\n".join(step.told.values()))
        kept[step.job] = {name: value for name, value in known.items() if name not in taken}
        kept[step.job].update(outputs_of(step))


def outputs_of(step: Step) -> Iterator[tuple[str, str]]:
    """Give each such output as an expression asks for it, in small letters, with what it is made of.

    A variable that its script names once more may have been looked at there, and is none.
    """
    if not step.known_as:
        return
    asked = f"steps.{step.known_as}.outputs."
    for found in _SET.finditer(step.script):
        path = found["path"].replace("?", "")
        yield f"{asked}{found['name']}".lower(), f"${{{{ github.event{path} }}}}"
    for way in _WAYS:
        for found in way.finditer(step.run):
            variable = found["a"] or found["b"]
            if variable in step.told and len(re.findall(rf"\b{variable}\b", step.run)) == 1:
                yield f"{asked}{found['name']}".lower(), step.told[variable]
