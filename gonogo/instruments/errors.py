"""What went wrong with our own means."""


class TargetError(Exception):
    """Something that we needed could not be used: an engine, a foreign URL, a command. Never the release."""
