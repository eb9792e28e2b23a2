"""It sees a worker that an input ended behind a supervisor that starts another one at once, by its input.

Good look-alikes on which it is silent: a worker that is replaced after so many requests, whatever they are;
one that ends now and then.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from gonogo.contract.model import Contract
from gonogo.core.finding import Outcome
from gonogo.instruments.inputs.message import Input
from gonogo.instruments.processes import Process
from gonogo.suites.security.experiments import watch as watching
from gonogo.suites.security.experiments.accepted import Place
from gonogo.suites.security.experiments.alone import Suspicion
from gonogo.suites.security.experiments.exchange import Exchange
from gonogo.suites.security.experiments.watch import Watch
from gonogo.suites.security.observations.hostile import Alone, Tried
from tests.judging import Case, contract
from tests.suites.security.hostile import CONTRACT, GOOD, inputs, tried
from tests.suites.shop import ShopTarget, shop

PLAIN, ENDED = Alone(hostile=False), Alone(hostile=True, ended=("process 8 (worker)",))
BAD = replace(
    tried(GOOD, GOOD, what="a type"), alone=(PLAIN, ENDED, ENDED, PLAIN, PLAIN, ENDED, PLAIN, ENDED)
)
CASE = Case("security/no-input-ends-a-process", CONTRACT, clean=inputs(), broken=inputs(BAD))
MADE = contract(security={"responses": [{"path": "/things"}]})


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_ENDS_SECONDS", 0.05)
    monkeypatch.setattr(watching, "_REPLACED_SECONDS", 0.1)


def request(what: str) -> Input:
    return Input(what, f"GET /{what} HTTP/1.1\r\nHost: a\r\n\r\n".encode())


def _control(made: Contract) -> Any:
    assert made.security is not None
    return made.security.responses[0]


def test_the_input_is_named_with_how_often_it_was_sent() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert problem.where == "a type, at entry"
    said = "process 8 (worker) ended, as one did each of 4 times that it was sent alone"
    assert problem.observed == said


@pytest.mark.parametrize(
    "trials",
    [
        (replace(PLAIN, ended=ENDED.ended),),
        (PLAIN, ENDED, replace(ENDED, ended=())),
        (PLAIN, ENDED, ENDED, PLAIN, replace(PLAIN, ended=ENDED.ended)),
        (PLAIN, ENDED),
    ],
    ids=["a plain request ends one", "not again", "a plain one in the end", "not asked often enough"],
)
def test_what_comes_and_goes_by_itself_is_good(trials: tuple[Alone, ...]) -> None:
    assert CASE.finding(inputs(replace(BAD, alone=trials))).outcome is Outcome.PASSED


class Stack(ShopTarget):
    """A shop in containers: nobody of this machine serves it, and `odd` ends a worker after its answer."""

    def __init__(self, url: str) -> None:
        super().__init__(url, MADE)
        self.workers = [Process(1, 0, "worker"), Process(2, 0, "worker")]
        self.looks = 0

    def processes(self) -> frozenset[Process]:
        self.looks += 1
        return frozenset(self.workers)

    def end_one(self) -> None:
        self.workers = [*self.workers[1:], Process(self.workers[-1].pid + 1, 0, "worker")]


def test_in_containers_the_odd_one_of_a_batch_is_found_by_halves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonogo.suites.security.experiments.processes.serving", lambda _url: frozenset())
    with shop() as url:
        target, known = Stack(url), list[Tried]()
        watch = Watch(target, Place("entry", url, _control(MADE)), 1.0)
        begin = watch._begun

        def begun(one: Input) -> Exchange:
            if "odd" in one.what:
                target.end_one()
            return begin(one)

        monkeypatch.setattr(watch, "_begun", begun)
        watch.begin()
        suspicion = Suspicion(known)
        names = [f"things-{n}" for n in range(20)]
        names[5] = "things-odd"
        for what in names:
            looks = target.looks
            known.append(Tried(what, "entry", 9, True, "", (watch.once(request(what)),)))
            assert target.looks == looks, "the engine is not asked after each input"
            suspicion.add(watch, request(what))
        suspicion.look()
    assert [one.what for one in known if one.ends_alone] == ["things-odd"]
    assert "process" in known[5].alone[1].ended[0]
    assert suspicion.seconds > 0
