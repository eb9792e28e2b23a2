"""Who else reads a file of variables that compose reads, and what they make of it.

Good look-alikes on which it is silent: a file without quotes, and one that compose reads as it stands.
"""

from pathlib import Path

import pytest

from gonogo.suites.config.experiments.launchers import launched_otherwise, read_by
from gonogo.suites.config.experiments.variables import texts_of

COMPOSE = "services:\n  till:\n    env_file: [deploy/till.env]\n"
QUOTED = 'ROLE="Viewer"\nLEVEL=warn\n'
RUN = "docker run --rm --env-file deploy/till.env till:1\n"


def found(
    tmp_path: Path, script: str, said: str = RUN, compose: str = COMPOSE, file: str = "deploy/till.env",
    text: str = QUOTED,
) -> list[str]:  # fmt: skip
    for name, content in {script: said, file: text}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    odd = launched_otherwise(tmp_path, tmp_path, [compose], texts_of([compose]))
    return [f"{one.name} of {one.service}: {one.what}" for one in odd]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("Makefile", f"till:\n\t@{RUN}"),
        ("Makefile", "F := deploy/till.env\ntill:\n\t$(DOCKER) run --env-file=$(F) till:1\n"),
        (
            "Makefile",
            "till:\n\tdocker run --rm \\\n\t  --env-file $(CURDIR)/deploy/till.env \\\n\t  till:1\n",
        ),
        ("run.sh", f"#!/bin/sh\nset -e\nsudo {RUN}"),
        ("run.sh", 'FILE=deploy/till.env\nexec podman container create --env-file "${FILE}" till:1\n'),
        ("run.sh", "docker exec -it --env-file ./deploy/till.env till sh\n"),
        ("run.sh", "docker --context shop service create --env-file deploy/till.env till:1\n"),
        ("deploy/run.sh", "docker run --env-file till.env till:1\n"),
        (".github/workflows/try.yml", f"jobs:\n  a:\n    steps:\n      - run: {RUN}"),
        (
            ".github/workflows/try.yaml",
            "  - run: |\n      docker run --env-file ${{ github.workspace }}/deploy/till.env till:1\n",
        ),
        (
            "deploy/till.service",
            "ExecStart=/usr/bin/docker run --env-file /opt/shop/deploy/till.env till:1\n",
        ),
        ("deploy/till.container", "[Container]\nEnvironmentFile=/opt/shop/deploy/till.env\n"),
    ],
)
def test_a_launcher_that_keeps_quotes_is_seen(tmp_path: Path, script: str, said: str) -> None:
    where = f"{script} has docker run read deploy/till.env"
    assert found(tmp_path, script, said) == [
        f"ROLE of till: quotes around it where {where}, and none from compose"
    ]


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("Makefile", "till:\n\tdocker compose --env-file deploy/till.env run till\n"),
        ("Makefile", "till:\n\tdocker compose --file a.yml --env-file deploy/till.env up\n"),
        ("Makefile", "till: ## as docker run --env-file deploy/till.env\n\ttrue\n"),
        ("Makefile", "till:\n\t@echo docker run --env-file deploy/till.env\n"),
        ("run.sh", "# docker run --env-file deploy/till.env till:1\n"),
        ("run.sh", "docker run --env-file deploy/other.env till:1\n"),
        ("run.sh", "set -a; . deploy/till.env; docker run --env ROLE till:1\n"),
        ("run.sh", "docker run till:1; tool --env-file deploy/till.env\n"),
        ("README.md", RUN),
        ("deploy/till.service", "EnvironmentFile=/opt/shop/deploy/till.env\n"),
        ("deploy/till.service", "ExecStart=/usr/bin/docker run --env-file /etc/shop/till.env till:1\n"),
    ],
)
def test_what_reads_no_such_file_or_takes_quotes_away_passes(tmp_path: Path, script: str, said: str) -> None:
    assert found(tmp_path, script, said) == []


@pytest.mark.parametrize(
    ("compose", "seen"),
    [
        ("services: {till: {env_file: deploy/till.env}}", True),
        ("services: {till: {env_file: [{path: ./deploy/till.env, required: false}]}}", True),
        ("x-till: &a {env_file: deploy/till.env}\nservices: {till: {<<: *a, image: till}}", True),
        ("services: {till: {env_file: [{path: deploy/till.env, format: raw}]}}", False),
        ("services: {till: {env_file: deploy/till.env, environment: {ROLE: Editor}}}", False),
        ("services: {till: {env_file: deploy/till.env, environment: [ROLE=Editor]}}", False),
        ("services: {till: {env_file: deploy/other.env}}", False),
        ("services: {till: {image: till}}", False),
        ("services: {till:}", False),
    ],
)
def test_it_matters_what_compose_reads_by_its_quotes(tmp_path: Path, compose: str, seen: bool) -> None:
    assert bool(found(tmp_path, "run.sh", compose=compose)) is seen


@pytest.mark.parametrize(
    ("compose", "seen"),
    [
        ("services: {till: {environment: {ROLE: '${ROLE:?}'}}}", True),
        ("services: {till: {environment: [ROLE=$ROLE]}}", True),
        ("services: {till: {environment: {LEVEL: '${LEVEL}'}}}", False),
        ("services: {till: {environment: {LEVEL: '${ROLES}'}}}", False),
    ],
)
def test_composes_own_file_matters_by_what_is_filled_in(tmp_path: Path, compose: str, seen: bool) -> None:
    made = found(tmp_path, "run.sh", "docker run --env-file .env till:1\n", compose, ".env")
    assert [one.partition(":")[0] for one in made] == (["ROLE of .env"] if seen else [])


QUOTES, COMMENT, DOLLAR = (
    "quotes around it",
    "a comment behind it",
    "a dollar sign for a variable's value",
)


@pytest.mark.parametrize(
    ("line", "docker", "systemd"),
    [
        ('A="b c"', [QUOTES], []),
        ("A='b'", [QUOTES], []),
        ("export A='b'", [QUOTES], []),
        ("A='[\"b\"]'", [QUOTES], []),
        ('A="b $C"', [QUOTES, DOLLAR], [DOLLAR]),
        ("A=b ${C}", [DOLLAR], [DOLLAR]),
        ("A=b # of c", [COMMENT], [COMMENT]),
        ("A=b", [], []),
        ("A=b#c", [], []),
        ("A=b c", [], []),
        ("A=b$$c", [], []),
        ('A="b","c"', [], []),
        ('A=["b"]', [], []),
        ("A=", [], []),
        ("A", [], []),
        ("# A='b'", [], []),
    ],
)
def test_readers_differ_by_what_stands_around_a_value(
    line: str, docker: list[str], systemd: list[str]
) -> None:
    assert [what for _, what in read_by(f"{line}\n", "docker run")] == docker
    assert [what for _, what in read_by(f"{line}\n", "systemd")] == systemd
