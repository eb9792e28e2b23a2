"""A body beyond the limit is refused for its size, and one at the limit is not.

Why: a body without an end fills the memory of the process that reads it, for every user of it; a limit that
trusts the stated length, or that only the proxy has, is none for whoever sends chunks or goes past the proxy.
Reference: RFC 9110, 15.5.14 (413) and 15.5.12 (411); OWASP ASVS 5.0 15.2.2; CWE-770.
Remedy: count the bytes as they arrive, and as they are inflated; stop at the limit and answer 413, in the
service itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from gonogo.contract.security import Body
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.security.observations.bodies import FIELD, FILE, Bodies, Sent

_TAKEN = range(200, 300)
_NO_CHUNKS = (411, 501)  # refuse every body in chunks, whatever its size (RFC 9112, 6.1 and 6.3)
_NO_CONTENT = (400, 415, 422)  # what is said to a body of no length, where one was wanted


@rule("security.body")
def judge(seen: Bodies, body: Body) -> Judgement:
    """Refuse a larger body that is taken, and one at the limit that is not, for its size.

    Where one at the limit is not taken, a refusal of a larger one says nothing.
    """
    refusal, status = body.refusal, body.request.status
    open_ = {(s.source, s.form) for s in seen.within if s.status == status}
    unread = _unread(seen, open_, refusal)
    # what takes files may well have a lower limit for the texts beside them
    lower = {(s.source, s.form) for s in seen.within if s.status == refusal and _is_beside_a_file(s, open_)}
    taken = [s for s in seen.beyond if s.status is not None and not _refused(s, refusal, unread)]
    problems = tuple(
        Problem(_said(s), f"status {refusal}", f"status {s.status}")
        for s in taken
        if (s.source, s.form) in open_ or s.status in _TAKEN
    )
    problems += tuple(
        Problem(_said(s), f"status {status}", f"status {refusal}")
        for s in seen.within
        if s.status == refusal and (s.source, s.form) not in lower
    )
    problems += tuple(
        Problem(
            f"{f.size_bytes} bytes in a field of {f.name} ({f.path})",
            f"status {refusal}",
            f"status {f.status}",
        )
        for f in seen.forms
        if f.status == f.taken
    )
    problems += tuple(
        Problem(_said(s), f"status {refusal}", f"status {s.status}")
        for s in (*seen.inflated, *seen.changed)
        if s.status in _TAKEN
    )
    problems += tuple(_by_letters(seen, refusal, status))
    doubts = [s for s in seen.within if s.status != status and not _refused(s, refusal, unread)]
    doubts += [s for s in seen.beyond if s.status is None or (s.source, s.form) not in open_ | lower]
    if doubts and not problems:
        answers = (f"{_said(s)} was answered with {s.status or s.error}" for s in doubts)
        return Judgement.cannot_tell("; ".join(answers))
    return Judgement(len(seen.within) + len(seen.beyond), problems, "no body was sent")


def _by_letters(seen: Bodies, refusal: int, status: int) -> Iterator[Problem]:
    """Give each body that was taken, or judged by its content as a small one is, for its few letters."""
    read = {(s.source, s.chunked) for s in seen.within if s.status == status}
    for one in seen.lettered:
        judged = (one.source, one.chunked) in read and one.status == one.taken != refusal
        if one.status in _TAKEN or (one.status and judged):
            how = "in chunks" if one.chunked else "announced"
            where = f"{one.size_bytes} bytes in {one.letters} letters {how} at {one.source}"
            yield Problem(where, f"status {refusal}", f"status {one.status}")


def _unread(seen: Bodies, open_: Collection[tuple[str, str]], refusal: int) -> set[tuple[str, int]]:
    """Return the processes that read no chunks, with the status by which each says so, or finds no body.

    Gunicorn hands Django such a body with a length of 0: the same one with its length is taken there.
    """
    return {
        (s.source, s.status)
        for s in seen.within
        if s.chunked and s.status and (s.status in _NO_CHUNKS or _finds_none(s, open_, refusal))
    }


def _finds_none(sent: Sent, open_: Collection[tuple[str, str]], refusal: int) -> bool:
    return sent.status in _NO_CONTENT and sent.status != refusal and (sent.source, sent.form) in open_


def _is_beside_a_file(sent: Sent, open_: Collection[tuple[str, str]]) -> bool:
    return sent.form == FIELD and (sent.source, FILE) in open_


def _refused(sent: Sent, refusal: int, unread: set[tuple[str, int]]) -> bool:
    """Whether it was refused for its size, or as any in chunks is that comes to the same process."""
    no_chunks = sent.chunked and sent.status and (sent.source, sent.status) in unread
    return sent.status == refusal or bool(no_chunks)


def _said(sent: Sent) -> str:
    of = f" of {sent.form}" if sent.form else ""
    return f"{sent.size_bytes} bytes{of} {'in chunks' if sent.chunked else 'announced'} at {sent.source}"
