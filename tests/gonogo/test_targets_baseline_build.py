"""The image of a revision is built of what that revision has, and nothing of it stays."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from gonogo.core.secrets import Secrets
from gonogo.options import Options
from gonogo.targets import baseline_build
from gonogo.targets.base import TargetError
from gonogo.targets.baseline_build import built, why_not_built
from gonogo.targets.baseline_source import check_revision
from gonogo.targets.context import Context
from gonogo.targets.project import Project
from gonogo.targets.revisions import Revision
from tests.gonogo.repositories import committed, git
from tests.judging import contract

DOCKER = """
echo "$*" >> "$STATE/calls"
case "$*" in
  *" config "*)
    folder=$(dirname "$3")
    if [ -e "$STATE/reads" ] && [ ! -e "$folder/$(cat "$STATE/reads")" ]; then
      echo "env file $folder/$(cat "$STATE/reads") not found: stat: no such file" >&2; exit 1
    fi
    [ -e "$folder/.env" ] && cat "$folder/.env" > "$STATE/variables"
    sed "s|@|$folder|g" "$folder/compose.yaml" ;;
  *" build")
    cat "$3" > "$STATE/recipe"; env > "$STATE/environment"
    (cd "$(dirname "$3")/baseline-source" && find . -type f | sort && cat Dockerfile) > "$STATE/context"
    . "$STATE/build" ;;
