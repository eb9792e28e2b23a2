"""Memory of real runtimes as a soak reads it, made up request by request; each is modelled and none measured.

A runtime is served so many requests at a time and tells what it holds. What is drawn is drawn anew for each
seed: sizes of heaps, what a request allocates, where in its saw a collector stands, and the noise of reading.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from gonogo.contract.soak import Soak
from gonogo.suites.latency.observations.soak import Course, Part, Soaked

KIB, MIB = 1 << 10, 1 << 20
SOAK = Soak()
_BLOCKS = 8
Held = Callable[[int], float]  # requests since the start -> bytes; asked in order


@dataclass
class Runtime:
    """What a process holds, how often it has collected (None where nobody says), and what runs it."""

    held: Held
    collections: Callable[[int], int] | None = None
    runtime: str = ""


def soak(made: Runtime, rng: Random, goes_on: Callable[[list[Part], Soak], bool]) -> Soaked:
    """Warm up and send parts for as long as the experiment would."""
    parts, sent = list[Part](), SOAK.warm_up_requests
    last = _read(made, rng, sent)
    while goes_on(parts, SOAK):
        readings, places = [last], [0]
        for _ in range(_BLOCKS):
            sent += SOAK.requests // _BLOCKS
            readings.append(_read(made, rng, sent))
            places.append(places[-1] + SOAK.requests // _BLOCKS)
        last = readings[-1]
        parts.append(_part(made, places, readings))
    return Soaked(tuple(parts), sent, {}, 60.0)


def _part(made: Runtime, places: list[int], readings: list[tuple[int, int]]) -> Part:
    course = Course("shop-1, process 7", tuple(m for m, _ in readings), (12,) * 9, (5,) * 9, made.runtime)
    counted = (tuple(c for _, c in readings),) if made.collections else ()
    return Part(tuple(places), (course,), (1,) * 9, counted)


def _read(made: Runtime, rng: Random, sent: int) -> tuple[int, int]:
    noise = rng.gauss(0, 0.15 * MIB)
    return int(made.held(sent) + noise), made.collections(sent) if made.collections else 0


def _heap(rng: Random, *, allocates: float, eden: float, keeps: float = 0.0, touches: bool = True) -> Runtime:
    """A young generation that is filled from end to end; its pages stay once they were touched."""
    base, phase = rng.uniform(80, 300) * MIB, 0.0 if touches else rng.random()

    def held(sent: int) -> float:
        filled = sent * allocates / eden + phase
        young = eden * (min(filled, 1.0) if touches else filled % 1.0)
        return base + young + keeps * sent

    return Runtime(held, lambda sent: int(sent * allocates / eden + phase))


def g1_that_collects(rng: Random) -> Runtime:
    return _heap(rng, allocates=rng.uniform(30, 150) * KIB, eden=rng.uniform(60, 250) * MIB)


def g1_before_its_first(rng: Random) -> Runtime:
    return _heap(rng, allocates=rng.uniform(12, 40) * KIB, eden=rng.uniform(1.2, 3.0) * 1024 * MIB)


def g1_that_collects_late(rng: Random) -> Runtime:
    """Filled for the first time after three to twenty thousand requests; nobody counts how often."""
    allocates = rng.uniform(15, 80) * KIB
    return Runtime(_heap(rng, allocates=allocates, eden=allocates * rng.uniform(3e3, 20e3)).held, None, "JVM")


def jvm_that_tells_nothing(rng: Random) -> Runtime:
    return Runtime(g1_before_its_first(rng).held, None, "JVM")


def dotnet_with_a_large_budget(rng: Random) -> Runtime:
    return Runtime(g1_before_its_first(rng).held, None, ".NET")


def saw(rng: Random) -> Runtime:
    """Mark and sweep that gives pages back: the period is anything from a block to two parts."""
    period, tooth = rng.uniform(300, 6000), rng.uniform(10, 150) * MIB
    return Runtime(_saw(rng, period, tooth, 0.0))


def _saw(rng: Random, period: float, tooth: float, keeps: float, steadiness: float = 0.15) -> Held:
    """A saw whose teeth differ a little, as what triggers a collection does."""
    base, state = rng.uniform(60, 200) * MIB, {"begun": -rng.random() * period, "ends": 0.0}
    state["ends"] = state["begun"] + period

    def held(sent: int) -> float:
        while sent >= state["ends"]:
            state["begun"] = state["ends"]
            state["ends"] += period * rng.uniform(1 - steadiness, 1 + steadiness)
        return base + keeps * sent + tooth * (sent - state["begun"]) / period

    return held


def node(rng: Random) -> Runtime:
    """A new space that grows to its limit, and an old one of what outlived scavenges until a sweep."""
    old, doubling = _saw(rng, rng.uniform(800, 4000), rng.uniform(4, 40) * MIB, 0.0), rng.uniform(200, 900)
    return Runtime(lambda sent: old(sent) + 3 * MIB * min(16, 2 ** (sent / doubling)))


def go(rng: Random, keeps: float = 0.0) -> Runtime:
    """GOGC=100: twice what lives, returned late; what the process keeps resident follows the highest goal."""
    live, allocates = rng.uniform(4, 40) * MIB, rng.uniform(10, 80) * KIB
    state = {"at": 0.0, "collected": 0.0, "high": 0.0}

    def held(sent: int) -> float:
        while (sent - state["at"]) * allocates > live + keeps * state["at"]:
            state["at"] += (live + keeps * state["at"]) / allocates
            state["collected"] += 1
        now = live + keeps * sent + (sent - state["at"]) * allocates
        state["high"] = max(now, state["high"] * 0.97)
        return 30 * MIB + state["high"]

    return Runtime(held, lambda _: int(state["collected"]))


def arenas(rng: Random) -> Runtime:
    """Each of eight threads touches more of its arena by a few pieces, ever more seldom."""
    steps = sorted((rng.expovariate(1 / 1500), rng.uniform(0.2, 6) * MIB) for _ in range(24))
    return Runtime(lambda sent: 90 * MIB + sum(size for at, size in steps if at <= sent))


def doubling_table(rng: Random) -> Runtime:
    """A table of a bounded cache that doubles when it is full, up to its bound, and what it holds."""
    bound, entry = rng.uniform(1000, 5000), rng.uniform(1, 12) * KIB

    def held(sent: int) -> float:
        kept = min(float(sent), bound)
        return 70 * MIB + kept * entry + 64 * float(1 << int(kept).bit_length())

    return Runtime(held)


def one_step(rng: Random) -> Runtime:
    """A pool, a model or a code cache that comes at once, at any time."""
    at, size = rng.uniform(0, 9000), rng.uniform(5, 200) * MIB
    return Runtime(lambda sent: 100 * MIB + (size if sent >= at else 0.0))


def few_steps(rng: Random) -> Runtime:
    steps = [(rng.uniform(0, 9000), rng.uniform(4, 64) * MIB) for _ in range(rng.randint(2, 5))]
    return Runtime(lambda sent: 100 * MIB + sum(size for at, size in steps if at <= sent))


def compiler(rng: Random) -> Runtime:
    """Code that is compiled as it gets hot, with ever less left to compile."""
    size, pace = rng.uniform(20, 120) * MIB, rng.uniform(500, 2500)
    return Runtime(lambda sent: 120 * MIB + size * sent / (sent + pace))


def cpython_plateaus(rng: Random) -> Runtime:
    """Pools of 1 MiB that are taken when the most requests yet were under way at a time."""
    state = {"most": 0}

    def held(sent: int) -> float:
        state["most"] = max(state["most"], rng.randint(1, 8) + rng.randint(0, 4) * (rng.random() < 0.1))
        return 60 * MIB + state["most"] * MIB

    return Runtime(held)


def compiler_under_a_saw(rng: Random) -> Runtime:
    beside, teeth = compiler(rng).held, _saw(rng, rng.uniform(500, 3000), rng.uniform(5, 80) * MIB, 0.0)
    return Runtime(lambda sent: beside(sent) + teeth(sent))


def cache_under_a_saw(rng: Random) -> Runtime:
    """A cache that is full after at most twice the requests of a part, and the garbage of each request."""
    bound, entry = rng.uniform(1000, 6000), rng.uniform(2, 20) * KIB
    teeth = _saw(rng, rng.uniform(500, 3000), rng.uniform(5, 80) * MIB, 0.0)
    return Runtime(lambda sent: teeth(sent) + min(sent, bound) * entry)


def steps_under_a_saw(rng: Random) -> Runtime:
    beside, teeth = few_steps(rng).held, _saw(rng, rng.uniform(500, 3000), rng.uniform(5, 80) * MIB, 0.0)
    return Runtime(lambda sent: beside(sent) + teeth(sent))


def saw_that_grows(rng: Random) -> Runtime:
    """A collector that lets its heap get larger each time, up to its limit, and cleans it to the floor."""
    most, begun = rng.uniform(60, 300) * MIB, rng.uniform(200, 900)
    state = {"at": 0.0, "for": begun}

    def held(sent: int) -> float:
        while sent >= state["at"] + state["for"]:
            state["at"] += state["for"]
            state["for"] = min(state["for"] * 1.5, begun * 12)
        return 90 * MIB + most * (sent - state["at"]) / (begun * 12)

    return Runtime(held)


GOOD = {
    one.__name__: one
    for one in (
        *(
            g1_that_collects,
            g1_that_collects_late,
            g1_before_its_first,
            jvm_that_tells_nothing,
            dotnet_with_a_large_budget,
            saw,
            node,
        ),
        *(go, arenas, doubling_table, one_step, few_steps, compiler, cpython_plateaus, compiler_under_a_saw),
        *(cache_under_a_saw, steps_under_a_saw, saw_that_grows),
    )
}


def list_of_requests(rng: Random) -> Runtime:
    """CPython: entries, and a list that grows by an eighth when it is full."""
    keeps = rng.uniform(10, 60) * KIB
    return Runtime(lambda sent: 60 * MIB + keeps * sent + 8 * int(sent * rng.uniform(1.0, 1.125)))


def native_pieces(rng: Random) -> Runtime:
    """A library that never frees, by pieces of up to 4 MiB that the allocator takes at a time."""
    keeps, piece = rng.uniform(14, 60) * KIB, rng.uniform(1, 4) * MIB
    return Runtime(lambda sent: 80 * MIB + piece * int(keeps * sent / piece))


def go_that_keeps(rng: Random) -> Runtime:
    return go(rng, keeps=rng.uniform(12, 50) * KIB)


def g1_that_keeps(rng: Random) -> Runtime:
    """Old objects under a young generation that was filled long ago."""
    return _heap(
        rng,
        allocates=rng.uniform(60, 200) * KIB,
        eden=rng.uniform(20, 100) * MIB,
        keeps=rng.uniform(12, 50) * KIB,
    )


def closures_of_node(rng: Random) -> Runtime:
    keeps = rng.uniform(14, 50) * KIB
    clean = node(rng).held
    return Runtime(lambda sent: clean(sent) + keeps * sent)


def saw_on_a_rising_floor(rng: Random) -> Runtime:
    """Teeth of half to once and a half of what a part keeps."""
    keeps = rng.uniform(16, 50) * KIB
    return Runtime(_saw(rng, rng.uniform(500, 2500), rng.uniform(0.5, 1.5) * keeps * 3000, keeps))


def large_teeth_on_a_rising_floor(rng: Random) -> Runtime:
    """Teeth of two to three times what a part keeps."""
    keeps = rng.uniform(16, 50) * KIB
    return Runtime(_saw(rng, rng.uniform(500, 2500), rng.uniform(2, 3) * keeps * 3000, keeps))


def staircase(rng: Random) -> Runtime:
    """Old space that a runtime takes ahead of need, by pieces of up to half of what a part keeps."""
    keeps = rng.uniform(14, 50) * KIB
    edges = [0.0]
    while edges[-1] < 40_000:
        edges.append(edges[-1] + rng.uniform(200, 1500))
    return Runtime(lambda sent: 90 * MIB + keeps * max(edge for edge in edges if edge <= sent))


def bursts(rng: Random) -> Runtime:
    """Whatever a batch of some requests keeps, at its end."""
    keeps, batch = rng.uniform(16, 60) * KIB, rng.randint(20, 250)
    return Runtime(lambda sent: 90 * MIB + keeps * (sent // batch * batch))


def cyclic_garbage_beside_it(rng: Random) -> Runtime:
    """CPython: cycles until the oldest generation is looked through, beside a list of each request."""
    keeps = rng.uniform(14, 40) * KIB
    return Runtime(_saw(rng, rng.uniform(200, 900), rng.uniform(2, 12) * MIB, keeps))


LEAKS = {
    one.__name__: one
    for one in (
        *(list_of_requests, native_pieces, go_that_keeps, g1_that_keeps, closures_of_node),
        *(saw_on_a_rising_floor, large_teeth_on_a_rising_floor, staircase, bursts, cyclic_garbage_beside_it),
    )
}
