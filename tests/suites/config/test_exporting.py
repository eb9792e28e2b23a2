"""Whoever runs compose exports what a file of variables says, with quotes that compose would take away."""

from __future__ import annotations

from pathlib import Path

import pytest

from gonogo.suites.config.experiments.exporting import exported_otherwise

ENV = "LEVEL=\"warn\"\nPACE='600/minute'\nROOM=12\n"
UP = "up:\n\tdocker compose up --detach\n"


def found(tmp_path: Path, script: str, said: str, file: str = "deploy/till.env") -> list[str]:
    for name, content in {script: said, file: ENV}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    return [one.name for one in exported_otherwise(tmp_path, {"LEVEL", "PACE", "ROOM"}.__contains__)]


@pytest.mark.parametrize(
    ("script", "said", "names"),
    [
        ("Makefile", f"include deploy/till.env\nexport\n{UP}", ["LEVEL", "PACE"]),
        ("Makefile", f"-include deploy/till.env\nexport LEVEL ROOM\n{UP}", ["LEVEL"]),
        (
            "GNUmakefile",
            f"include $(CURDIR)/deploy/till.env\n.EXPORT_ALL_VARIABLES:\n{UP}",
            ["LEVEL", "PACE"],
        ),
        ("deploy/up.mk", f"include till.env\nexport\n{UP}", ["LEVEL", "PACE"]),
        (
            "Makefile",
            f"include deploy/till.env\nquoted = $(subst ','\\'',$(1))\nexport\n{UP}",
            ["LEVEL", "PACE"],
        ),
        (
            "Makefile",
            f"ifneq (,$(wildcard deploy/till.env))\n  include deploy/till.env\n  export # all\nendif\n{UP}",
            ["LEVEL", "PACE"],
        ),
        ("Makefile", f"include deploy/till.env\nLEVEL ?= warn\nexport\n{UP}", ["LEVEL", "PACE"]),
        ("Makefile", f"include deploy/till.env\nexport\nunexport LEVEL\n{UP}", ["PACE"]),
        ("Makefile", "include deploy/till.env\nPACE = 1\nexport\nup:\n\t$(COMPOSE) -f a.yml up\n", ["LEVEL"]),
        ("Makefile", "up:\n\texport $$(cat deploy/till.env); docker-compose up\n", ["LEVEL", "PACE"]),
        ("up.sh", "export $(grep -v '^#' deploy/till.env)\nexec docker compose up\n", ["LEVEL", "PACE"]),
        ("up.sh", "export $(cat ./deploy/till.env)\npodman compose up\n", ["LEVEL", "PACE"]),
    ],
)
def test_who_exports_quotes_is_seen(tmp_path: Path, script: str, said: str, names: list[str]) -> None:
    assert found(tmp_path, script, said) == names


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("Makefile", f"include deploy/till.env\n{UP}"),
        ("Makefile", f"include deploy/till.env\nexport ROOM\n{UP}"),
        ("Makefile", f"include deploy/other.env\nexport\n{UP}"),
        ("Makefile", "include deploy/till.env\nexport\ntest:\n\tpytest\n"),
        ("Makefile", f'include deploy/till.env\nLEVEL := $(subst ",,$(LEVEL))\nexport LEVEL\n{UP}'),
        ("Makefile", "up:\n\tset -a; . deploy/till.env; docker compose up\n"),
        ("up.sh", "export $(cat deploy/till.env | xargs)\ndocker compose up\n"),
        ("up.sh", "include deploy/till.env\nexport\ndocker compose up\n"),
        ("up.sh", "set -a\n. ./deploy/till.env\ndocker compose --env-file deploy/till.env up\n"),
        ("Makefile", "include deploy/till.env\nexport\nlint:\n\tyamllint docker-compose.yml\n"),
        ("Makefile", "include deploy/till.env\nexport\n# docker compose up, by hand\n"),
        ("Makefile", "include deploy/till.env\nexport\nhelp:\n\t@echo 'run docker compose up yourself'\n"),
        ("Makefile", "include deploy/till.env\nexport\ndown:\n\tdocker compose down\n"),
        (
            "Makefile",
            "include deploy/till.env\nexport\nup:\n\tset -a; . ./x.env; docker compose up\n",
        ),
        ("Makefile", "include deploy/till.env\nexport\nup:\n\tenv -u LEVEL -u PACE docker compose up\n"),
        ("Makefile", f"include deploy/till.env\nexport\nunexport LEVEL PACE\n{UP}"),
        ("Makefile", "up:\n\texport $$(cat deploy/till.env)\n\tdocker compose up\n"),
        ("vendor/shop/Makefile", f"include deploy/till.env\nexport\n{UP}"),
        ("Makefile", f"include {'x' * 300}\nexport\n{UP}"),
        ("up.sh", "# export $(cat deploy/till.env)\ndocker compose up\n"),
        ("up.sh", "echo 'export $(cat deploy/till.env)'\ndocker compose up\n"),
        ("up.sh", "export $(grep '^ROOM=' deploy/till.env)\ndocker compose up\n"),
        ("up.sh", "export $(cat deploy/till.env)\nscp docker-compose.yml host:\n"),
        ("README.md", f"include deploy/till.env\nexport\n{UP}"),
    ],
)
def test_who_exports_none_passes(tmp_path: Path, script: str, said: str) -> None:
    assert found(tmp_path, script, said) == []


def test_a_name_that_compose_does_not_ask_for_passes(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(f"include .env\nexport\n{UP}")
    (tmp_path / ".env").write_text(ENV)
    assert [one.what for one in exported_otherwise(tmp_path, {"LEVEL"}.__contains__)] == [
        "quotes around it where Makefile has make read .env, and none from compose"
    ]


def test_the_last_of_several_values_counts_whichever_file_has_it(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(f"include .env\n-include local.env\nexport\n{UP}")
    (tmp_path / ".env").write_text('LEVEL="warn"\nPACE="1"\nPACE=1\nROOM=2\n')
    (tmp_path / "local.env").write_text("LEVEL=info\nROOM='3'\n")
    asked = {"LEVEL", "PACE", "ROOM"}.__contains__
    assert [f"{one.name} of {one.service}" for one in exported_otherwise(tmp_path, asked)] == [
        "ROOM of local.env"
    ]


def test_make_reads_the_file_that_lies_beside_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "Makefile").write_text(f"include .env\nexport\n{UP}")
    (tmp_path / "sub" / ".env").write_text("LEVEL=warn\n")
    (tmp_path / ".env").write_text('LEVEL="warn"\n')
    assert list(exported_otherwise(tmp_path, {"LEVEL"}.__contains__)) == []
