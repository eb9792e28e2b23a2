"""Compare a contract with its compose files before anything is started: what they lack is exit 4."""

from __future__ import annotations

from gonogo.contract.deployment import Compose
from gonogo.targets.base import TargetError
from gonogo.targets.baseline_asked import asked_of
from gonogo.targets.baseline_image import check_image, check_networks
from gonogo.targets.baseline_named import Kind
from gonogo.targets.baseline_source import check_revision
from gonogo.targets.context import Context
from gonogo.targets.hindrances import hindrances
from gonogo.targets.missing_files import missing_secrets, missing_variables, unreadable
from gonogo.targets.preflight import closure, complaints, named
from gonogo.targets.project import Project
from gonogo.targets.refusals import refusal_of
from gonogo.targets.rendering import render
from gonogo.targets.revisions import Revision


def check_files(project: Project, context: Context, compose: Compose) -> None:
    """Raise ValueError with a sentence for each thing; where compose itself is missing, the start says so."""
    folder = project.files[0].parent
    _refuse(unreadable(project.files))
    try:
        rendered = project.rendered
    except TargetError as refused:
        _refuse(missing_variables(str(refused), folder) or refusal_of(str(refused)))
        return
    if complaints(rendered, context.contract):
        _refuse(complaints(rendered, context.contract, render(context, ("*",)).services))
    started = closure(rendered.get("services") or {}, compose.only)
    _refuse(missing_secrets(rendered, started, folder))
    _refuse(hindrances(rendered, started, dict(named(context.contract)), folder))
    if context.options.baseline:
        _check_baseline(project, context, compose, context.options.baseline)


def _check_baseline(project: Project, context: Context, compose: Compose, given: str) -> None:
    asked = asked_of(context, given)
    if asked.kind is Kind.URL:
        return
    check_networks(project, compose, given)
    if asked.kind is Kind.IMAGE:
        check_image(project, compose, asked.what, builds=context.options.build)
    else:
        check_revision(project, context, compose, Revision(asked.what, asked.commit))


def _refuse(said: list[str]) -> None:
    if said:
        raise ValueError("\n".join(said))
