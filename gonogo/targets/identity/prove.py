"""Who a target is: what it states, at its entry and at each replica, and that something alive states it."""

from __future__ import annotations

import re
import time
import uuid
from dataclasses import dataclass, field

from gonogo.contract.identity import Identity
from gonogo.contract.model import Contract
from gonogo.instruments.probe.ask import Answer
from gonogo.instruments.probe.scheme import wrong_scheme
from gonogo.instruments.probe.scraping import scrape
from gonogo.instruments.urls import below
from gonogo.instruments.waits import pause
from gonogo.targets.base import Target, TargetError
from gonogo.targets.identity.anew import not_fresh, not_returned
from gonogo.targets.identity.movement import Numbers, moved, numbers_of
from gonogo.targets.identity.reading import Reading

_PAUSES = (0.05, 0.4, 0.8, 1.0)
"""Between reads: the second follows the first at once, the last ones see a clock of whole seconds tick."""
_LONGEST_SECONDS = 15.0
_HASH = re.compile(r"[0-9a-f]{1,64}")
_LEAST_DIGITS = 7
"""Of the beginning of a hash: git's own number (git-config, core.abbrev)."""
_WHOLE_HASHES = (40, 64)
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d.*")
_STIRRING, _LONGEST_STIRRING_SECONDS = 25, 2.0


@dataclass
class Place:
    """The entry or a replica, with what was read there."""

    name: str
    url: str
    is_entry: bool
    reading: Reading
    asked: int = 0
    reads: list[Numbers] = field(default_factory=list)

    @property
    def said(self) -> str:
        """The place as a message names it."""
        return self.url if self.is_entry else f"{self.name} ({self.url})"

    def look(self, contract: Contract, *, again: bool = False) -> None:
        """Keep every number of the pages that state the identity, and of the exposition if there is one."""
        promised = contract.identity
        paths = [*self.reading.pages, *([promised.alive] if promised and promised.alive else [])]
        if again:
            self.reading = Reading(self.url, contract)
        metrics = contract.metrics
        if metrics and (metrics.at_entry or not self.is_entry):
            paths.append(metrics.path)  # read last, so that it has counted the others
        for path in paths:
            self.reading.page(path)
        self.asked += max(1, len(set(paths) - ({metrics.path} if metrics else set())))
        self.reads.append(Numbers(time.monotonic(), self.asked, numbers_of(self.reading.pages)))

    def stir(self, contract: Contract) -> None:
        """Have it work for an exposition: what counts CPU time counts in hundredths of a second."""
        metrics = contract.metrics
        began = time.monotonic()
        if not metrics or not (metrics.at_entry or not self.is_entry):
            return
        for _ in range(_STIRRING):
            if time.monotonic() - began < _LONGEST_STIRRING_SECONDS:
                scrape(below(self.url, metrics.path), "*/*", {}, _LONGEST_STIRRING_SECONDS)


def identify(target: Target, expected_revision: str | None) -> dict[str, str]:
    """Return version, revision and configuration as the release states them; `unproven` with its reason.

    TargetError where the entry or a replica is not, or may not be, the release that was named.
    """
    contract = target.context.contract
    promised = contract.identity
    if promised is None:
        return _nameless(target, expected_revision)
    if target.started_here:
        return _started(target, promised, expected_revision)
    nonce = str(uuid.uuid4())
    places = _places(target, {} if _echoed(promised) is None else {str(_echoed(promised)): nonce})
    stated = [_state(place, promised, nonce) for place in places]
    _compare(places, stated, expected_revision)
    if promised.unproven is not None:
        return stated[0] | {"unproven": promised.unproven}
    if promised.nonce_path or promised.fresh:
        _answer_anew(places, promised)
    elif promised.nonce_header is None:
        _prove(places, contract)
    return stated[0]


def _places(target: Target, headers: dict[str, str]) -> list[Place]:
    """Return the entry and each replica, every URL once; nothing has been asked yet."""
    urls = {target.entry: "entry"}
    for replica in target.replicas:
        urls.setdefault(replica.url, replica.name)
    contract = target.context.contract
    return [
        Place(name, url, is_entry=url == target.entry, reading=Reading(url, contract, headers))
        for url, name in urls.items()
    ]


def _echoed(promised: Identity) -> str | None:
    """Return the header whose return proves a place, None where the contract says that nothing does."""
    return promised.nonce_header if promised.unproven is None else None


def _started(target: Target, promised: Identity, expected_revision: str | None) -> dict[str, str]:
    """Read what a release states that we started: its process proves it, and only a revision is compared."""
    if not promised.placed and not expected_revision:
        return {}
    places = _places(target, {})
    stated = [_facts(place.reading) for place in (places if expected_revision else places[:1])]
    if expected_revision:
        for place, found in zip(places, stated, strict=True):
            _is_revision(place, found["revision"], expected_revision)
    return stated[0]


def _facts(reading: Reading) -> dict[str, str]:
    """Return what a place states; TargetError where the page cannot be read at all."""
    answer = reading.answer
    if answer.error:
        said = wrong_scheme(answer) or f"{answer.error} {answer.detail}"
        raise TargetError(f"{answer.url} could not be read: {said}")
    return reading.identity()


def _state(place: Place, promised: Identity, nonce: str) -> dict[str, str]:
    """Return what a live place states, with a version, and the nonce back where one is promised."""
    if not promised.placed and promised.unproven is not None:
        return {}
    stated, answer, echoed = _facts(place.reading), place.reading.answer, _echoed(promised)
    if said := wrong_scheme(answer):
        raise TargetError(f"{answer.url} answered {answer.status}: {said}")
    if not stated["version"]:
        if not promised.stated:
            return stated
        raise TargetError(_no_version(place.reading))
    if echoed and answer.header(echoed) != nonce:
        raise TargetError(f"{answer.url} does not echo {echoed}: a cache or a static page answers")
    return stated


