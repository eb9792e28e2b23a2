"""What went wrong with our own means."""

from gonogo.extras import install


class TargetError(Exception):
    """Something that we needed could not be used: an engine, a foreign URL, a command. Never the release."""


def need(extra: str) -> None:
    """Raise TargetError where the packages of an extra are not installed."""
    if words := install(extra):
        raise TargetError(f"packages are not installed: {words}")


class NotSignedUpError(TargetError):
    """Nobody is let in, and the user may not be made here: a sign-up writes."""
