"""Find when a Dockerfile's health check asks, in the names that compose has for it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from gonogo.suites.config.experiments import dockerfiles

Times = dict[str, str]
_OPTIONS = re.compile(r"(?:--\S+\s+)*")
_OPTION = re.compile(r"--([a-z-]+)=(\S+)")


def of_build(build: Mapping[str, Any]) -> list[Times]:
    """Return what the check of a rendered `build` states of its times; several stages may state one check.

    None at all is no check, or no Dockerfile on this machine.
    """
    stated, text = dockerfiles.read(build), dockerfiles.text_of(build)
    if not stated or not stated.check or text is None:
        return []
    words = stated.check
    return [times for said, times in _checks(text) if said and said[1:] == words[-len(said) + 1 :]]


def _checks(text: str) -> Iterator[tuple[dockerfiles.Words, Times]]:
    """Give the words of each HEALTHCHECK, and its options."""
    from dockerfile_parse import DockerfileParser  # noqa: PLC0415 - of an extra

    content = io.BytesIO(dockerfiles.without_heredocs(text).encode())
    for one in DockerfileParser(fileobj=content, build_args={}).structure:
        if one["instruction"] == "HEALTHCHECK":
            options = _OPTIONS.match(one["value"].strip())
            stated = _OPTION.findall(options[0] if options else "")
            found = {name.replace("-", "_"): value for name, value in stated}
            yield dockerfiles.words(one["value"]), found
