"""An image by its digest is fetched, and is called the same wherever it is pushed to."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.scan import image as module
from deploy.scan.image import Image, identity
from deploy.scan.model import NotPossibleError
from deploy.setup.commands import Answer

DIGEST = f"sha256:{'a' * 64}"


@pytest.mark.parametrize(
    ("reference", "repository", "place", "digest"),
    [
        ("gonogo/ukp:33277c3c70fb0e58", "gonogo/ukp", "image gonogo/ukp", "sha256:id"),
        ("gonogo/ukp", "gonogo/ukp", "image gonogo/ukp", "sha256:id"),
        (f"localhost:5000/ukp@{DIGEST}", "localhost:5000/ukp", "image ukp", DIGEST),
        (f"registry.example/a/ukp@{DIGEST}", "registry.example/a/ukp", "image a/ukp", DIGEST),
        ("localhost:5000/ukp", "localhost:5000/ukp", "image ukp", "sha256:id"),
    ],
)
def test_its_name_goes_without_tag_digest_and_registry(
    reference: str, repository: str, place: str, digest: str
) -> None:
    image = Image(reference, "sha256:id", Path("image.tar"), frozenset(), frozenset())
    assert (image.repository, image.place, image.digest) == (repository, place, digest)


class Engine:
    """An engine that has what it pulled."""

    def __init__(self, *gives: str) -> None:
        self.gives, self.here, self.pulled = gives, set[str](), list[str]()

    def ask(self, *words: str, **_: float) -> Answer:
        name = words[-1]
        if words[1] == "pull":
            self.pulled.append(name)
            self.here |= {name} & set(self.gives)
            return Answer(0, name, "") if name in self.here else Answer(1, "", "connection refused")
        return Answer(0, "sha256:id", "") if name in self.here else Answer(1, "", "No such image")


def test_one_by_digest_that_is_not_here_is_pulled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(name := f"registry.example/ukp@{DIGEST}")
    monkeypatch.setattr(module, "ask", engine.ask)
    assert identity(name) == identity(name) == "sha256:id"
    assert engine.pulled == [name]


@pytest.mark.parametrize(
    ("name", "why", "pulls"),
    [(f"registry.example/ukp@{DIGEST}", "connection refused", 1), ("gonogo/ukp:1", "No such image", 0)],
)
def test_one_that_cannot_be_had_is_said(
    monkeypatch: pytest.MonkeyPatch, name: str, why: str, pulls: int
) -> None:
    engine = Engine()
    monkeypatch.setattr(module, "ask", engine.ask)
    with pytest.raises(NotPossibleError, match=f"is not there: {why}"):
        identity(name)
    assert len(engine.pulled) == pulls
