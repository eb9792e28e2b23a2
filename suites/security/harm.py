"""What the rules on hostile inputs share: whether the controls show that somebody was served. Pure."""

from __future__ import annotations

from gonogo.suites.security.observations.hostile import Answered, HostileInputs, Once, Tried

_REFUSED = ("refused", "reset", "protocol")


def unserved(seen: HostileInputs) -> str:
    """Say why nothing follows from a service that went on; empty where the plain request was taken."""
    odd = [u for u in seen.usual if u.status != u.promised or u.error]
    if odd:
        said = "; ".join(
            f"at {u.place}: {u.error or f'status {u.status}'}, promised {u.promised}" for u in odd
        )
        return f"before anything hostile was sent the plain request was answered otherwise, {said}"
    if not seen.usual:
        return "the contract names no request whose status is known"
    return f"not everything was sent: {'; '.join(seen.unsent)}" if seen.unsent else ""


def told(seen: HostileInputs) -> dict[str, list[str]]:
    """Say as evidence how many inputs were left out."""
    if not seen.left_out:
        return {}
    all_ = seen.left_out + len(seen.tried)
    slow = f"{seen.left_out} of {all_} inputs: the service is too slow for all of them"
    return {"left out, evenly": [slow]}


def ended(tried: Tried) -> str:
    """Say how an input ended what serves; empty where it did not, or did not each time."""
    said = [_ended(once) for once in tried.times]
    last = tried.times[-1] if tried.times else None
    if tried.ends_alone:
        sent = [one for one in tried.alone if one.hostile]
        return (
            f"{', '.join(sent[-1].ended)} ended, as one did each of {len(sent)} times that it was sent alone"
        )
    return said[-1] if last and all(said) and (len(said) > 1 or _is_dead(last)) else ""


def waited(once: Once) -> float:
    """Return for how many seconds an input kept the next client; one that is late by itself is noise.

    The one beside it overtakes what is read behind a look-up: where no answer came, the one after it waits.
    """
    if once.seconds is None:
        return max(once.beside.seconds, once.after.seconds)
    return min(once.beside.seconds, once.seconds)


def _ended(once: Once) -> str:
    """Believe a process that is gone where somebody was left without an answer: others are recycled."""
    left = _no_answer(once) or _is_away(once.beside) or _is_away(once.after)
    if once.ended and left:
        return f"{', '.join(once.ended)} ended; {_back(once)}"
    if once.away_seconds != 0 and _is_away(once.after):
        return f"the next client got {once.after.error}; {_back(once)}"
    return ""


def _is_dead(once: Once) -> bool:
    """Whether nobody listens any more; where somebody does, its workers may only be late to be replaced."""
    return once.away_seconds is None and _is_away(once.after)


def _no_answer(once: Once) -> bool:
    return once.seconds is None or not once.answer.startswith("status")


def _is_away(control: Answered) -> bool:
    return control.error.startswith(_REFUSED)


def _back(once: Once) -> str:
    if once.away_seconds is None:
        return "it did not come back"
    return f"it was back after {once.away_seconds:.1f} s" if once.away_seconds else "another one took over"
