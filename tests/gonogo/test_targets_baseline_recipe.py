"""What a revision's compose files say of its image, and nothing that others would notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gonogo.targets.baseline_recipe import recipe

ROOT = Path("/srv/shop")
BUILD: dict[str, Any] = {
    "context": "/srv/shop/web",
    "dockerfile": "../Dockerfile",
    "target": "production",
    "args": {"WORD": "a$b"},
}


def made(build: dict[str, Any], **others: Any) -> dict[str, Any]:
    services = {"web": {"image": "shop:dev", "ports": ["80"], "build": build}} | others.pop("services", {})
    return recipe({"services": services, "networks": {"edge": {}}} | others, "web", "run:{}".format, ROOT)


def test_only_the_build_is_taken_under_a_name_of_our_own() -> None:
    build = BUILD | {"tags": ["shop:latest"], "cache_to": ["type=registry,ref=r"], "cache_from": ["shop:1"]}
    db = {"image": "db:1", "build": BUILD}
    assert made(build, services={"db": db}) == {
        "services": {
            "web": {
                "image": "run:web",
                "build": BUILD | {"args": {"WORD": "a$$b"}, "cache_from": ["shop:1"]},
            }
        },
        "secrets": {},
    }


def test_what_a_build_takes_of_others_comes_with_it() -> None:
    build = BUILD | {
        "additional_contexts": {"base": "service:base", "i": "docker-image://x", "s": "/srv/shop/s"},
        "secrets": [{"source": "token", "target": "t"}],
    }
    base = {"build": {"context": "/srv/shop/base"}, "platform": "linux/amd64"}
    found = made(
        build, services={"base": base}, secrets={"token": {"file": "/srv/t"}, "other": {"environment": "O"}}
    )
    assert found["services"]["base"] == {"image": "run:base", **base}
    assert sorted(found["services"]) == ["base", "web"]
    assert found["secrets"] == {"token": {"file": "/srv/t"}}


@pytest.mark.parametrize(
    "build",
    [
        {"context": "https://github.com/a/b.git#v1", "dockerfile": "Dockerfile"},
        {"context": "/srv/shop", "dockerfile": "Dockerfile"},
        {"context": "/srv/shop/web", "dockerfile_inline": "FROM one"},
        {"context": "/srv/shop", "dockerfile": "/srv/shop/ci/Dockerfile"},
    ],
)
def test_other_builds_are_builds(build: dict[str, Any]) -> None:
    assert made(build)["services"]["web"]["build"] == build


@pytest.mark.parametrize(
    ("rendered", "words"),
    [
        (
            {"web": {"image": "shop:1.4"}},
            "its service web has no `build:`: name the image of that release, as shop:1.4",
        ),
        ({"web": {}}, "its service web has no `build:`: name the image of that release, as NAME:TAG"),
        ({"app": {"build": BUILD}}, "its compose files have no service web; give an image of it"),
        (
            {"web": {"build": {"context": "/srv/shop", "additional_contexts": {"b": "service:base"}}}},
            "its service base has no `build:`",
        ),
        (
            {"web": {"build": {"context": "/srv"}}},
            "its service web is built from /srv, which lies outside of",
        ),
        ({"web": {"build": {"context": "/srv/shopping"}}}, "its service web is built from /srv/shopping, "),
        (
            {"web": {"build": {"context": "/srv/shop/../run"}}},
            "its service web is built from /srv/shop/../run, ",
        ),
        (
            {"web": {"build": {"context": "/srv/shop", "dockerfile": "../Dockerfile"}}},
            "its service web is built from ../Dockerfile, which lies outside",
        ),
        (
            {"web": {"build": {"context": "/srv/shop", "additional_contexts": {"home": "/root"}}}},
            "its service web is built from /root, which lies outside",
        ),
    ],
)
def test_what_is_not_built_of_the_revision_alone_is_said(rendered: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match="its ") as refused:
        recipe({"services": rendered}, "web", "run:{}".format, ROOT)
    assert str(refused.value).startswith(words)


def test_a_link_that_leads_out_of_the_revision_is_no_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "out").symlink_to(tmp_path)
    rendered = {"services": {"web": {"build": {"context": str(tmp_path / "root" / "out")}}}}
    with pytest.raises(ValueError, match="lies outside of the repository"):
        recipe(rendered, "web", "run:{}".format, tmp_path / "root")
