"""What the rules on framing share: whether the controls show that something listens. Pure."""

from __future__ import annotations

from gonogo.suites.security.observations.framing import Framed, Framings


def doubts(seen: Framings, promised: int) -> str:
    """Say why no answer would mean no leak; empty where it would.

    A control is answered with the promised status, and then either the next request is, or the server closes.
    """
    failed = [f for f in seen.control if f.statuses[:1] != (promised,) or f.mute]
    if failed or not seen.control:
        said = [f"{framed.source} answered {answered(framed)}" for framed in failed]
        wanted = f"expected {promised}, and then the next answer or the connection's end"
        return f"two requests one after the other, neither hidden: {'; '.join(said) or 'not sent'}; {wanted}"
    places = {framed.source for framed in seen.control}
    unclear = [f for f in seen.tried if f.mute or f.source not in places]
    silent = [f"{framed.what}, at {framed.source}: {answered(framed)}" for framed in unclear]
    return f"the answer is open: {'; '.join(silent)}" if silent else ""


def answered(framed: Framed) -> str:
    """Say what came back."""
    statuses = ", ".join(str(status) for status in framed.statuses)
    if framed.mute and statuses:
        return f"{statuses}, then nothing on an open connection"
    return f"answers {statuses}" if statuses else framed.error
