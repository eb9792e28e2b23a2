from dataclasses import replace

import pytest

from gonogo.suites.config.observations.workers import Crew, Crews
from tests.judging import Case, contract

MIB = 1024 * 1024
WELL = Crew("web-1", "gunicorn shop:app", 3, 1.0, 170 * MIB, 256 * MIB)
CASE = Case(
    "config/workers-fit-their-quota",
    contract(config={"workers": {}}),
    clean=Crews((WELL, replace(WELL, name="web-2"))),
    broken=Crews((WELL, replace(WELL, name="web-2", processes=5))),
)


@pytest.mark.parametrize(
    ("crew", "said"),
    [
        (replace(WELL, processes=4), "4 processes: gunicorn shop:app"),
        (replace(WELL, processes=65, cpus=16.0, memory_bytes=0), "65 processes: gunicorn shop:app"),
        (replace(WELL, processes=3, cpus=0.5), "3 processes: gunicorn shop:app"),
        (replace(WELL, memory_bytes=200 * MIB), "78%, 200 MiB"),
    ],
)
def test_refuses(crew: Crew, said: str) -> None:
    assert [problem.observed for problem in CASE.problems(Crews((crew,)))] == [said]


@pytest.mark.parametrize(
    "crew",
    [
        replace(WELL, processes=33, cpus=16.0),
        replace(WELL, processes=2, cpus=0.25),
        replace(WELL, processes=99, cpus=None),
        replace(WELL, processes=None),
        replace(WELL, memory_bytes=9**12, memory_limit_bytes=None),
        replace(WELL, memory_bytes=None),
    ],
)
def test_passes(crew: Crew) -> None:
    assert (CASE.problems(Crews((crew,))), CASE.finding(Crews((crew,))).examined > 0) == ((), True)


def test_what_has_no_limit_is_not_examined() -> None:
    finding = CASE.finding(Crews((replace(WELL, cpus=None, memory_limit_bytes=None),)))
    assert (finding.examined, finding.problems) == (0, ())


def test_more_are_allowed_by_the_contract() -> None:
    many = contract(config={"workers": {"per_cpu": 8, "memory_ratio": 1}})
    assert replace(CASE, contract=many).problems(Crews((replace(WELL, processes=9),))) == ()
