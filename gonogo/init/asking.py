"""Ask a live service for many paths at once, with reads alone, each path once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from gonogo.init.paths import NONCE_HEADERS, USUAL
from gonogo.instruments.probe.ask import Answer, probe
from gonogo.instruments.urls import below

_AT_A_TIME = 8
_DEADLINE_SECONDS = 3.0
_MOST_BYTES = 4_000_000
_TRIES = 2


@dataclass
class Asked:
    """What a service answered, by path below ``url``; ``nonce`` went with every request.

    ``bases`` stand before a path: nothing for the URL itself, `:8081` or a whole URL for where it is managed.
    """

    url: str
    bases: tuple[str, ...] = ("",)
    linked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Paths that the service itself names, by what they seem to be for."""
    landings: tuple[str, ...] = ("/",)
    """The root, and the page to which it sends whoever asks for it."""
    answers: dict[str, Answer] = field(default_factory=dict)
    nonce: str = field(default_factory=lambda: str(uuid.uuid4()))
    restless: set[str] = field(default_factory=set)
    """Paths that nobody has, and that are answered otherwise each time."""

    def everywhere(self, paths: Iterable[str]) -> list[str]:
        """Return the paths at the URL itself, and then where the service is managed."""
        listed = list(paths)
        return [f"{base}{path}" for base in self.bases for path in listed]

    def places(self, kind: str) -> list[str]:
        """Return where something of a kind may be: paths that are usual, and those that the service names."""
        return list(dict.fromkeys([*self.everywhere(USUAL[kind]), *self.linked.get(kind, ())]))

    def all(self, paths: Iterable[str]) -> None:
        """Ask for those that were not asked for, a few at a time."""
        new = [path for path in dict.fromkeys(paths) if path not in self.answers]
        with ThreadPoolExecutor(_AT_A_TIME) as pool:
            self.answers |= dict(zip(new, pool.map(self.again, new), strict=True))

    def get(self, path: str) -> Answer:
        """Return the answer of a path, asked for now if it was not."""
        self.all([path])
        return self.answers[path]

    def again(self, path: str, accept: str = "*/*", nonce: str = "") -> Answer:
        """Ask for a path anew, whatever was answered before."""
        headers = dict.fromkeys(NONCE_HEADERS, nonce or self.nonce) | {"Accept": accept}
        url = below(self.url, path)
        return probe(url, headers=headers, deadline_seconds=_DEADLINE_SECONDS, max_bytes=_MOST_BYTES)

    def echoed(self, path: str) -> str | None:
        """Return the header in which each nonce comes back: a cache repeats an old one."""
        answer = self.get(path)
        names = [name for name in NONCE_HEADERS if answer.header(name) == self.nonce]
        for _ in range(_TRIES if names else 0):
            nonce = str(uuid.uuid4())
            answer = self.again(path, nonce=nonce)
            names = [name for name in names if answer.header(name) == nonce]
        return names[0] if names else None

    def is_catch_all(self, path: str) -> bool:
        """Whether a path is answered as one that nobody has: by what answers all, or all of its end.

        A path that ends in a slash is compared with one that does, too: some add a slash to every path.
        """
        return any(self._is_alike(path, *others) for others in self._beside(path))

    def _beside(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield pairs of paths that nobody has: in the folder of a path, and with its end in another one."""
        managed = [base for base in self.bases if base and not base.startswith("/")]
        base = max((base for base in managed if path.startswith(f"{base}/")), key=len, default="")
        folder, _, end = path.removeprefix(base).rstrip("/").rpartition("/")
        names = [f"no-such-page-{self.nonce}{more}" for more in ("", "-either")]
        slashes = ("", "/") if path.endswith("/") else ("",)
        for slash in slashes:
            one, other = (f"{base}{folder}/{name}{slash}" for name in names)
            yield one, other
        if folder:
            above = folder.rpartition("/")[0]
            one, other = (f"{base}{above}/{name}/{end}{slashes[-1]}" for name in names)
            yield one, other

    def _is_alike(self, path: str, beside: str, further: str) -> bool:
        answer, other = self.get(path), self.get(beside)
        if other.status != answer.status:
            return False
        if _plain(other, beside) == _plain(answer, path):
            return True
        for _ in range(_TRIES if beside not in self.restless else 0):
            if (own := self._has_its_own(path, beside, further)) is not None:
                return not own
        self.restless.add(beside)
        return other.media_type == answer.media_type  # a further page of its kind may be any of those

    def _has_its_own(self, path: str, beside: str, further: str) -> bool | None:
        """Whether a path is answered otherwise than two beside it at that moment; None if these differ, too.

        What answers all may say something else every few seconds, or by the replica that is asked: a path
        counts only between two that are alike, and is asked for twice. A limit that is met says nothing.
        """
        said = [(self.again(each), each) for each in (beside, path, path, further)]
        first, *own, last = [(answer.status, _plain(answer, each)) for answer, each in said]
        if first in own or last in own or any(answer.status != self.get(path).status for answer, _ in said):
            return False
        return True if first == last else None


def _plain(answer: Answer, path: str) -> str:
    """Return a body without the path that was asked for, which a page may repeat."""
    return answer.text.replace(path, "")
