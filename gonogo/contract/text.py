"""The latency gate: what the text of a client may cost."""

from __future__ import annotations

from gonogo.contract.base import Seconds, Section


class Text(Section):
    """Text that clients put into requests costs time in proportion to its length.

    The requests are those of `traffic`, of the journeys, and all with a body that is taken.
    """

    seconds: Seconds = 0.05
    """From so much more than a short text takes, growth is looked at; what stays below is quick enough."""
    writes: bool = True
    """Whether requests that may write are sent such texts as well."""

    @property
    def only_reads(self) -> bool:
        """Whether nothing is sent that may write."""
        return not self.writes
