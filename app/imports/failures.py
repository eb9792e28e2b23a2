"""How a fetch fails: for good, or so that another try may succeed. Their texts are for the import's owner."""


class PermanentError(Exception):
    """Another try would fail alike: a refused address, a 4xx, a type that is no text."""


class TemporaryError(Exception):
    """Another try may succeed: a 5xx, a time-out, a connection that broke."""
