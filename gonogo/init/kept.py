"""Which header of an answer says that a cache gave it."""

from __future__ import annotations

from gonogo.init.asking import Asked
from gonogo.instruments.cached import from_caches, states_cache
from gonogo.instruments.probe.ask import Answer

_MOST = 60


def kept_by(asked: Asked, path: str) -> str:
    """Return the headers by which a cache says that it gave an answer, asked for twice; empty for none."""
    answers = [asked.get(path), asked.again(path)]
    kept = from_caches([answer.headers for answer in answers])
    return next((_said(answer) for answer, is_kept in zip(answers, kept, strict=True) if is_kept), "")


def _said(answer: Answer) -> str:
    own = [(name, value) for name, value in answer.headers if states_cache(((name, value),))]
    own = own or [(name, value) for name, value in answer.headers if name == "age"]
    return ", ".join(f"{_title(name)}: {value[:_MOST]}" for name, value in own)


def _title(name: str) -> str:
    return "-".join(part.upper() if part == "cf" else part.capitalize() for part in name.split("-"))
