"""Text that clients write costs time in proportion to its length, whatever it says.

Why: a pattern with a repetition in a repetition, or a loop that compares each word with each other one, is
quick on every example, and takes the processor for seconds on a text that still looks like one. A single
client then takes as much as thousands, and limits on the number of requests do not see it.
Reference: CWE-1333, CWE-407; OWASP ASVS 5.0, 1.3.12; outages of Stack Exchange (July 20, 2016) and of
Cloudflare (July 2, 2019).
Remedy: use an engine without backtracking, or bound what the pattern sees; keep what was seen in a set;
refuse what is too long before anything looks at it.
"""

from __future__ import annotations

from gonogo.contract.text import Text
from gonogo.core.finding import Problem
from gonogo.core.rule import Judgement, rule
from gonogo.suites.latency.observations.texts import Place, Series, Texts
from gonogo.suites.latency.text_growth import grown, is_mute, is_taken


@rule("latency.text")
def judge(seen: Texts, text: Text) -> Judgement:
    """Refuse a family whose time outgrows its length, twice, and one that is not answered at all."""
    usual = {place.name: place.usual_seconds for place in seen.places}
    problems = tuple(p for one in seen.series if (p := _problem(one, usual.get(one.place, 0.0), text)))
    doubts = [doubt for place in seen.places if (doubt := _doubt(place))]
    doubts += [doubt for one in seen.series if (doubt := _unsure(one))]
    if not problems and (doubts or seen.unsent):
        return Judgement.cannot_tell("; ".join([*doubts, *seen.unsent]))
    reason = "" if seen.places else "the contract names no request in which a client writes text"
    longest = max((one.longest for one in seen.series), default=0)
    sent = sum(bool(one.longest) for one in seen.series)
    return Judgement(sent, problems, reason, {"longest_characters": longest})


def _problem(one: Series, usual: float, text: Text) -> Problem | None:
    """Return what is wrong with a family; only what ordinary words were taken beside counts."""
    where, expected, said = f"{one.family}, in {one.place}", "time in proportion to its length", ""
    silence = one.silence
    if silence and is_mute(one):
        said = f"no answer within {silence.seconds:g} s for {silence.characters:,} characters"
        said = f"{said}; {_beside(silence.ordinary_seconds or 0.0)}"
    elif attempt := grown(one, usual, text.seconds):
        times = ", ".join(f"{p.seconds:.3f} s for {p.characters:,}" for p in attempt.points)
        said = f"{times} characters; {_beside(attempt.ordinary_seconds or 0.0)}"
    return Problem(where, expected, said) if said else None


def _beside(seconds: float) -> str:
    return f"ordinary words beside it took {seconds:.3f} s"


def _doubt(place: Place) -> str:
    """Say why nothing follows from a place: its request, or ordinary words in it, were not taken."""
    if place.status != place.promised:
        return f"{place.name}: the request was answered {place.status}, promised {place.promised}"
    bad = [each for each in place.ordinary if not is_taken(each[1], place.promised)]
    if bad:
        return f"{place.name}: ordinary words of {bad[0][0]:,} characters were answered {bad[0][1]}"
    return "" if place.ordinary else f"{place.name}: no ordinary words were sent"


def _unsure(one: Series) -> str:
    """Say that a text took long, and ordinary words beside it were not taken, or not soon."""
    untaken = any(each.ordinary_seconds is None for each in one.attempts)
    if not untaken and (one.silence is None or is_mute(one)):
        return ""
    return f"{one.family}, in {one.place}: it took long, and so did ordinary words, or they were not taken"