def _no_version(reading: Reading) -> str:
    answer, said = reading.answer, reading.fact("version")
    none = f"; {said!r} can be none" if said else ""
    if not said and answer.status == 200 and (broken := _no_json(answer)):
        return f"{broken}: no version can be read ({reading.stands('version')})"
    return (
        f"{answer.url} answered {answer.status} with {answer.media_type or 'no media type'} and no version "
        f"({reading.stands('version')}{none}): this is not the service of the contract, or not its entry"
    )


def _no_json(answer: Answer) -> str:
    """Return why what says that it is JSON cannot be read as such, empty where it can, or is none."""
    if answer.media_type != "application/json" and not answer.media_type.endswith("+json"):
        return ""
    try:
        answer.json()
    except ValueError as broken:
        return str(broken)
    return ""


def _compare(places: list[Place], stated: list[dict[str, str]], expected_revision: str | None) -> None:
    """Hold every place to the revision that was named, and every replica to what the entry states."""
    for place, found in zip(places, stated, strict=True):
        if expected_revision:
            _is_revision(place, found.get("revision", ""), expected_revision)
        for key in ("version", "revision"):
            if found.get(key) != stated[0].get(key):
                raise TargetError(
                    f"{place.said} states {key} {found.get(key) or 'none'!r}, and the entry {places[0].url} "
                    f"{stated[0].get(key) or 'none'!r}: it is another release, or another service"
                )


def _is_revision(place: Place, revision: str, expected: str) -> None:
    if not _same_revision(revision, expected):
        named = place.reading.contract.identity and place.reading.contract.identity.revision
        other = _why_no_beginning(revision, expected)
        raise TargetError(
            f"{place.said} states revision {revision or 'none'!r}, and --expect-revision is {expected!r}: "
            + (
                other or "this is another release"
                if named
                else "name where it is stated under `identity.revision`"
            )
        )


def _same_revision(stated: str, expected: str) -> bool:
    """Whether two texts name one revision: the same, or one is the beginning of the other, as git shows it.

    Hexadecimal digits alone have a beginning, so that 1.2.3 is never 1.2.30.
    """
    if stated == expected:
        return True
    return _begins(stated, expected) and not _why_no_beginning(stated, expected)


def _why_no_beginning(stated: str, expected: str) -> str:
    """Return why the beginning of the other text is no hash's, empty where it is one, or none at all.

    Digits alone are a build's number, or a date, unless what they begin is surely a hash.
    """
    short, whole = sorted((stated.lower(), expected.lower()), key=len)
    if not _begins(stated, expected):
        return ""
    if len(short) < _LEAST_DIGITS:
        return f"a beginning of a hash has {_LEAST_DIGITS} digits or more"
    numbers = whole.isdecimal() or _DATE.fullmatch(short)
    if short.isdecimal() and numbers and len(whole) not in _WHOLE_HASHES:
        return "digits alone may be a build's number, and no hash: name all of it"
    return ""


def _begins(stated: str, expected: str) -> bool:
    """Whether both are hexadecimal, and one is the beginning of the other."""
    short, whole = sorted((stated.lower(), expected.lower()), key=len)
    return bool(_HASH.fullmatch(short) and _HASH.fullmatch(whole)) and whole.startswith(short)


def _answer_anew(places: list[Place], promised: Identity) -> None:
    """Have every place repeat a nonce, or make something anew; TargetError with the first that does not."""
    for place in places:
        if promised.nonce_path and (said := not_returned(place.url, promised.nonce_path)):
            raise TargetError(f"{place.said}: {said}")
        if promised.fresh and (said := not_fresh(place.url, place.reading.contract)):
            raise TargetError(f"{place.said}: {said}")


def _prove(places: list[Place], contract: Contract) -> None:
    """Read again until something moves at every place; TargetError with the first at which nothing does."""
    began, still = time.monotonic(), places
    for place in places:
        place.look(contract)
    for seconds in _PAUSES:
        mute = [place for place in still if not place.reads[-1].values]
        still = mute or still
        if mute or time.monotonic() - began > _LONGEST_SECONDS:
            break
        if seconds == _PAUSES[-1]:
            for place in still:
                place.stir(contract)
        pause(seconds, "what is alive moves as time goes on")
        for place in still:
            place.look(contract, again=True)
        still = [place for place in still if not moved(place.reads)]
        if not still:
            return
    place = still[0]
    raise TargetError(
        f"{place.said}: nothing that it serves proves that a release answers and no file or cache: no number "
        f"at {' or '.join(place.reading.pages)} moved as time and {_requests(place.asked)} would move it; "
        "name `identity.nonce_header`, `nonce_path` or `fresh`, a page with an uptime or a counter "
        "(`identity.alive`), or a public `metrics.path`; or say why nobody can prove it: "
        "`identity: {unproven: …}`"
    )


def _requests(number: int) -> str:
    return "1 request" if number == 1 else f"{number} requests"


def _nameless(target: Target, expected_revision: str | None) -> dict[str, str]:
    if target.started_here and not expected_revision:
        return {}
    raise TargetError(
        "the contract has no identity section, so that a live target cannot be told from a static page; "
        "add `identity: {path: …, version: …}`, or say why nobody can: `identity: {unproven: …}`"
    )
