"""Find the images in which the jobs of a workflow run, and those that are started beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.suites.config.observations.pipeline import JobImage

_OF_MATRIX = re.compile(r"\$\{\{\s*matrix\.([\w.-]+)\s*\}\}")


def of_jobs(file: str, jobs: Mapping[Any, Any]) -> Iterator[JobImage]:
    """Give each image; one by a matrix is as many as that has, and what only a run knows is left out."""
    for name, job in jobs.items():
        matrix = (job.get("strategy") or {}).get("matrix") or {}
        stated = {"container": job.get("container")}
        stated |= {f"service {one}": made for one, made in (job.get("services") or {}).items()}
        for what, said in stated.items():
            image = said.get("image") if isinstance(said, Mapping) else said
            for each in _filled(str(image or ""), matrix):
                yield JobImage(f"{file}, {name}: {what}", each)


def _filled(image: str, matrix: Any) -> list[str]:
    """Return an image with each value that a matrix has for it; none where something else is put in."""
    found = [image] if image.strip() else []
    while found and (asked := _OF_MATRIX.search(found[0])):
        values = _values(asked[1], matrix)
        found = list(dict.fromkeys(one.replace(asked[0], value) for one in found for value in values))
    return [one for one in found if "${{" not in one]


def _values(name: str, matrix: Any) -> list[str]:
    """Return the values of one of its fields, those of `include` among them."""
    if not isinstance(matrix, Mapping):
        return []
    first, *rest = name.split(".")
    listed = matrix.get(first)
    rows = [row.get(first) for row in matrix.get("include") or () if isinstance(row, Mapping)]
    found = [*(listed if isinstance(listed, list) else ()), *rows]
    for part in rest:
        found = [one.get(part) for one in found if isinstance(one, Mapping)]
    return [str(one) for one in found if one is not None and not isinstance(one, Mapping | list)]
