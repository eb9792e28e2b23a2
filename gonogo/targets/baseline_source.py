"""What a git revision says of how its image is built, read of its own compose files before anything is.

The files of variables that nobody commits are today's for that moment; nothing of them gets into the build.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonogo.cleanup.engine import BASELINE
from gonogo.contract.deployment import Compose, Deployment
from gonogo.core.secrets import MissingSecretError, Secrets
from gonogo.run_id import PROJECT_PREFIX
from gonogo.targets.base import TargetError
from gonogo.targets.baseline_recipe import recipe
from gonogo.targets.baseline_start import deployment_of
from gonogo.targets.context import Context
from gonogo.targets.images import chosen_by_variable, is_named_for_content
from gonogo.targets.missing_files import missing_files
from gonogo.targets.project import Project
from gonogo.targets.revisions import (
    CheckedOut,
    Revision,
    checked_out,
    is_checked_out,
    submodules,
    top_of,
    uncommitted,
)

_MOST_FILES = 20


def check_revision(project: Project, context: Context, compose: Compose, revision: Revision) -> None:
    """Say before the start that a revision is the candidate's, or that nothing is built of it; ValueError.

    What git or compose do not say, the comparison does.
    """
    given = f"--baseline={context.options.baseline}"
    with suppress(TargetError):
        if _is_from_source(project, context, compose) and is_the_candidate(context, revision.commit):
            raise ValueError(f"{given}: it is the candidate itself: both are {revision.commit[:12]}")
        with checked_out(ours(context), revision, context.directory / "baseline-look") as source:
            try:
                read(context, revision, source)
            except ValueError as refused:
                raise ValueError(f"{given}: {refused}") from None


def _is_from_source(project: Project, context: Context, compose: Compose) -> bool:
    """Whether the candidate is what lies in the worktree, and no image that somebody chose."""
    service = project.rendered["services"][compose.service]
    if context.options.build or not service.get("build"):
        return bool(service.get("build"))
    chosen = chosen_by_variable(project.files, project.full_environment)
    return compose.service not in chosen and not is_named_for_content(str(service.get("image") or ""))


def is_the_candidate(context: Context, commit: str) -> bool:
    """Whether the worktree has the files of a commit and no other; TargetError."""
    return is_checked_out(ours(context), commit) and not changes(context)


def changes(context: Context) -> list[str]:
    """Return what of the worktree nobody has committed; a contract and a report make no other release."""
    return uncommitted(ours(context), (context.options.contract, context.options.out))


@dataclass(frozen=True)
class Source:
    """A compose file that builds a revision's image, the variables that it is run with, and the image."""

    file: dict[str, Any]
    environment: dict[str, str]
    image: str

    @property
    def images(self) -> list[str]:
        """What it leaves on the engine, by name."""
        return [str(service["image"]) for service in self.file["services"].values()]


def read(context: Context, revision: Revision, source: CheckedOut) -> Source:
    """Read how a revision is built; ValueError with one sentence where nothing of it is.

    TargetError where compose refuses its files.
    """
    deployment = deployment_of(source.folder / context.options.contract.name)
    compose = _compose_of(deployment) or _compose_of(context.contract.deployment)
    assert compose is not None  # that target has one
    files = _files(source, compose)
    environment = _environment(context, deployment)
    project = Project(name_of(context), files, environment)
    today = top_of(ours(context))
    made = recipe(_rendered(project, source.root, today), compose.service, _tag_of(context), source.root)
    _has_no_submodule(submodules(ours(context), revision.commit), source, made)
    for secret in made["secrets"].values():
        _from_today(secret, source.root, today)
    return Source({"name": project.name} | made, environment, made["services"][compose.service]["image"])


def ours(context: Context) -> Path:
    """Return the contract's folder, which says the repository."""
    return context.options.contract.parent


def called(context: Context, revision: Revision) -> str:
    """Return its name, with a word where the candidate is that commit and what nobody has committed."""
    if not is_checked_out(ours(context), revision.commit) or not (changed := changes(context)):
        return str(revision)
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    first = changed[0].encode(errors="replace").decode()
    return f"{revision} without the candidate's uncommitted {first}{more}"


def name_of(context: Context) -> str:
    """Return the name of the run's own under which images are built to compare with."""
    return f"{PROJECT_PREFIX}{context.run}-{BASELINE}"


def _tag_of(context: Context) -> Callable[[str], str]:
    return lambda service: f"{name_of(context)}:{service}"


def _compose_of(deployment: Deployment | None) -> Compose | None:
    return deployment.compose if deployment else None


def _files(source: CheckedOut, compose: Compose) -> tuple[Path, ...]:
    """Return the compose files that the revision has; an override of today's may be younger than it."""
    stated = [(source.folder / file).resolve() for file in compose.files]
    found = [file for file in stated if file.is_file() and file.is_relative_to(source.root)]
    if not found:
        raise ValueError(f"it has none of {', '.join(compose.files)}; name an image of it (NAME:TAG)")
    return tuple(found)


def _environment(context: Context, own: Deployment | None) -> dict[str, str]:
    """Return the variables of both contracts, where they have a value: compose says which it cannot miss."""
    both = [one for one in (context.contract.deployment, own) if one is not None]
    names = [name for one in both for name in one.generated]
    secrets = Secrets({**Secrets.generate(names).generated, **context.secrets.generated})
    stated = {name: value for one in map(_compose_of, both) if one for name, value in one.environment.items()}
    found: dict[str, str] = {}
    for name, value in stated.items():
        with suppress(MissingSecretError):
            found[name] = secrets.resolve(value)
    return found


def _rendered(project: Project, root: Path, today: Path) -> dict[str, Any]:
    """Render them with today's files of variables where the revision has none: nobody commits these."""
    lent: list[Path] = []
    try:
        _lend([project.files[0].parent / ".env"], root, today, lent)
        for _ in range(_MOST_FILES):
            try:
                return project.rendered
            except TargetError as refused:
                missing = [file for file in missing_files(str(refused)) if file not in lent]
                if not _lend(missing, root, today, lent, made_up=True):
                    raise
        return project.rendered
    finally:
        for file in lent:
            file.unlink(missing_ok=True)


def _lend(files: Sequence[Path], root: Path, today: Path, lent: list[Path], *, made_up: bool = False) -> bool:
    """Lay today's files at the same places of a revision, or empty ones; whether there was any to lay."""
    for file in files:
        if file.exists() or not file.parent.resolve().is_relative_to(root):
            continue
        current = today / file.relative_to(root)
        if not (current.is_file() or made_up):
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        lent.append(file)
        file.touch(mode=0o600)
        if current.is_file():
            shutil.copyfile(current, file)
    return any(file in lent for file in files)


def _from_today(secret: dict[str, Any], root: Path, today: Path) -> None:
    """Have a secret of the build read from today's file where the revision has none."""
    file = Path(str(secret.get("file") or ""))
    if secret.get("file") and not file.exists() and file.is_relative_to(root):
        secret["file"] = str(today / file.relative_to(root))


def _has_no_submodule(found: list[str], source: CheckedOut, made: dict[str, Any]) -> None:
    """Refuse to build without files that a build may copy: what lacks a part of itself may be quicker."""
    contexts = {Path(str(one["build"].get("context") or "")) for one in made["services"].values()}
    for path in found:
        place = source.root / path
        if contexts & {place, *place.parents}:
            raise ValueError(f"its submodule {path} is not here: build it, and name the image (NAME:TAG)")
