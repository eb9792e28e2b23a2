"""HDR histograms of durations: recorded in microseconds, told in seconds."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate

from hdrh.histogram import HdrHistogram

from gonogo.loadtests.result import Quantiles

HIGHEST_MICROSECONDS = 120_000_000
SUB_BUCKET_BITS = 11  # three significant digits: 2,048 steps
SHARES = [50, 90, 95, 99, 99.9]


class DurationHistogram:
    """Durations from 1 us to 120 s at three significant digits in a fixed 150 kB; outliers are clamped."""

    def __init__(self) -> None:
        self.hdr = _empty()
        self.total_microseconds = 0

    def record(self, seconds: float) -> bool:
        """Record a duration; False if it lay above the range and was recorded as its end."""
        wanted = max(1, round(seconds * 1e6))
        microseconds = min(HIGHEST_MICROSECONDS, wanted)
        self.total_microseconds += microseconds
        # What `record_value` does, without its calls: they were a third of what a request cost the generator.
        hdr, above = self.hdr, max(0, microseconds.bit_length() - SUB_BUCKET_BITS)
        hdr.counts[(above << (SUB_BUCKET_BITS - 1)) + (microseconds >> above)] += 1  # as `_place`, without it
        hdr.total_count += 1
        hdr.min_value = min(hdr.min_value, microseconds)
        hdr.max_value = max(hdr.max_value, microseconds)
        return wanted == microseconds

    def add(self, other: "DurationHistogram") -> None:
        """Add what another one recorded."""
        if other.hdr.total_count:
            self.hdr.add(other.hdr)
            self.total_microseconds += other.total_microseconds

    def quantiles(self) -> Quantiles:
        """The distribution in seconds, with the whole histogram encoded."""
        hdr = self.hdr
        found = hdr.get_percentile_to_value_dict(SHARES)  # empty without values
        at = {share: found.get(share, 0) / 1e6 for share in SHARES}
        mean = self.total_microseconds / max(1, hdr.total_count)
        return Quantiles(
            count=hdr.total_count,
            min_seconds=hdr.get_min_value() / 1e6,
            mean_seconds=mean / 1e6,
            p50_seconds=at[50],
            p90_seconds=at[90],
            p95_seconds=at[95],
            p99_seconds=at[99],
            p999_seconds=at[99.9],
            max_seconds=hdr.get_max_value() / 1e6,
            hdr_base64=hdr.encode().decode("ascii"),
        )


def quick_quantiles(histograms: Iterable[DurationHistogram], percents: Sequence[float]) -> list[float]:
    """Return percentiles in seconds of what all recorded together, 0 of none.

    It takes about a millisecond, and the library's own ten: what is due meanwhile waits.
    """
    used = [each.hdr for each in histograms if each.hdr.total_count]
    if not used:
        return [0.0] * len(percents)
    end = _place(max(hdr.max_value for hdr in used)) + 1
    sums = list(accumulate(map(sum, zip(*(hdr.counts[:end] for hdr in used), strict=True))))
    wanted = [max(1, int(percent * sums[-1] / 100 + 0.5)) for percent in percents]
    found = (used[0].get_value_from_index(bisect_left(sums, count)) for count in wanted)
    return [used[0].get_highest_equivalent_value(value) / 1e6 for value in found]


def merged(first: Quantiles, second: Quantiles) -> Quantiles:
    """Return the distribution of what both recorded."""
    both = DurationHistogram()
    for each in (first, second):
        both.hdr.decode_and_add(each.hdr_base64)
        both.total_microseconds += round(each.mean_seconds * 1e6 * each.count)
    return both.quantiles()


def count_above(quantiles: Quantiles, seconds: float) -> int:
    """How many recorded durations lay above a limit, to three significant digits."""
    hdr = _empty()
    hdr.decode_and_add(quantiles.hdr_base64)
    limit = seconds * 1e6
    recorded = ((index, count) for index, count in enumerate(hdr.counts) if count)
    return sum(
        count
        for index, count in recorded
        if hdr.get_highest_equivalent_value(hdr.get_value_from_index(index)) > limit
    )


def quantile(quantiles: Quantiles, percent: float, *, never: int = 0, at_once: int = 0) -> float:
    """Return a percentile in seconds, with some more that ``never`` ended or that ended ``at_once``.

    Of none at all it is 0.
    """
    hdr = _empty()
    hdr.decode_and_add(quantiles.hdr_base64)
    for value, count in ((HIGHEST_MICROSECONDS, never), (1, at_once)):
        if count:
            hdr.record_value(value, count)
    return float(hdr.get_value_at_percentile(percent)) / 1e6 if hdr.total_count else 0.0


def percentiles(quantiles: Quantiles, percents: Sequence[float]) -> list[float]:
    """Return several percentiles in seconds, 0 of none: the histogram is read once."""
    hdr = _empty()
    hdr.decode_and_add(quantiles.hdr_base64)
    found = hdr.get_percentile_to_value_dict(list(percents)) if hdr.total_count else {}
    return [float(found.get(percent, 0)) / 1e6 for percent in percents]


def _place(microseconds: int) -> int:
    """Return the index of the counter of a value."""
    above = max(0, microseconds.bit_length() - SUB_BUCKET_BITS)
    return (above << (SUB_BUCKET_BITS - 1)) + (microseconds >> above)


def _empty() -> HdrHistogram:
    return HdrHistogram(1, HIGHEST_MICROSECONDS, 3)
