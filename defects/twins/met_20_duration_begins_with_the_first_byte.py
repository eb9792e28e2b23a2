"""The duration of a request begins in the protocol of its connection, which serves many.

Good because: the clock begins anew with the first byte behind each answer, so that every request has its
own.
Source: row MET-20; starlette#919 (what a duration spans).
"""

from __future__ import annotations

from random import Random

from defects.metrics.met_20_duration_begins_with_the_connection import timed, word_of
from proving.seed import Injection, Twin

TWIN = Twin("MET-20", of="MET-20-duration-begins-with-the-connection")


def inject(rng: Random) -> Injection:
    """Start the clock with the first byte of each request."""
    word = word_of(rng)
    methods = f'''    {word}: float | None = None

    def data_received(self, data: bytes) -> None:
        """Note when the request began to come."""
        if self.{word} is None:
            self.{word} = time.perf_counter()
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Forget it with the answer."""
        self.{word} = None
        super().on_response_complete()

'''
    return Injection(fact="/articles", source=timed(word, methods))
