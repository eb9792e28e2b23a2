"""What git has of a revision, laid in a folder that leaves nothing behind."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gonogo.targets import revisions
from gonogo.targets.base import TargetError
from gonogo.targets.revisions import (
    Revision,
    checked_out,
    commit_of,
    is_checked_out,
    submodules,
    uncommitted,
    why_none,
)
from tests.gonogo.repositories import committed, git


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two commits; the first is tagged."""
    folder = tmp_path_factory.mktemp("repository") / "source"
    committed(folder, Dockerfile="FROM one", kept="1")
    git(folder, "tag", "-a", "v1", "-m", "one")
    committed(folder, Dockerfile="FROM two")
    return folder


@pytest.fixture
def source(tmp_path: Path, repository: Path) -> Path:
    """A copy of it that the test may change."""
    return Path(shutil.copytree(repository, tmp_path / "source"))


def laid(source: Path, into: Path, word: str = "v1") -> dict[str, str]:
    with checked_out(source, Revision(word, commit_of(source, word)), into) as found:
        files = [path for path in found.folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(found.folder)): path.read_text() for path in files}


def test_the_files_of_a_revision_are_laid_and_removed(source: Path, tmp_path: Path) -> None:
    before = sorted(str(path) for path in (source / ".git").rglob("*"))
    assert laid(source, tmp_path / "into") == {"Dockerfile": "FROM one", "kept": "1"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]
    assert sorted(str(path) for path in (source / ".git").rglob("*")) == before
    assert git(source, "status", "--porcelain") == ""


def test_they_are_removed_when_the_user_ends_the_run(source: Path, tmp_path: Path) -> None:
    revision = Revision("v1", commit_of(source, "v1"))
    with pytest.raises(KeyboardInterrupt), checked_out(source, revision, tmp_path / "into"):
        raise KeyboardInterrupt
    assert sorted(path.name for path in tmp_path.iterdir()) == ["source"]


def test_nothing_of_the_users_setting_leaves_a_file_out_or_runs(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"Dockerfile": "FROM one", ".gitattributes": "Dockerfile export-ignore"}
    committed(source, **{name.replace(".", "__"): text for name, text in files.items()})
    hooks = source / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "post-index-change"):
        (hooks / name).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
        (hooks / name).chmod(0o755)
    git(source, "sparse-checkout", "set", "--no-cone", "kept")
    (tmp_path / "ran").unlink(missing_ok=True)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "another-index"))
    assert laid(source, tmp_path / "into", "HEAD") == files | {"kept": "1"}
    assert not (tmp_path / "ran").exists()


def test_a_contract_below_the_root_has_its_folder_there(tmp_path: Path) -> None:
    folder = tmp_path / "source" / "shop"
    first = committed(tmp_path / "source", other="1")
    folder.mkdir()
    (folder / "gonogo.yaml").write_text("service: shop")
    second = committed(tmp_path / "source")
    with checked_out(folder, Revision("v2", second), tmp_path / "into") as found:
        assert (found.folder, found.root) == (tmp_path / "into/shop", tmp_path / "into")
        assert (found.root / "other").read_text() == "1"
    with (
        pytest.raises(
            TargetError, match=r"^the baseline v1 \(.{12}\) has no folder shop/, in which the contr"
        ),
        checked_out(folder, Revision("v1", first), tmp_path / "into"),
    ):
        pass
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize(
    ("word", "there"),
    [("v1", True), ("main", True), ("HEAD~1", True), ("HEAD:kept", False), ("--all", False), ("v9", False)],
)
def test_only_a_commit_is_a_revision(source: Path, word: str, *, there: bool) -> None:
    assert bool(commit_of(source, word)) is there


def test_why_there_is_none_is_said(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_none(source, "v9") == f"{source} has no git revision v9"
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{source}", str(shallow))
    assert commit_of(shallow, "HEAD")
    assert not commit_of(shallow, "v1")
    said = f"the shallow clone in {shallow} has no revision v1: git fetch --unshallow --tags"
    assert why_none(shallow, "v1") == said
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    assert why_none(nowhere, "v1") == f"{nowhere} is in no git repository"
    monkeypatch.setenv("PATH", str(nowhere))
    assert why_none(source, "v1") == "git is not installed here"
    assert not commit_of(source, "v1")


def test_a_shallow_clone_gives_what_it_has(source: Path, tmp_path: Path) -> None:
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{source}", str(shallow))
    assert laid(shallow, tmp_path / "into", "HEAD")["Dockerfile"] == "FROM two"


def test_git_that_does_not_answer_is_given_up(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "_GIT_SECONDS", 0.0)
    assert not commit_of(source, "v1")
    with pytest.raises(TargetError, match="git did not answer for the baseline within 0 s"):
        uncommitted(source)


def test_the_same_files_are_the_same_by_any_name(source: Path) -> None:
    first, second = commit_of(source, "v1"), commit_of(source, "main")
    empty = committed(source)
    assert [is_checked_out(source, commit) for commit in (first, second, empty)] == [False, True, True]
    committed(source, Dockerfile="FROM one")
    assert [is_checked_out(source, commit) for commit in (first, second)] == [True, False]


def test_what_is_not_committed_is_told(source: Path) -> None:
    assert uncommitted(source) == []
    (source / ".gitignore").write_text("built\n")
    committed(source)
    (source / "built").write_text("ignored")
    for name in ("reports/out", "a folder"):
        (source / name).mkdir(parents=True)
        (source / name / "new").write_text("1")
    (source / "Dockerfile").rename(source / "Containerfile")
    changed = ["Dockerfile", "Containerfile", "a folder/new", "reports/out/new"]
    assert sorted(uncommitted(source)) == sorted(changed)
    apart = [source / "reports/out", source / "Dockerfile"]
    assert sorted(uncommitted(source, apart)) == ["Containerfile", "a folder/new"]


def test_a_submodule_of_the_users_stays_as_it_is(source: Path, tmp_path: Path) -> None:
    committed(tmp_path / "part", file="1")
    git(source, "submodule", "--quiet", "add", f"file://{tmp_path}/part", "part")
    committed(source)
    git(source, "config", "submodule.recurse", "true")
    kept = {path: path.read_bytes() for path in (source / ".git/modules").rglob("*") if path.is_file()}
    assert "part/file" not in laid(source, tmp_path / "into", "HEAD")
    assert {
        path: path.read_bytes() for path in (source / ".git/modules").rglob("*") if path.is_file()
    } == kept
    assert git(source / "part", "status", "--porcelain") == ""


def test_a_watcher_of_the_users_is_not_asked(source: Path, tmp_path: Path) -> None:
    watcher = tmp_path / "watcher"
    watcher.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    watcher.chmod(0o755)
    git(source, "config", "core.fsmonitor", str(watcher))
    assert laid(source, tmp_path / "into")["kept"] == "1"
    assert not (tmp_path / "ran").exists()


def test_submodules_are_told(source: Path, tmp_path: Path) -> None:
    assert submodules(source, commit_of(source, "HEAD")) == []
    committed(tmp_path / "part", file="1")
    git(source, "submodule", "--quiet", "add", f"file://{tmp_path}/part", "vendor/part")
    assert submodules(source, committed(source)) == ["vendor/part"]
