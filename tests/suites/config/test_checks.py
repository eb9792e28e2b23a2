"""The health check that a service has in the end, by its Dockerfile and by its image."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gonogo.suites.config.experiments.checks import Check, Checks, of_image
from gonogo.suites.config.experiments.dockerfiles import Stated, read, stated

ASK = ("CMD-SHELL", "ask || exit 1")


@pytest.mark.parametrize(
    ("text", "target", "found"),
    [
        ("FROM a\nHEALTHCHECK CMD ask || exit 1\n", "", Stated(ASK)),
        ("from a\nhealthcheck --interval=5s --start-period=1m cmd ask || exit 1", "", Stated(ASK)),
        ('FROM a\nHEALTHCHECK CMD ["ask", "--now"]', "", Stated(("CMD", "ask", "--now"))),
        (
            "FROM a\nHEALTHCHECK CMD ask || \\\n  # why\n  exit 1\n",
            "",
            Stated(("CMD-SHELL", "ask ||   exit 1")),
        ),
        ("FROM a\nHEALTHCHECK --interval=30s \\\n\nCMD ask || exit 1\n", "", Stated(ASK)),
        ("FROM a\nHEALTHCHECK\tCMD\task || exit 1", "", Stated(ASK)),
        ('FROM a\nHEALTHCHECK --retries=3\tCMD\t["ask"]', "", Stated(("CMD", "ask"))),
        ("\ufeffFROM a\nHEALTHCHECK CMD ask || exit 1", "", Stated(ASK)),
        ("FROM a\nHEALTHCHECK CMD ask\nHEALTHCHECK NONE", "", Stated(())),
        ("FROM a\nHEALTHCHECK NONE\nHEALTHCHECK CMD ask || exit 1", "", Stated(ASK)),
        ("FROM a\nCMD serve", "", Stated(None, "a")),
        ("FROM scratch\nCMD serve", "", Stated((), "")),
        ("FROM a AS base\nHEALTHCHECK CMD ask || exit 1\nFROM Base\nCMD serve", "", Stated(ASK)),
        ("FROM a AS base\nHEALTHCHECK CMD ask || exit 1\nFROM b", "", Stated(None, "b")),
        ("FROM a AS base\nHEALTHCHECK CMD ask || exit 1\nFROM b", "base", Stated(ASK)),
        ("FROM a\nHEALTHCHECK CMD ask || exit 1\nFROM b", "0", Stated(ASK)),
        ("FROM a AS base\nHEALTHCHECK CMD ask\nFROM base\nHEALTHCHECK NONE", "", Stated(())),
        ("ARG OF=a\nFROM --platform=linux/amd64 ${OF}:1.2", "", Stated(None, "b:1.2")),
        ("FROM a\nRUN <<EOF\nHEALTHCHECK NONE\nEOF\n", "", Stated(None, "a")),
        ("FROM a\nHEALTHCHECK CMD ask || exit 1\nRUN <<-'X' cat\nHEALTHCHECK NONE\n\tX\n", "", Stated(ASK)),
        (
            'FROM a\nSHELL ["/bin/sh", "-ec"]\nHEALTHCHECK CMD ask; true',
            "",
            Stated(("CMD", "/bin/sh", "-ec", "ask; true")),
        ),
    ],
)
def test_a_dockerfile_states_the_check_of_the_stage_that_is_built(
    text: str, target: str, found: Stated
) -> None:
    seen = stated(text, {"OF": "b"}, target)
    assert (seen.check, seen.base if seen.check is None else "") == (found.check, found.base)


@pytest.mark.parametrize(
    ("arguments", "given", "base", "set_"),
    [
        ("ARG OF=a V=1.2", {}, "a:1.2", "1.2-x"),
        ('ARG OF=a V="1.2"', {}, "a:1.2", "1.2-x"),
        ("ARG V=1.2 OF=a", {"V": "3"}, "a:3", "3-x"),
        ("ARG A=1 V=$A.2 OF=a", {}, "a:1.2", "1.2-x"),
        ("ARG OF=a V", {"V": "3"}, "a:3", "3-x"),
        ("ARG OF=a 'V=1.2'", {}, "a:1.2", "1.2-x"),
        ("ARG OF=a\nARG V=it's", {}, "a:it's", "it's-x"),
    ],
)
def test_one_argument_or_several_may_be_declared_at_once(
    arguments: str, given: dict[str, str], base: str, set_: str
) -> None:
    seen = stated(f"{arguments}\nFROM $OF:$V\nARG S=x V\nENV IT=$V-$S\n", given)
    assert (seen.base, dict(seen.environment)) == (base, {"IT": set_})


def test_the_times_of_a_check_are_those_of_the_stage_that_states_it() -> None:
    text = (
        "FROM a AS run\nHEALTHCHECK --interval=5s --start-period=1m CMD ask || exit 1\nFROM run AS shop\n"
        "FROM a AS other\nHEALTHCHECK --retries=9 CMD ask || exit 1\nFROM a AS bare\nHEALTHCHECK NONE\n"
    )
    times = {target: dict(stated(text, {}, target).times) for target in ("run", "shop", "other", "bare")}
    own = {"interval": "5s", "start_period": "1m"}
    assert times == {"run": own, "shop": own, "other": {"retries": "9"}, "bare": {}}


def test_a_dockerfile_is_found_by_its_name_or_stands_in_the_compose_file(tmp_path: Path) -> None:
    (tmp_path / "docker").mkdir()
    (tmp_path / "docker" / "shop.Dockerfile").write_text("FROM a\nHEALTHCHECK CMD ask || exit 1\n")
    build = {"context": str(tmp_path), "dockerfile": "docker/shop.Dockerfile"}
    inline = {"context": str(tmp_path), "dockerfile_inline": "FROM a\nHEALTHCHECK CMD ask || exit 1\n"}
    assert (read(build), read(inline)) == (Stated(ASK), Stated(ASK))
    assert read({"context": "https://example.org/shop.git"}) is None


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"Healthcheck": {"Test": ["CMD", "ask"]}}, ("CMD", "ask")),
        ({"Healthcheck": {"Test": ["CMD-SHELL", "ask"]}}, ("CMD-SHELL", "ask")),
        (
            {"Healthcheck": {"Test": ["CMD-SHELL", "ask"]}, "Shell": ["/bin/bash", "-ec"]},
            ("CMD", "/bin/bash", "-ec", "ask"),
        ),
        ({"Healthcheck": {"Test": ["NONE"]}}, ()),
        ({"Healthcheck": {}}, ()),
        ({"Healthcheck": None}, ()),
        (None, ()),
    ],
)
def test_an_image_says_its_check_in_its_configuration(
    config: dict[str, object] | None, words: tuple[str, ...]
) -> None:
    assert of_image(config) == words


def client(folder: Path, script: str) -> None:
    """Put a client of an engine first, which answers as the real one does."""
    (folder / "docker").write_text(f"#!/bin/sh\necho asked >> {folder}/asked\n{script}\n")
    (folder / "docker").chmod(0o755)


@pytest.mark.parametrize(
    ("script", "words", "seen"),
    [
        ("""[ $# = 5 ]; echo '{"Healthcheck": {"Test": ["CMD", "ask"]}}'""", ("CMD", "ask"), True),
        ("echo null", (), True),
        ("echo 'No such image' >&2; exit 1", (), False),
    ],
)
def test_an_image_is_asked_once_where_it_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: tuple[str, ...], *, seen: bool
) -> None:
    client(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    checks = Checks()
    found = [checks.of({"image": "board:1.2"}) for _ in range(2)]
    assert [one.words for one in found] == [words, words]
    assert [not one.unseen for one in found] == [seen, seen]
    assert (tmp_path / "asked").read_text() == "asked\n"


def test_without_an_engine_no_image_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    said = "the image board:1.2 is not on this machine: pull it, if it has a check"
    assert Checks().of({"image": "board:1.2"}) == Check((), said)
    assert Checks().of({}) == Check()


def test_a_dockerfile_states_signal_and_environment_of_the_stage_that_is_built() -> None:
    text = (
        'FROM a AS base\nENV DRAIN=3 "WHY=of age"\nENV OLD form of it\nSTOPSIGNAL SIGQUIT\n'
        "FROM base AS shop\nENV DRAIN=30\nFROM b AS other\nSTOPSIGNAL 9\n"
    )
    shop, other = stated(text, {}, "shop"), stated(text, {})
    assert shop.signal == "SIGQUIT"
    assert shop.environment == {"DRAIN": "30", "WHY": "of age", "OLD": "form of it"}
    assert (other.signal, other.environment) == ("9", {})
