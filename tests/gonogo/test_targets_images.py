"""An image that is older than what it is built from."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docker.errors import ImageNotFound

from gonogo.targets.base import TargetError
from gonogo.targets.build_context import BuildContext, Ignored, sources_of
from gonogo.targets.images import Images, built_at, chosen_by_variable

THEN, LATER = 1_700_000_000.0, 1_700_000_600.0
NEVER = "0001-01-01T00:00:00Z"
BUILT, SINCE = "2023-11-14T22:13:20.5Z", "2023-11-14T22:23:21.25Z"  # THEN, and after LATER


def write(folder: Path, at: float = THEN, /, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text)
        os.utime(path, (at, at))
    return folder


class Project:
    """A project with one image, as far as its images are looked at."""

    name = "gonogo-r1"

    def __init__(self, folder: Path, image: str = "shop:dev", tagged: str = NEVER) -> None:
        self.files = (
            write(folder, **{"compose.yml": "services: {web: {image: '${SHOP_IMAGE}'}}"}) / "compose.yml",
        )
        service = {"image": image, "build": {"context": str(folder), "dockerfile": "Dockerfile"}}
        self.rendered: dict[str, Any] = {"services": {"web": service, "db": {"image": "db:1"}}}
        self.built: list[tuple[str, ...]] = []
        self.full_environment: dict[str, str] = {}
        self.there = True
        attrs = {"Created": BUILT, "Metadata": {"LastTagTime": tagged}}

        def get(_name: str) -> Any:
            if not self.there:
                raise ImageNotFound("none")
            return SimpleNamespace(attrs=attrs)

        self.engine = SimpleNamespace(images=SimpleNamespace(get=get))

    def compose(self, *words: str, seconds: float) -> str:
        assert seconds > 60
        self.built.append(words)
        return ""


def provide(project: Any, *, build: bool = False) -> str:
    try:
        Images(project, frozenset({"web", "db"})).provide(build=build)
    except TargetError as wrong:
        return str(wrong)
    return ""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return write(
        tmp_path / "shop", **{"Dockerfile": "FROM base\nCOPY app /app\n", "app__main.py": "1", "notes": "x"}
    )


def test_a_source_that_changed_since_is_told_with_what_to_do(shop: Path) -> None:
    write(shop, LATER, **{"app__main.py": "2"})
    said = provide(Project(shop))
    assert said.startswith(
        "the image shop:dev of web is older than its source: built 2023-11-14 22:13:20 UTC"
    )
    assert "app/main.py changed 2023-11-14 22:23:20 UTC" in said
    assert said.endswith("build it, or give --build")


def test_an_image_as_new_as_its_source_is_fine(shop: Path) -> None:
    assert provide(Project(shop)) == ""


def test_what_the_dockerfile_does_not_copy_is_no_source(shop: Path) -> None:
    write(shop, LATER, notes="y", **{"app__.git__HEAD": "z"})
    assert provide(Project(shop)) == ""


def test_a_dockerfile_is_a_source_of_its_own(shop: Path) -> None:
    write(shop, LATER, Dockerfile="FROM base\nCOPY app /app\nUSER shop\n")
    assert "Dockerfile changed" in provide(Project(shop))


def test_a_build_that_found_all_in_its_cache_tags_the_image_anew(shop: Path) -> None:
    write(shop, LATER, **{"app__main.py": "2"})
    assert provide(Project(shop, tagged=SINCE)) == ""


@pytest.mark.parametrize(
    "image", ["shop:da63c14ec3a6ae92", "shop:123456789012", "shop:sha-4f2a91c", f"shop@sha256:{'0' * 64}"]
)
def test_a_name_that_is_a_hash_says_what_it_was_built_from(shop: Path, image: str) -> None:
    write(shop, LATER, **{"app__main.py": "2"})
    assert provide(Project(shop, image)) == ""


@pytest.mark.parametrize("image", ["shop:20240510", "shop", "shop:1.2.0", "shop:latest"])
def test_a_date_or_a_version_does_not(shop: Path, image: str) -> None:
    write(shop, LATER, **{"app__main.py": "2"})
    assert "is older than its source" in provide(Project(shop, image))


def test_an_image_that_a_variable_of_the_run_names_was_chosen(shop: Path) -> None:
    write(shop, LATER, **{"app__main.py": "2"})
    project = Project(shop)
    project.full_environment = {"SHOP_IMAGE": "shop:dev"}
    assert provide(project) == ""
    assert chosen_by_variable(project.files, {}) == set()
    assert chosen_by_variable([shop / "Dockerfile", shop / "none"], {"SHOP_IMAGE": "x"}) == set()


def test_one_that_is_missing_is_built_and_nothing_else(shop: Path) -> None:
    project = Project(shop)
    project.there = False
    assert (provide(project), project.built) == ("", [("build", "web")])


def test_one_that_compose_would_build_is_built_before_the_start(shop: Path) -> None:
    project = Project(shop)
    project.rendered["services"]["web"]["pull_policy"] = "build"
    assert (provide(project), project.built) == ("", [("build", "web")])


def test_build_builds_it_whatever_its_age(shop: Path) -> None:
    write(shop, LATER, **{"app__main.py": "2"})
    project = Project(shop)
    assert (provide(project, build=True), project.built) == ("", [("build", "web")])


def test_a_build_that_fails_is_told_as_one(shop: Path) -> None:
    project: Any = Project(shop)

    def broken(*_words: str, seconds: float) -> str:
        raise TargetError("docker compose build web failed: no space")

    project.compose = broken
    assert provide(project, build=True).startswith("an image cannot be built (web)\n")


def test_when_it_was_built_and_whether_here() -> None:
    assert built_at({"Created": BUILT, "Metadata": {"LastTagTime": NEVER}}) == (THEN, False)
    assert built_at({"Created": BUILT, "Metadata": {"LastTagTime": SINCE}}) == (LATER + 1, True)
    assert built_at({"Created": BUILT}) == (THEN, False)
    assert built_at({}) == (0.0, False)


def git(folder: Path, *words: str, at: float = THEN) -> None:
    when = f"{int(at)} +0000"
    own = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "GIT_CONFIG_GLOBAL": os.devnull}
    known = ["-c", "user.name=shop", "-c", "user.email=shop@example.com"]
    subprocess.run(["git", *known, *words], cwd=folder, env=os.environ | own, check=True, capture_output=True)


def test_a_checkout_makes_no_image_old_that_came_from_elsewhere(shop: Path) -> None:
    git(shop, "init", "--quiet")
    git(shop, "add", ".")
    git(shop, "commit", "--quiet", "-m", "the shop")
    write(shop, LATER, **{"app__main.py": "1"})
    assert provide(Project(shop)) == ""
    write(shop, LATER, **{"app__main.py": "another"})
    assert "app/main.py changed" in provide(Project(shop))
    git(shop, "commit", "--quiet", "--all", "-m", "two", at=LATER)
    assert "is older than its source" in provide(Project(shop))


@pytest.mark.parametrize(
    "trace",
    [
        "app/__pycache__/main.cpython-313.pyc",
        ".pytest_cache/v/x",
        "app/.mypy_cache/x.json",
        ".venv/lib/x.py",
        ".coverage",
        "old.pyc",
        "compose.yml",
        "contract.yaml",
        "reports/verdict.json",
    ],
)
def test_what_running_and_verifying_leave_makes_no_image_old(shop: Path, trace: str) -> None:
    write(shop, Dockerfile="COPY . .")
    path = shop / trace
    project: Any = Project(shop)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new")
    apart = (shop / "contract.yaml", shop / "reports")
    Images(project, frozenset({"web"}), apart).provide(build=False)
    (shop / "notes").write_text("new")
    with pytest.raises(TargetError, match="notes changed"):
        Images(project, frozenset({"web"}), apart).provide(build=False)


def test_reports_beside_the_source_hide_nothing_of_it(shop: Path) -> None:
    write(shop, Dockerfile="COPY . .")
    project: Any = Project(shop)
    (shop / "app" / "main.py").write_text("new")
    for out in (shop, shop.parent):
        with pytest.raises(TargetError, match=r"app/main\.py changed"):
            Images(project, frozenset({"web"}), (out,)).provide(build=False)


@pytest.mark.parametrize("folder", [".venv", "reports"])
def test_a_folder_that_is_copied_by_name_counts_whatever_it_is(shop: Path, folder: str) -> None:
    write(shop, Dockerfile=f"COPY {folder} /srv")
    project: Any = Project(shop)
    (shop / folder).mkdir()
    (shop / folder / "x").write_text("new")
    with pytest.raises(TargetError, match="x changed"):
        Images(project, frozenset({"web"}), (shop / "reports",)).provide(build=False)


def test_what_is_copied_by_name_counts_whatever_it_is(shop: Path) -> None:
    write(shop, Dockerfile="COPY app contract.yaml .")
    project: Any = Project(shop)
    (shop / "contract.yaml").write_text("new")
    with pytest.raises(TargetError, match=r"contract\.yaml changed"):
        Images(project, frozenset({"web"}), (shop / "contract.yaml",)).provide(build=False)


@pytest.mark.parametrize(
    ("dockerfile", "sources"),
    [
        ("COPY app ./app", ("app",)),
        ("COPY . .", (".",)),
        ("COPY --chown=1:1 a b/ /srv/", ("a", "b")),
        ('ADD ["a b", "/srv/"]', ("a b",)),
        ("COPY --from=build /x /y", ()),
        ("copy \\\n  a \\\n  /srv", ("a",)),
        ("COPY $NAME /srv", ("**",)),
        ("ADD https://example.com/x.tar /srv", ()),
        ("ONBUILD COPY *.py /srv", ("*.py",)),
        ("FROM base\nRUN COPY", ()),
    ],
)
def test_what_a_dockerfile_copies(dockerfile: str, sources: tuple[str, ...]) -> None:
    assert sources_of(dockerfile) == sources


@pytest.mark.parametrize(
    ("patterns", "name", "ignored"),
    [
        (("*", "!app"), "app/main.py", False),
        (("*", "!app"), "notes", True),
        (("**/*.pyc",), "app/x/y.pyc", True),
        (("*.pyc",), "app/y.pyc", False),
        (("node_modules",), "node_modules/a/b.js", True),
        (("/build/",), "build/x", True),
        (("a?c",), "abc", True),
        (("[ab].txt",), "b.txt", True),
    ],
)
def test_what_a_builder_never_sees(patterns: tuple[str, ...], name: str, *, ignored: bool) -> None:
    assert Ignored(patterns).matches(name) is ignored


def test_a_context_that_is_no_folder_is_unknown(tmp_path: Path) -> None:
    assert BuildContext.of({"context": "https://example.com/shop.git"}) is None
    inline = BuildContext.of({"context": str(write(tmp_path, a="1")), "dockerfile_inline": "COPY a /a"})
    assert inline is not None
    newest = inline.newest(by_commit=False)
    assert newest is not None
    assert newest.path == "a"
