"""Which files exist, which are meant to be read, and which of them were."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from deploy.scan import place, sources
from deploy.scan.model import ScanError
from deploy.scan.sources import choose, files

LISTED = [
    *("app/main.py", "defects/health/bad.py", "tests/test_a.py", "park/apps/flask/Dockerfile", "Dockerfile"),
    *("deploy/images/base/Dockerfile", ".github/workflows/verify.yml", "x.Dockerfile"),
    *(".github/actions/verify/action.yml", ".github/dependabot.yml", "docs/action.md", "requirements/a.lock"),
    *(".pre-commit-hooks.yaml", "other/b.lock", ".github/workflows/README.md", "app/main.pyc"),
]


@pytest.mark.parametrize(
    ("kind", "exist", "left_out"),
    [
        ("python", ("app/main.py",), ["defects/", "tests/"]),
        ("dockerfiles", ("Dockerfile", "deploy/images/base/Dockerfile", "x.Dockerfile"), ["park/apps/"]),
        (
            "workflows",
            (
                *(".github/actions/verify/action.yml", ".github/dependabot.yml"),
                *(".github/workflows/verify.yml", ".pre-commit-hooks.yaml"),
            ),
            [],
        ),
        ("locks", ("requirements/a.lock",), []),
    ],
)
def test_files_are_chosen_by_their_kind(kind: str, exist: tuple[str, ...], left_out: list[str]) -> None:

    found = choose(LISTED, kind)
    assert found.exist == exist
    assert [where for where, _ in found.left_out] == left_out
    assert all(len(why.split()) > 2 for _, why in found.left_out)


def test_what_was_not_read_is_missed_and_what_nobody_meant_is_not() -> None:
    covered = choose(LISTED, "python").covered("files", {"tests/test_a.py"})
    assert (covered.exist, covered.scanned, covered.missed) == (1, 0, ("app/main.py",))
    assert choose(LISTED, "python").covered("files", {"app/main.py"}).missed == ()


def test_files_are_those_of_git_and_new_ones_but_no_ignored_ones(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for name in ("kept.py", "ignored.py", "a name with blanks.py"):
        (tmp_path / name).touch()
    (tmp_path / ".gitignore").write_text("ignored.py\n")
    assert files(tmp_path, "python").exist == ("a name with blanks.py", "kept.py")


def test_no_checkout_is_no_list_of_files(tmp_path: Path) -> None:
    with pytest.raises(ScanError, match="not a git repository"):
        files(tmp_path, "python")
    assert sources.revision(tmp_path) == ""
    assert sources.changed(tmp_path, tmp_path / "a") is None


def test_a_repository_that_a_hook_names_is_not_the_one_that_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("ours", "other"):
        subprocess.run(["git", "init", "--quiet", str(tmp_path / name)], check=True)
    (tmp_path / "ours" / "a.py").touch()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(tmp_path / "other"))
    assert files(tmp_path / "ours", "python").exist == ("a.py",)


def test_every_program_that_is_run_is_locked_by_its_hash() -> None:
    locked = place.LOCK.read_text(encoding="utf-8")
    listed = place.LOCK.with_suffix(".in").read_text(encoding="utf-8").splitlines()
    names = [line.split()[0] for line in listed if line and not line.startswith("#")]
    assert len(names) >= 6
    for name in names:
        assert re.search(rf"^{name}==\S+ \\\n    --hash=sha256:", locked, re.MULTILINE)
