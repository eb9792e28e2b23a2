"""A baseline from a git revision on an engine: its image, built as its own compose files say, for the time.

The image has a name of the run's own, by which the sweep finds it too. It is removed by that name: an engine
that has all of a build in its cache gives it the ID of another image, which is somebody's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from gonogo.cleanup.engine import EngineError, Resource, remove
from gonogo.targets.base import TargetError
from gonogo.targets.baseline_source import Source, called, name_of, ours, read
from gonogo.targets.context import Context
from gonogo.targets.project import Project
from gonogo.targets.revisions import Revision, checked_out
from gonogo.targets.telling import divided, last_lines

_BUILD_SECONDS = 420.0
"""Two starts and the comparison have to fit into the experiment's time as well."""
_LATE = re.compile(r"build: Command .* timed out after \d[\d.]* seconds$", re.DOTALL)
_LINES = 30


@contextmanager
def built(context: Context, revision: Revision) -> Iterator[tuple[str, str]]:
    """Give the name of a revision's image, and what the revision is called; TargetError."""
    told = called(context, revision)
    with ExitStack() as ends:
        with checked_out(ours(context), revision, context.directory / "baseline-source") as source:
            try:
                made = read(context, revision, source)
            except ValueError as refused:
                raise TargetError(f"the baseline {revision} is not built: {refused}") from None
            ends.callback(_remove, context.run, made.images)
            _build(context, revision, made)
        yield made.image, told


def _build(context: Context, revision: Revision, made: Source) -> None:
    file = context.directory / "baseline-build.json"
    file.touch(mode=0o600)
    file.write_text(json.dumps(made.file), encoding="utf-8")
    try:
        Project(name_of(context), (file,), made.environment).compose("build", seconds=_BUILD_SECONDS)
    except TargetError as broken:
        raise TargetError(why_not_built(revision, str(broken))) from None
    finally:
        file.unlink(missing_ok=True)


def why_not_built(revision: Revision, said: str) -> str:
    """Return one sentence that has the build's last word, and its last lines below."""
    if _LATE.match(said):
        return f"the baseline {revision} cannot be built: that did not end within {_BUILD_SECONDS:g} s"
    causes, _ = divided(said)
    last = causes[-1] if causes else said.strip()
    lines = last_lines(said.strip(), _LINES)
    return f"the baseline {revision} cannot be built: {last}" + (f"\n{lines}" if lines != last else "")


def _remove(run: str, images: Iterable[str]) -> None:
    """Remove them; what withstands is left to the run's sweep."""
    with suppress(EngineError):
        remove(Resource("image", image, image, run) for image in images)
