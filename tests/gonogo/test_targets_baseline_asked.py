"""What `--baseline` names is decided by what is here, once in a run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import ImageNotFound

from gonogo.core.secrets import Secrets
from gonogo.options import Options
from gonogo.targets import engine
from gonogo.targets.baseline_asked import asked_of
from gonogo.targets.baseline_named import Kind
from gonogo.targets.context import SECOND, Context
from tests.gonogo.repositories import committed, git
from tests.judging import contract

ID = "sha256:" + "0a" * 32


class Images:
    """An engine's images, found by name and by the beginning of their ID."""

    def __init__(self, *names: str) -> None:
        self.names, self.asked, self.images = names, 0, self

    def get(self, word: str) -> Any:
        self.asked += 1
        if word in self.names or ID.removeprefix("sha256:").startswith(word):
            return SimpleNamespace(id=ID)
        raise ImageNotFound("none")


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A run whose contract lies in a repository with the branches *shop* and `0a0a0a0a`."""
    committed(tmp_path / "source", served="1")
    for branch in ("shop", "0a0a0a0a", "release/1.4"):
        git(tmp_path / "source", "branch", branch)
    run = tmp_path / "run"
    run.mkdir()
    options = Options("compose", tmp_path / "source/gonogo.yaml", (), None, (), False, run)
    return Context("run", run, options, contract(), Secrets())


@pytest.mark.parametrize(
    ("word", "target", "kind"),
    [
        ("shop", "compose", Kind.IMAGE),
        ("shop", "local", Kind.REVISION),
        ("git:shop", "compose", Kind.REVISION),
        ("0a0a0a0a", "compose", Kind.REVISION),
        ("release/1.4", "compose", Kind.REVISION),
        ("HEAD", "compose", Kind.REVISION),
        ("http://127.0.0.1:1", "compose", Kind.URL),
    ],
)
def test_a_name_of_an_image_that_is_here_is_an_image(
    context: Context, monkeypatch: pytest.MonkeyPatch, word: str, target: str, kind: Kind
) -> None:
    monkeypatch.setattr(engine, "connect", lambda: Images("shop"))
    asked = asked_of(replace(context, options=replace(context.options, target=target)), word)
    assert asked.kind is kind
    assert bool(asked.commit) is (kind is Kind.REVISION)


def test_it_is_decided_once_in_a_run(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    images = Images()
    monkeypatch.setattr(engine, "connect", lambda: images)
    first = asked_of(context, "shop")
    images.names = ("shop",)
    git(
        context.options.contract.parent,
        "branch",
        "--force",
        "shop",
        committed(context.options.contract.parent),
    )
    second = context.directory / SECOND
    second.mkdir()
    assert asked_of(context, "shop") == first
    assert asked_of(replace(context, directory=second, name=SECOND), "shop") == first
    assert (first.kind, images.asked) == (Kind.REVISION, 1)


def test_what_cannot_be_is_said_each_time(context: Context) -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="--baseline=image:Shop: Shop is no image"):
            asked_of(context, "image:Shop")
