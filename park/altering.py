"""Facts that a twin changes: each returns what to do with an answer, and leaves all other answers alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from urllib.parse import urlsplit

from gonogo.instruments.waits import pause
from park.server import Alteration, Answer


def at(path: str, change: Alteration) -> Alteration:
    """Change only what is answered at one path, whatever its query."""
    return lambda answer: change(answer) if _bare(answer.path) == path else answer


def _bare(target: str) -> str:
    """Return a request's target without its query; what is no target of a path has none."""
    try:
        return urlsplit(target).path
    except ValueError:
        return target


def says(
    path: str, body: str, status: int = 200, media_type: str = "text/plain; charset=utf-8"
) -> Alteration:
    """Answer a path with something else."""

    def change(answer: Answer) -> Answer:
        kept = [(k, v) for k, v in answer.headers if k.lower() not in ("content-type", "content-encoding")]
        stated = (*kept, ("Content-Type", media_type))
        return replace(answer, status=status, headers=stated, body=body.encode())

    return at(path, change)


def instead_of_missing(path: str) -> Alteration:
    """Answer 200 where nothing is, with what a path that is there would get: a catch-all."""

    def change(answer: Answer) -> Answer:
        body = f"<!doctype html><title>home</title><a href={path}>home</a>".encode()
        stated = (("Content-Type", "text/html; charset=utf-8"),)
        return replace(answer, status=200, headers=stated, body=body) if answer.status == 404 else answer

    return change


def with_status(path: str, status: int) -> Alteration:
    """Answer a path with another status."""
    return at(path, lambda answer: replace(answer, status=status))


def redirects(path: str, to: str) -> Alteration:
    """Send whoever asks for a path elsewhere."""
    return at(path, lambda answer: replace(answer, status=302, headers=(("Location", to),), body=b""))


def later(path: str, seconds: float) -> Alteration:
    """Answer a path late."""

    def change(answer: Answer) -> Answer:
        pause(seconds, "a server that is late is what is tried")
        return answer

    return at(path, change)


def without_header(name: str) -> Alteration:
    """Drop a header from every answer."""
    lower = name.lower()
    return lambda answer: replace(
        answer, headers=tuple((k, v) for k, v in answer.headers if k.lower() != lower)
    )


def with_header(name: str, value: str) -> Alteration:
    """Set a header on every answer."""
    dropped = without_header(name)

    def change(answer: Answer) -> Answer:
        kept = dropped(answer)
        return replace(kept, headers=(*kept.headers, (name, value)))

    return change


def trusting_any_origin(path: str) -> Alteration:
    """Let the page of whoever asks read the answer as the user who is signed in."""

    def change(answer: Answer) -> Answer:
        trusting = with_header("Access-Control-Allow-Credentials", "true")(answer)
        return with_header("Access-Control-Allow-Origin", answer.origin or "*")(trusting)

    return at(path, change)


def of_status(status: int, change: Alteration) -> Alteration:
    """Change only answers of one status."""
    return lambda answer: change(answer) if answer.status == status else answer


def text_at(path: str, change: Callable[[str], str]) -> Alteration:
    """Change the text of one path."""
    return at(path, lambda answer: replace(answer, body=change(answer.body.decode()).encode()))


def without_line(path: str, beginning: str) -> Alteration:
    """Leave out the lines that begin so."""

    def change(text: str) -> str:
        return "".join(x for x in text.splitlines(keepends=True) if not x.startswith(beginning))

    return text_at(path, change)


def with_text(path: str, pattern: str, instead: str) -> Alteration:
    """Write something else wherever a pattern is found in the text of a path."""
    return text_at(path, lambda text: re.sub(pattern, instead, text, flags=re.MULTILINE))


def with_lines(path: str, *lines: str) -> Alteration:
    """Add lines at the end of a text."""
    return text_at(path, lambda text: text + "".join(f"{line}\n" for line in lines))


def falling(path: str, series: str) -> Alteration:
    """Let a counter fall from each reading to the next."""
    readings = count()

    def change(text: str) -> str:
        value = 1_000_000 - next(readings)
        return re.sub(rf"^({series}(?:\{{.*\}})?) \S+$", rf"\1 {value}", text, flags=re.MULTILINE)

    return text_at(path, change)
