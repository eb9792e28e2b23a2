"""Compare a contract with its compose files before anything is started: what they lack is exit 4."""

from __future__ import annotations

from gonogo.contract.deployment import Compose
from gonogo.targets.base import TargetError
from gonogo.targets.baseline import image_of
from gonogo.targets.baseline_image import check_image
from gonogo.targets.context import Context
from gonogo.targets.missing_files import missing_secrets, missing_variables
from gonogo.targets.preflight import closure, complaints
from gonogo.targets.project import Project
from gonogo.targets.rendering import render


def check_files(project: Project, context: Context, compose: Compose) -> None:
    """Raise ValueError with a sentence for each thing; what else compose refuses is for the start to say."""
    folder = project.files[0].parent
    try:
        rendered = project.rendered
    except TargetError as refused:
        _refuse(missing_variables(str(refused), folder))
        return
    if complaints(rendered, context.contract):
        _refuse(complaints(rendered, context.contract, render(context, ("*",)).services))
    started = closure(rendered.get("services") or {}, compose.only)
    _refuse(missing_secrets(rendered, started, folder))
    if image := image_of(context):
        check_image(project, compose, image, builds=context.options.build)


def _refuse(said: list[str]) -> None:
    if said:
        raise ValueError("\n".join(said))
