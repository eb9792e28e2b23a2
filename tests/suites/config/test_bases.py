"""The images that a Dockerfile takes something from."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.suites.config.experiments.arguments import filled
from gonogo.suites.config.experiments.bases import images, of_build

TOOLS = "FROM tools AS tools\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("FROM a\nCMD serve\n", ("a",)),
        ("from --platform=$BUILDPLATFORM a:1 as x\nFROM x", ("a:1",)),
        ("ARG V=3.1\nARG OF=b:${V}-slim\nFROM ${OF}\n", ("b:3.1-slim",)),
        ("ARG V\nFROM a:${V:-latest}\n", ("a:latest",)),
        ("ARG V=1.2\nFROM a:${V:-latest}\n", ("a:1.2",)),
        ('ARG V="1.2" W=x\nFROM a${V:+:$V}-$W\n', ("a:1.2-x",)),
        ("ARG GIVEN=1.2\nFROM a:$GIVEN\n", ("a:9",)),
        ("ARG OF\nFROM $OF\n", ()),
        ("FROM scratch\nCOPY serve /\n", ()),
        ("FROM a AS Made\nFROM b:2\nCOPY --from=made /x /\nCOPY --from=0 /y /\n", ("b:2", "a")),
        ("FROM b:2\nCOPY --chown=1 --from=c:latest /x /\nCOPY from=d /\n", ("b:2", "c:latest")),
        (
            "FROM b:2\nRUN --mount=type=bind,from=c,source=/x --mount=type=cache,target=/y make\n",
            ("b:2", "c"),
        ),
        ("FROM b:2\nRUN make --mount=type=bind,from=c\n", ("b:2",)),
        ('FROM b:2\nRUN --mount=type=bind,"from=q:1",target=/x make\n', ("b:2", "q:1")),
        ("\ufeffFROM b:2\n", ("b:2",)),
        ("ARG V=1.2.3\nFROM a:${V%.*}\n", ("a:1.2",)),
        ("ARG V=1.2.3\nFROM a:${V%%.*}\n", ("a:1",)),
        ("ARG V=1.2.3\nFROM a:${V#1.}-${V##*.}\n", ("a:2.3-3",)),
        ("ARG V=v1.2.3\nFROM a:${V/v/}\n", ("a:1.2.3",)),
        ("ARG V=1.2.3\nFROM a:${V//./-}\n", ("a:1-2-3",)),
        ("ARG V=1.2.3\nFROM a:${V%x}\n", ("a:1.2.3",)),
        ("ARG V\nFROM a:${V%.*}\n", ()),
        ("FROM unused AS one\nFROM b:2\n", ("b:2",)),
        (f"{TOOLS}FROM tools AS last\n", ("tools",)),
        ("FROM b:2\nRUN <<EOF\nFROM c\nCOPY --from=d / /\nEOF\n", ("b:2",)),
        ("FROM given-image\nCOPY --from=given-folder / /\n", ("elsewhere:latest",)),
        ("", ()),
    ],
)
def test_each_stage_that_goes_into_the_image_counts(text: str, found: tuple[str, ...]) -> None:
    contexts = {"given-image": "docker-image://elsewhere:latest", "given-folder": "/somewhere"}
    assert images(text, {"GIVEN": "9"}, "", contexts) == found


@pytest.mark.parametrize(
    ("target", "found"), [("first", ("a",)), ("0", ("a",)), ("", ("b",)), ("gone", ("b",))]
)
def test_the_stage_that_is_built_decides(target: str, found: tuple[str, ...]) -> None:
    assert images("FROM a AS first\nFROM b\n", {}, target) == found


def test_what_has_no_value_stays() -> None:
    assert filled("a:${X}-$Y", {"Y": "1"}) == "a:${X}-1"


def test_a_build_is_read_with_its_arguments(tmp_path: Path) -> None:
    (tmp_path / "Dockerfile").write_text("ARG OF=a\nFROM $OF:1\n")
    build = {"context": str(tmp_path), "args": {"OF": "b", "OTHER": None}}
    assert (of_build(build), of_build({"context": "https://example.org/x.git"})) == (("b:1",), ())