esac
"""
STAND_IN = Path(__file__).parent / "stand_in"
RUN = "r1-1-00000000-abcd"
IMAGE = f"gonogo-{RUN}-baseline:web"
LATENCY = {"journeys": [{"name": "list", "path": "/", "rate_per_second": 5}]}
STATED = {"service": "web", "port": 80, "entry_service": "web", "entry_port": 80}
FILES = ["compose.yaml", "gonogo.override.yaml"]


def services(**web: Any) -> str:
    return json.dumps({"services": {"web": {"build": {"context": "@", "dockerfile": "Dockerfile"}} | web}})


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the stand-in for docker does and did; a build succeeds."""
    folder = tmp_path / "state"
    folder.mkdir()
    (folder / "docker").write_text(DOCKER)
    (folder / "build").write_text("true")
    (folder / "calls").touch()
    monkeypatch.setenv("PATH", f"{STAND_IN}:{os.environ['PATH']}")
    monkeypatch.setenv("STATE", str(folder))
    return folder


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two commits; the first is v1."""
    folder = tmp_path_factory.mktemp("repository") / "source"
    committed(folder, Dockerfile="FROM one\n", compose__yaml=services(image="shop:dev"))
    git(folder, "tag", "v1")
    committed(folder, Dockerfile="FROM two\n", gonogo__override__yaml="{}", gonogo__yaml="later")
    return folder


@pytest.fixture
def context(tmp_path: Path, state: Path, repository: Path) -> Context:
    """A run beside a repository whose worktree is clean."""
    assert state
    source, run = tmp_path / "source", tmp_path / "run"
    run.mkdir()
    shutil.copytree(repository, source)
    options = Options("compose", source / "gonogo.yaml", (), None, (), False, source / "out", baseline="v1")
    promised = contract(
        latency=LATENCY,
        deployment={
            "compose": STATED | {"files": FILES, "environment": {"WORD": "${MADE_UP}", "NO": "${NO}"}}
        },
    )
    return Context(RUN, run, options, promised, Secrets({"MADE_UP": "a" * 64}))


def revision(context: Context, word: str = "v1") -> Revision:
    return Revision(word, git(context.options.contract.parent, "rev-parse", word))


def removed(state: Path) -> list[str]:
    return [call for call in (state / "calls").read_text().splitlines() if call.startswith("image rm")]


def left(context: Context) -> list[str]:
    return sorted(path.name for path in context.directory.iterdir())


def test_what_is_built_is_the_revision_under_the_runs_own_name(context: Context, state: Path) -> None:
    with built(context, revision(context)) as (image, called):
        assert (image, called) == (IMAGE, str(revision(context)))
        assert (left(context), removed(state)) == ([], [])
    recipe = json.loads((state / "recipe").read_text())
    source = context.directory / "baseline-source"
    assert recipe["services"] == {
        "web": {"image": IMAGE, "build": {"context": str(source), "dockerfile": "Dockerfile"}}
    }
    assert (state / "context").read_text().split("\n")[:3] == ["./Dockerfile", "./compose.yaml", "FROM one"]
    assert f"WORD={'a' * 64}\n" in (state / "environment").read_text()
    assert removed(state) == [f"image rm {IMAGE}"]


def test_nothing_stays_when_the_user_ends_the_run(context: Context, state: Path) -> None:
    with pytest.raises(KeyboardInterrupt), built(context, revision(context)):
        raise KeyboardInterrupt
    assert (left(context), removed(state)) == ([], [f"image rm {IMAGE}"])


@pytest.mark.parametrize(
    ("does", "seconds", "words"),
    [
        (
            "printf '#5 RUN make\\n#5 ERROR: 2\\nfailed to solve: exit code: 2\\n' >&2; exit 17",
            60.0,
            "cannot be built: failed to solve: exit code: 2\ndocker compose build failed: #5 RUN make\n#5",
        ),
        (
            "echo 'pull timed out after 30 seconds' >&2; exit 1",
            60.0,
            "cannot be built: docker compose build fail",
        ),
        ("exec sleep 60", 0.5, "cannot be built: that did not end within 0.5 s"),
    ],
)
def test_a_build_that_fails_says_its_last_words_first(
    context: Context, state: Path, monkeypatch: pytest.MonkeyPatch, does: str, seconds: float, words: str
) -> None:
    (state / "build").write_text(does)
    monkeypatch.setattr(baseline_build, "_BUILD_SECONDS", seconds)
    with pytest.raises(TargetError) as failed, built(context, revision(context)):
        pass
    assert str(failed.value).startswith(f"the baseline {revision(context)} {words}")
    assert (left(context), removed(state)) == ([], [f"image rm {IMAGE}"])


def test_a_build_of_many_words_is_its_last_lines() -> None:
    said = "docker compose build failed: " + "\n".join(f"#1 line {number}" for number in range(99))
    lines = why_not_built(Revision("v1", "c"), said).splitlines()
    assert lines[0].startswith("the baseline v1 (c) cannot be built: ")
    assert (len(lines), lines[-1]) == (31, "#1 line 98")


@pytest.mark.parametrize("name", ["settings.env", "more/settings.env"])
def test_what_nobody_commits_is_todays_and_no_part_of_the_build(
    context: Context, state: Path, name: str
) -> None:
    source = context.options.contract.parent
    (state / "reads").write_text(name)
    (source / ".env").write_text("TODAY=1\n")
    with built(context, revision(context)):
        assert (state / "variables").read_text() == "TODAY=1\n"
    assert (state / "context").read_text().split("\n")[:2] == ["./Dockerfile", "./compose.yaml"]


def test_the_secret_of_a_build_is_todays_where_nobody_commits_it(context: Context, state: Path) -> None:
    source = context.options.contract.parent
    stated = json.loads(services(build={"context": "@", "secrets": [{"source": "own"}, {"source": "kept"}]}))
    stated["secrets"] = {"own": {"file": "@/own.txt"}, "kept": {"file": "@/Dockerfile"}}
    committed(source, compose__yaml=json.dumps(stated))
    with built(context, revision(context, "HEAD")):
        secrets = json.loads((state / "recipe").read_text())["secrets"]
    laid = context.directory / "baseline-source"
    assert secrets == {"own": {"file": f"{source}/own.txt"}, "kept": {"file": f"{laid}/Dockerfile"}}


def test_a_revision_that_cannot_be_read_is_one_sentence(context: Context, state: Path) -> None:
    source = context.options.contract.parent
    committed(source, compose__yaml="")
    (source / "compose.yaml").unlink()
    (source / "gonogo.override.yaml").unlink()
    committed(source)
    with (
        pytest.raises(
            TargetError, match=r"is not built: it has none of compose.yaml, gonogo.override.yaml; name"
        ),
        built(context, revision(context, "HEAD")),
    ):
        pass
    assert (left(context), removed(state)) == ([], [])


def test_a_submodule_that_the_build_may_copy_is_refused(context: Context, tmp_path: Path) -> None:
    source = context.options.contract.parent
    committed(tmp_path / "part", file="1")
    git(source, "submodule", "--quiet", "add", f"file://{tmp_path}/part", "part")
    committed(source)
    with (
        pytest.raises(TargetError, match="is not built: its submodule part is not here: build it, and name"),
        built(context, revision(context, "HEAD")),
    ):
        pass
    (source / "web").mkdir()
    (source / "web" / "Dockerfile").write_text("FROM one")
    committed(source, compose__yaml=services(build={"context": "@/web"}))
    with built(context, revision(context, "HEAD")) as (image, _):
        assert image == IMAGE


def test_what_the_candidate_adds_to_the_commit_is_told(context: Context) -> None:
    source = context.options.contract.parent
    head = revision(context, "HEAD")
    for name, told in ((os.fsdecode(b"\xff"), "?"), ("Dockerfile", "Dockerfile and 1 more")):
        (source / name).write_text("FROM three\n")
        with built(context, head) as (_, called):
            assert called == f"{head} without the candidate's uncommitted {told}"


def checked(context: Context, word: str, environment: Mapping[str, str] | None = None) -> str:
    """Return what is refused before the start, empty where nothing is."""
    source = context.options.contract.parent
    project = Project("gonogo-candidate", (source / "compose.yaml",), environment or {})
    compose = context.contract.deployment and context.contract.deployment.compose
    assert compose
    asked = replace(context, options=replace(context.options, baseline=word))
    try:
        check_revision(project, asked, compose, revision(context, word))
    except ValueError as refused:
        return str(refused)
    finally:
        assert left(context) == []
    return ""


def test_the_candidates_own_commit_is_refused_by_any_name(context: Context) -> None:
    source = context.options.contract.parent
    git(source, "tag", "v2")
    committed(source)
    for word in ("HEAD", "main", "v2"):
        assert checked(context, word).startswith(f"--baseline={word}: it is the candidate itself: both are ")
    assert checked(context, "v1") == ""


@pytest.mark.parametrize(
    ("file", "refused"),
    [("gonogo.yaml", True), ("out/verdict.json", True), ("Dockerfile", False), ("new", False)],
)
def test_a_release_that_is_not_committed_is_another(context: Context, file: str, *, refused: bool) -> None:
    path = context.options.contract.parent / file
    path.parent.mkdir(exist_ok=True)
    path.write_text("FROM three")
    assert bool(checked(context, "HEAD")) is refused


@pytest.mark.parametrize(
    ("image", "builds", "refused"),
    [
        ("shop:dev", False, True),
        ("${SHOP_IMAGE}", False, False),
        ("${SHOP_IMAGE}", True, True),
        ("shop:1f0c9e2d3a4b", False, False),
        ("shop:1f0c9e2d3a4b", True, True),
    ],
)
def test_an_image_that_somebody_chose_may_be_another_release(
    context: Context, image: str, *, builds: bool, refused: bool
) -> None:
    committed(context.options.contract.parent, compose__yaml=services(image=image))
    given = replace(context, options=replace(context.options, build=builds))
    assert bool(checked(given, "HEAD", {"SHOP_IMAGE": "registry.example.com/shop:1"})) is refused


def test_where_nothing_is_built_an_image_is_wanted_before_the_start(context: Context) -> None:
    source = context.options.contract.parent
    committed(source, compose__yaml=services(build=None, image="shop:1.3"))
    git(source, "tag", "v3")
    committed(source, compose__yaml=services())
    said = "--baseline=v3: its service web has no `build:`: name the image of that release, as shop:1.3"
    assert checked(context, "v3") == said


def test_what_compose_does_not_say_before_the_start_the_comparison_says(
    context: Context, state: Path
) -> None:
    (state / "docker").write_text("echo 'no such option' >&2; exit 1")
    source = context.options.contract.parent
    project: Any = type("Rendered", (), {"rendered": {"services": {"web": {}}}, "files": (), "name": "n"})
    compose = context.contract.deployment and context.contract.deployment.compose
    assert compose
    check_revision(project, context, compose, revision(context))
    with pytest.raises(TargetError, match="no such option"), built(context, revision(context)):
        pass
    assert git(source, "status", "--porcelain") == ""
