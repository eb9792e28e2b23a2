"""The Dockerfile takes a tool, or what it stands on, out of an image whose tag its maker moves.

Ships: the line that the tool's own documentation gives; two builds of one commit have two tools.
Source: astral-sh/uv, guide for Docker (`COPY --from=ghcr.io/astral-sh/uv:latest`); hadolint DL3007, DL3006.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEI-13", expected=("config/images-are-pinned",))
_TOOLS = ("uv", "deno", "tini", "dive", "syft")
_STAGE = "FROM python AS production\n"
_BASE = "ARG BASE=gonogo/base:trixie\n"


def inject(rng: Random) -> Injection:
    """Take it as it is today."""
    image = f"ghcr.io/{rng.choice(['acme', 'shop', 'tools'])}/{rng.choice(_TOOLS)}"
    return taking(image, rng.choice(["", ":latest", f":{rng.randrange(3, 9)}"]), rng)


def taking(image: str, reference: str, rng: Random) -> Injection:
    """Use an image in one of the ways in which a Dockerfile does."""
    whole, tool = f"{image}{reference}", image.rpartition("/")[2]
    ways = [
        (_STAGE, f"{_STAGE}COPY --from={whole} /{tool} /usr/local/bin/{tool}\n"),
        (_STAGE, f"FROM {whole} AS tools\n{_STAGE}COPY --from=tools /{tool} /usr/local/bin/{tool}\n"),
        (_STAGE, f"{_STAGE}RUN --mount=type=bind,from={whole},target=/mnt cp /mnt/{tool} /usr/local/bin\n"),
        (_BASE, f"ARG BASE={whole}\n"),
    ]
    return Injection(fact=whole, source=edited("Dockerfile", rng.choice(ways)))
