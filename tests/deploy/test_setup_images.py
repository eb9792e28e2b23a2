"""An image is built again when, and only when, something that goes into it changed."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from deploy.setup import base, docker, images, rootfs
from deploy.setup.commands import ROOT
from deploy.setup.hashes import content_hash
from deploy.setup.steps import SetupError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "main.py").write_text("print(1)\n")
    (tmp_path / "lock").write_text("a==1\n")
    return tmp_path


def test_the_same_inputs_have_the_same_hash(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    copy = tmp_path_factory.mktemp("copy") / "tree"
    shutil.copytree(tree, copy)
    assert content_hash(tree, ["app", "lock"]) == content_hash(copy, ["lock", "app"])


@pytest.mark.parametrize("change", ["content", "name", "mode", "fact"])
def test_any_change_of_an_input_changes_the_hash(tree: Path, change: str) -> None:
    before, main = content_hash(tree, ["app", "lock"], ["BASE=1"]), tree / "app" / "main.py"
    if change == "content":
        main.write_text("print(2)\n")
    elif change == "name":
        main.rename(main.with_name("other.py"))
    elif change == "mode":
        main.chmod(0o755)
    assert content_hash(tree, ["app", "lock"], ["BASE=2" if change == "fact" else "BASE=1"]) != before


def test_compiled_python_is_no_input(tree: Path) -> None:
    before = content_hash(tree, ["app"])
    (tree / "app" / "__pycache__").mkdir()
    (tree / "app" / "__pycache__" / "main.pyc").write_bytes(b"x")
    assert content_hash(tree, ["app"]) == before


def test_a_missing_input_is_an_error(tree: Path) -> None:
    with pytest.raises(FileNotFoundError, match="an input of an image is missing"):
        content_hash(tree, ["gone"])


@pytest.mark.parametrize("image", images.IMAGES, ids=lambda image: image.name)
def test_everything_that_a_dockerfile_copies_is_an_input(image: images.Image) -> None:
    text = (ROOT / image.dockerfile).read_text().split("\n# The gate, for", maxsplit=1)[0]
    context = "" if image.context == "." else f"{image.context}/"
    copied = re.findall(r"^COPY (?:--chown=\S+ )?(?!--from)(.+) \S+$", text, re.MULTILINE)
    for source in (word for words in copied for word in words.split()):
        path = f"{context}{source}".rstrip("/")
        assert any(path == known or path.startswith(f"{known}/") for known in image.inputs), path
    assert image.dockerfile in image.inputs or any(
        image.dockerfile.startswith(f"{known}/") for known in image.inputs
    )


def test_another_base_means_other_images() -> None:
    one, other = images.references("gonogo/base:1"), images.references("gonogo/base:2")
    assert {image.name for image in one} == {
        "ukp",
        "postgres",
        "valkey",
        "haproxy",
        "prometheus",
        "alertmanager",
        "postgres-exporter",
        "valkey-exporter",
    }
    assert all(one[image] != other[image] for image in one)


def test_another_authority_means_another_base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(base, "AUTHORITIES", tmp_path)
    without = base.reference()
    (tmp_path / "company.crt").write_text("-----BEGIN CERTIFICATE-----\n")
    assert base.reference() != without


def test_the_base_is_not_built_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docker, "images", lambda: {base.reference(): "sha256:1", base.ALIAS: "sha256:1"})
    assert base.provide() == f"{base.reference()} is there"


def test_without_a_registry_only_root_can_make_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(_: object) -> None:
        raise SetupError("pulling debian:13-slim: no such host")

    monkeypatch.setattr(docker, "present", lambda _: False)
    monkeypatch.setattr(rootfs, "work", unreachable)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(SetupError, match="docker load") as refused:
        rootfs.provide()
    assert "no such host" in str(refused.value)
