"""What `--baseline` names, decided once in a run: a branch moves, and a build makes images."""

from __future__ import annotations

import json

from gonogo.extras import install
from gonogo.instruments.once import once
from gonogo.targets.base import TargetError
from gonogo.targets.baseline_named import Kind, Named, is_url, named
from gonogo.targets.context import Context
from gonogo.targets.revisions import commit_of


def asked_of(context: Context, given: str) -> Named:
    """Return what is named; ValueError with one sentence for what cannot be."""
    if is_url(given):
        return Named(Kind.URL, given)
    told = json.loads(once(context.shared, "baseline-named", lambda: _decided(given, context)))
    if "wrong" in told:
        raise ValueError(told["wrong"])
    return Named(Kind(told["kind"]), told["what"], told["commit"])


def _decided(given: str, context: Context) -> str:
    folder, on_engine = context.options.contract.parent, context.options.target == "compose"
    try:
        found = named(given, lambda word: commit_of(folder, word), _is_here if on_engine else _is_not_here)
    except ValueError as wrong:
        return json.dumps({"wrong": str(wrong)})
    return json.dumps({"kind": found.kind.value, "what": found.what, "commit": found.commit})


def _is_not_here(_: str) -> bool:
    return False


def _is_here(image: str) -> bool | None:
    """Whether the engine has an image of that name, None where it does not say.

    It finds one by the beginning of its ID as well, and such a word is a commit's.
    """
    if install("stack"):
        return None
    from gonogo.targets.baseline_image import found  # noqa: PLC0415 - it needs an engine's client
    from gonogo.targets.engine import connect  # noqa: PLC0415 - it needs an engine's client

    try:
        here = found(connect(), image)
    except TargetError:
        return None
    return bool(here) and not here.removeprefix("sha256:").startswith(image)
