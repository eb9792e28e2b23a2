"""What a word after `--baseline=` is read as."""

from __future__ import annotations

import time

import pytest

from gonogo.targets.baseline_named import Kind, is_image, named

DIGEST = "sha256:" + "0a" * 32
REVISIONS = {"release/1.4": "c0", "v1.4.0": "c1", "shop": "c2", "1f0c9e2": "1f0c9e2a", "HEAD~1": "c3"}
HERE = ("release/1.4", "shop", "team/shop", "known")


def commit(word: str) -> str:
    return REVISIONS.get(word, "")


def nowhere(_: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ("http://127.0.0.1:8001", Kind.URL),
        ("https://localhost", Kind.URL),
        (DIGEST, Kind.IMAGE),
        (f"shop@{DIGEST}", Kind.IMAGE),
        (f"registry.example.com:5000/Team/shop@{DIGEST}", Kind.REVISION),
        (f"registry.example.com:5000/team/shop@{DIGEST}", Kind.IMAGE),
        (f"registry.example.com/team/shop:1.4@{DIGEST}", Kind.IMAGE),
        ("localhost/shop", Kind.IMAGE),
        ("team/shop", Kind.IMAGE),
        ("shop:1.4.0", Kind.IMAGE),
        ("release/1.4", Kind.REVISION),
        ("release/1.5", Kind.IMAGE),
        ("known", Kind.REVISION),
        ("v1.4.0", Kind.REVISION),
        ("shop", Kind.REVISION),
        ("1f0c9e2", Kind.REVISION),
        ("HEAD~1", Kind.REVISION),
        ("HEAD:served.py", Kind.REVISION),
        ("v1^{commit}", Kind.REVISION),
        ("http://", Kind.REVISION),
        ("http://host:port", Kind.REVISION),
        ("", Kind.REVISION),
        ("--help", Kind.REVISION),
    ],
)
def test_a_word_is_read_as_what_it_is_spelt_as(given: str, kind: Kind) -> None:
    found = named(given, commit, nowhere)
    assert (found.kind, found.what) == (kind, given)
    assert found.commit == (REVISIONS.get(given, "") if kind is Kind.REVISION else "")


@pytest.mark.parametrize(
    ("given", "here", "kind"),
    [
        ("shop", True, Kind.IMAGE),
        ("release/1.4", True, Kind.IMAGE),
        ("known", True, Kind.IMAGE),
        ("v1.4.0", False, Kind.REVISION),
        ("shop", False, Kind.REVISION),
        ("unknown", False, Kind.REVISION),
        ("team/other", False, Kind.IMAGE),
        ("shop", None, Kind.REVISION),
        ("unknown", None, Kind.IMAGE),
        ("HEAD~1", True, Kind.REVISION),
        ("git:shop", True, Kind.REVISION),
        ("image:v1.4.0", False, Kind.IMAGE),
    ],
)
def test_an_image_that_is_here_comes_before_a_revision(given: str, here: bool | None, kind: Kind) -> None:
    assert named(given, commit, lambda _: here).kind is kind


@pytest.mark.parametrize(
    "given", ["http://127.0.0.1:1", DIGEST, "shop:1.4", f"shop@{DIGEST}", "image:shop", "git:shop", "HEAD~1"]
)
def test_the_engine_is_asked_only_where_it_decides(given: str) -> None:
    asked: list[str] = []

    def is_here(word: str) -> bool:
        asked.append(word)
        return True

    named(given, commit, is_here)
    assert asked == []


@pytest.mark.parametrize(
    ("given", "kind", "what"),
    [
        ("image:shop", Kind.IMAGE, "shop"),
        ("image:release/1.4", Kind.IMAGE, "release/1.4"),
        (f"image:{DIGEST}", Kind.IMAGE, DIGEST),
        ("git:release/1.5", Kind.REVISION, "release/1.5"),
        ("git:v1.4.0", Kind.REVISION, "v1.4.0"),
        ("git::/a fix", Kind.REVISION, ":/a fix"),
        ("image:git:2.47", Kind.IMAGE, "git:2.47"),
    ],
)
def test_a_prefix_decides(given: str, kind: Kind, what: str) -> None:
    found = named(given, commit, nowhere)
    assert (found.kind, found.what) == (kind, what)


@pytest.mark.parametrize("given", ["image:", "image:Shop", "image:a b", "image:shop@sha256:12", "sha256:12"])
def test_what_cannot_be_an_image_is_said(given: str) -> None:
    with pytest.raises(ValueError, match=f"--baseline={given}: "):
        named(given, commit, nowhere)


@pytest.mark.parametrize(
    "word", ["a" * 399 + "!", "a-" * 199, "a_" * 199 + "!", "a." * 150 + ":8/A", "-" * 10**6]
)
def test_long_words_are_read_at_once(word: str) -> None:
    began = time.monotonic()
    assert not is_image(word)
    assert time.monotonic() - began < 1
