"""Find the health check that a service has in the end: its own, its Dockerfile's, or its image's."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from gonogo.suites.config.experiments import dockerfiles

Words = tuple[str, ...]
_SECONDS = 10.0


@dataclass(frozen=True)
class Check:
    """Its words, none where there is none; ``unseen`` says which image might have one and is not here."""

    words: Words = ()
    unseen: str = ""


@dataclass
class Checks:
    """What images say is asked for once each; an engine that gave no answer is not asked again."""

    known: dict[str, Check] = field(default_factory=dict)
    silent: bool = False

    def of(self, made: Mapping[str, Any]) -> Check:
        """Return the check of a rendered service."""
        stated = made.get("healthcheck") or {}
        test = stated.get("test") or ()
        words = ("CMD-SHELL", test) if isinstance(test, str) else tuple(map(str, test))
        if stated.get("disable") or words[:1] == ("NONE",):
            return Check()
        return Check(words) if words else self._inherited(made)

    def _inherited(self, made: Mapping[str, Any]) -> Check:
        found = dockerfiles.read(made["build"]) if made.get("build") else None
        if found and found.check is not None:
            return Check(found.check)
        image = found.base if found else str(made.get("image") or "")
        return self._of_image(image) if image else Check()

    def _of_image(self, image: str) -> Check:
        if image not in self.known:
            self.known[image] = self._ask(image)
        return self.known[image]

    def _ask(self, image: str) -> Check:
        """Ask the engine, where one is, for an image that is here: nothing is pulled."""
        unseen = Check(unseen=f"the image {image} is not on this machine: pull it, if it has a check")
        if self.silent:
            return unseen
        command = ["docker", "image", "inspect", "--format", "{{json .Config}}", image]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=_SECONDS, check=False,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            self.silent = True
            return unseen
        return Check(of_image(json.loads(done.stdout))) if done.returncode == 0 else unseen


def of_image(config: Mapping[str, Any] | None) -> Words:
    """Return the check in an image's configuration, a line for a shell with the image's own."""
    known = config or {}
    words = tuple(map(str, (known.get("Healthcheck") or {}).get("Test") or ()))
    if words[:1] == ("NONE",):
        return ()
    shell = tuple(map(str, known.get("Shell") or ()))
    return ("CMD", *shell, *words[1:]) if words[:1] == ("CMD-SHELL",) and shell else words
