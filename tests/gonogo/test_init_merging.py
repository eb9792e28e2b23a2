"""Compose files are merged as compose merges them, and those of no use are refused in one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gonogo.cli.main import main
from gonogo.init import composing, merging
from gonogo.init.merging import UnreadableError, merged
from gonogo.init.repository import NoComposeError, read_repository
from tests.gonogo.stacks import compose_of, repository


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composing, "rendered", lambda *_: {})


def written(folder: Path, *texts: str) -> list[Path]:
    files = [folder / f"{number}.yaml" for number, _ in enumerate(texts)]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    return files


def api(folder: Path, *texts: str) -> dict[str, Any]:
    stated = [f"services: {{api: {{{text}}}}}" for text in texts]
    made: dict[str, Any] = merged(written(folder, *stated))["services"]["api"]
    return made


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        # one of two forms in each file
        (
            "environment: [A=1, B]",
            "environment: {A: 2, C: 3}",
            {"environment": {"A": 2, "B": None, "C": 3}},
        ),
        ("environment: {A: 1}", "environment: [B=2]", {"environment": {"A": 1, "B": "2"}}),
        ("labels: [a=1]", "labels: {b: 2}", {"labels": {"a": "1", "b": 2}}),
        (
            "depends_on: [db]",
            "depends_on: {cache: {condition: service_healthy}}",
            {"depends_on": {"db": None, "cache": {"condition": "service_healthy"}}},
        ),
        (
            "networks: [a]",
            "networks: {b: {aliases: [x]}}",
            {"networks": {"a": None, "b": {"aliases": ["x"]}}},
        ),
        ("build: ./x", "build: {target: dev}", {"build": {"context": "./x", "target": "dev"}}),
        ("build: {target: dev}", "build: ./x", {"build": {"context": "./x", "target": "dev"}}),
        ("env_file: a.env", "env_file: [b.env]", {"env_file": ["a.env", "b.env"]}),
        # what takes the place of what was there, and what is added to it
        ("command: [serve]", "command: [serve, --reload]", {"command": ["serve", "--reload"]}),
        ("entrypoint: [a]", "entrypoint: b", {"entrypoint": "b"}),
        (
            "healthcheck: {test: [CMD, a], retries: 3}",
            "healthcheck: {test: [CMD, b]}",
            {"healthcheck": {"test": ["CMD", "b"], "retries": 3}},
        ),
        ("ports: ['1']", "ports: ['2']", {"ports": ["1", "2"]}),
        ("expose: ['1']", "expose: ['1']", {"expose": ["1"]}),
    ],
)
def test_two_files_say_one_thing(tmp_path: Path, first: str, second: str, found: dict[str, Any]) -> None:
    assert api(tmp_path, first, second) == found


def test_a_service_called_as_a_list_is_merged_all_the_same(tmp_path: Path) -> None:
    files = written(tmp_path, "services: {test: {image: a}}", "services: {test: {ports: ['1']}}")
    assert merged(files)["services"]["test"] == {"image": "a", "ports": ["1"]}


def test_folders_and_files_are_those_of_the_file_that_names_them(tmp_path: Path) -> None:
    found = repository(
        tmp_path,
        "include: [parts/db.yaml]\n"
        "services: {api: {extends: {file: parts/base.yaml, service: api}, build: {target: last}}}\n",
        **{
            "parts/base__yaml": "services: {api: {build: ./code, env_file: own.env, ports: ['7']}}",
            "parts/own__env": "DATABASE_URL=postgres://db/shop\n",
            "parts/code/Dockerfile": "FROM python:3.13 AS last\nEXPOSE 7000\n",
            "parts/db__yaml": "services: {db: {extends: {file: pg.yaml, service: pg}, env_file: [pg.env]}}",
            "parts/pg__yaml": "services: {pg: {image: 'postgres:17'}}",
            "parts/pg__env": "POSTGRES_PASSWORD=x\n",
        },
    )
    assert found.services["api"]["build"] == {"context": "parts/code", "target": "last"}
    assert found.environment("db") == {"POSTGRES_PASSWORD": "x"}
    assert found.roles.built("api") is not None
    assert (set(found.dependencies), found.missing) == ({"db"}, [])


def test_what_lies_elsewhere_stays_where_it_is(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    stated = "https://example.com/shop.git"
    (tmp_path / "parts" / "a.yaml").write_text(f"services: {{api: {{build: '{stated}', env_file: ~/a}}}}")
    made = merged(written(tmp_path, "include: [parts/a.yaml]"))["services"]["api"]
    assert made == {"build": stated, "env_file": ["~/a"]}


@pytest.mark.parametrize(
    ("text", "others", "said"),
    [
        ("services: {a: {extends: b}, b: {extends: {service: a}}}", {}, "extends itself, by way of"),
        ("services: {a: {extends: a}}", {}, "compose.yaml: a extends itself"),
        (
            "services: {a: {extends: {file: b.yml, service: a}}}",
            {"b.yml": "services: {a: {extends: {file: compose.yaml, service: a}}}"},
            "a extends itself, by way of a",
        ),
        ("include: [b.yml]", {"b.yml": "include: [compose.yaml]"}, "compose.yaml is included by a file"),
        ("services: [", {}, r"compose.yaml is no YAML: .*\(line 2, column 1\)"),
        ("include: [b.yml]", {"b.yml": "a: ["}, "b.yml is no YAML"),
        ("services:\n\ta: {}", {}, "line 2"),
        ("", {}, "says nothing"),
        ("hello", {}, "says nothing"),
        ("volumes: {a: {}}", {}, "has no services"),
        ("services:", {}, "has no services"),
        ("services: [a, b]", {}, "`services` is a list"),
        ("services: {web: nginx}", {}, "the service web is a str, and compose takes a mapping"),
        ("services: {}", {}, "has no services"),
        ("x: &x {y: *x}", {}, "stands inside itself"),
        (f"x: {'[' * 99}{']' * 99}", {}, "nested deeper"),
        (f"x: [{', '.join('x' * 60_000)}]", {}, "more than 50,000 values"),
        (f"# {'x' * 5_000_000}", {}, "larger than 1,048,576 bytes"),
        (f"x: {'9' * 6000}", {}, "a value that nobody can read"),
        ("services: {'a b': {image: x, ports: ['1']}}", {}, "a service is called 'a b'"),
        ("services: {a: {ports: ['80'], expose: ['1']}}", {}, "a has neither an image nor a folder"),
    ],
)
def test_files_of_no_use_are_one_sentence(
    tmp_path: Path,
    text: str,
    others: dict[str, str],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, other in {"compose.yaml": text, **others}.items():
        (tmp_path / name).write_text(other)
    with pytest.raises(NoComposeError, match=said):
        read_repository(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "gonogo.yaml").exists()


@pytest.mark.parametrize(
    ("text", "others"),
    [
        # the same file twice, and a file that extends another service of the file that extends it
        ("include: [b.yml, b.yml, c.yml]", {"c.yml": "include: [b.yml]"}),
        (
            "services: {x: {image: 'a:1'}, y: {extends: {file: d.yml, service: y}}}",
            {"d.yml": "services: {y: {extends: {file: compose.yaml, service: x}}}"},
        ),
        ("include: 5", {}),
        ("include: b.yml", {}),
        ("services: {x: {extends: {file: none.yml, service: y}, image: 'a:1'}}", {}),
        (f"services: {{x: {{image: a, ports: ['{'9' * 5000}', '0', '70000']}}}}", {}),
    ],
)
def test_what_only_looks_like_a_cycle_is_read(tmp_path: Path, text: str, others: dict[str, str]) -> None:
    own = "services: {shop: {build: ., ports: ['8000']}}"
    for name, other in {"compose.yaml": text, "b.yml": own, "compose.override.yaml": own, **others}.items():
        (tmp_path / name).write_text(other)
    found = read_repository(tmp_path)
    assert found is not None
    assert (found.service, compose_of(found).port) == ("shop", 8000)


@pytest.mark.parametrize("name", ["compose.yaml", ".env", "Dockerfile"])
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"compose.yaml": "services: {shop: {build: .}}", ".env": "A=b", "Dockerfile": "FROM a"}
    for file, text in texts.items():
        (tmp_path / file).write_text(text)
    real = Path.open

    def refused(file: Path, *options: Any, **more: Any) -> Any:
        if file.name == name:
            raise PermissionError(13, "Permission denied", str(file))
        return real(file, *options, **more)

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(NoComposeError, match=f"^{name} cannot be read: Permission denied$"):
        read_repository(tmp_path)


def test_an_unreadable_file_is_no_empty_one(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        merging.merged([tmp_path / "missing.yaml"])
