"""Which images a bad release needs of its own, and what they are built from."""

from __future__ import annotations

from pathlib import Path

import pytest

from proving.copying import source_of
from proving.image import _changed_lines, _fill, _from_source, _lines
from proving.release import Release
from proving.seed import Injection


@pytest.mark.parametrize(
    ("path", "images"),
    [
        ("Dockerfile", ["ukp"]),
        ("requirements/service.lock", ["ukp"]),
        ("deploy/images/app/healthy", ["ukp"]),
        ("deploy/proxy/haproxy.cfg", ["haproxy"]),
        ("deploy/prometheus/prometheus.yml", ["prometheus"]),
        ("app/server.py", []),
        ("docker-compose.yml", []),
        (".github/workflows/verify.yml", []),
    ],
)
def test_an_image_is_built_anew_where_what_goes_into_it_was_changed(path: str, images: list[str]) -> None:
    assert [image.name for image in _from_source(Injection(source={path: "x"}))] == images


def test_changed_source_is_laid_over_the_release(tmp_path: Path) -> None:
    injection = Injection(source={"app/new.py": "x = 1\n", "app/server.py": None, "README.md": "?"})
    release = Release("x", injection, ("health.x:1",))
    lines = _lines(release)
    assert lines[:4] == ("COPY changed ./", "USER root", 'RUN ["rm", "-f", "app/server.py"]', "USER ukp")
    assert lines[4] == "COPY seeds ./"
    _fill(tmp_path / "image", release)
    changed = tmp_path / "image" / "changed"
    assert [p.relative_to(changed).as_posix() for p in changed.rglob("*.*")] == ["app/new.py"]


def test_what_is_built_from_the_beginning_is_not_laid_over() -> None:
    assert list(_changed_lines(Injection(source={"Dockerfile": "FROM x"}))) == []


def test_the_copy_has_what_is_written_about_a_release(tmp_path: Path) -> None:
    changed = {".github/workflows/verify.yml": "on: push\n", "README.md": None, "app/new.py": "x = 1\n"}
    copy = source_of(Injection(source=changed), tmp_path)
    assert (copy / ".github/workflows/verify.yml").read_text() == "on: push\n"
    assert (copy / "app/new.py").exists()
    assert (copy / "Dockerfile").exists()
    assert not (copy / "README.md").exists()
    assert source_of(Injection(source=changed), tmp_path) == copy
