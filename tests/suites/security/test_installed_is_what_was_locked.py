from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from gonogo.core.finding import Outcome
from gonogo.suites.security.experiments.installed import list_what_is_installed
from gonogo.suites.security.observations.installed import Installed
from gonogo.targets.base import TargetError
from tests.judging import Case, contract, done

CONTRACT = contract(
    security={"dependencies": {"lock": "shop.lock", "installed": ["pip", "list", "--format=json"]}},
    deployment={"compose": {"service": "shop", "port": 80, "entry_service": "shop", "entry_port": 80}},
)
CLEAN = Installed(("till==1.0", "scale==2.0", "bell==3.0"), ("bell==3.0",), ("till==1.0", "scale==2.0"))
CASE = Case(
    "security/installed-is-what-was-locked",
    CONTRACT,
    clean=CLEAN,
    broken=replace(CLEAN, installed=(*CLEAN.installed, "drawer==1.0")),
)


def test_what_is_not_locked_is_named() -> None:
    (problem,) = CASE.problems(CASE.broken)
    assert (problem.where, problem.expected) == ("drawer==1.0", "not installed, for it is not locked")


def test_another_version_is_named_with_the_locked_one() -> None:
    problems = CASE.problems(replace(CLEAN, installed=("till==1.1", "scale==2.0")))
    assert [(p.where, p.expected) for p in problems] == [
        ("till==1.1", "till==1.0, which is locked"),
        ("till==1.0", "installed"),
    ]


def test_what_a_marker_leaves_out_may_be_there_in_its_version_alone() -> None:
    assert CASE.problems(replace(CLEAN, installed=(*CLEAN.installed, "bell==3.0"))) == ()
    (problem,) = CASE.problems(replace(CLEAN, installed=(*CLEAN.installed, "bell==4.0")))
    assert problem.where == "bell==4.0"


@dataclass(frozen=True)
class Shop:
    source: Path
    output: str
    status: int = 0

    def execute_in_service(self, service: str, command: tuple[str, ...]) -> tuple[int, str]:
        assert (service, command[0]) == ("shop", "pip")
        return self.status, self.output


def look(folder: Path, output: str, status: int = 0) -> Installed:
    (folder / "shop.lock").write_text("till==1.0\nbell==3.0 ; sys_platform == 'win32'\n")
    return done(list_what_is_installed, Shop(folder, output, status), CONTRACT)


def test_the_container_is_asked_and_names_are_compared_as_the_index_does(tmp_path: Path) -> None:
    seen = look(tmp_path, '[{"name": "Till", "version": "1.0"}]')
    assert seen == Installed(("till==1.0", "bell==3.0"), ("bell==3.0",), ("till==1.0",))


@pytest.mark.parametrize(
    "output", ["", "Package Version", '{"till": "1.0"}', '[{"name": null, "version": "1"}]']
)
def test_what_is_no_list_is_our_trouble(tmp_path: Path, output: str) -> None:
    with pytest.raises(TargetError, match="expected a JSON list"):
        look(tmp_path, output)


def test_a_command_that_fails_is_our_trouble(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="ended with 1"):
        look(tmp_path, "no pip", 1)


def test_a_part_of_the_lock_that_was_not_read_may_hold_what_else_is_installed() -> None:
    unread = replace(CASE.broken, unread=("-r base.txt: No such file or directory",))
    assert CASE.finding(unread).outcome is Outcome.INCONCLUSIVE
    (problem,) = CASE.problems(replace(unread, installed=("till==1.1", "scale==2.0", "drawer==1.0")))[:1]
    assert problem.where == "till==1.1"


def test_what_is_pinned_by_its_commit_may_have_any_version(tmp_path: Path) -> None:
    (tmp_path / "shop.lock").write_text(f"-e git+https://example.org/till@{'0a' * 20}#egg=till\nbell==3.0\n")
    shop = Shop(tmp_path, '[{"name": "till", "version": "1.0"}, {"name": "bell", "version": "3.0"}]')
    assert CASE.problems(done(list_what_is_installed, shop, CONTRACT)) == ()


@pytest.mark.parametrize(
    ("installed", "where"),
    [
        (("till==1.0", "scale==2.0", "drawer==1.0"), ["drawer==1.0"]),
        (("till==1.0", "scale==2.0.1"), ["scale==2.0.1", "scale==2.0"]),
        (("till==1.0",), ["scale==2.0"]),
        (("till==1.0", "till==1.1", "scale==2.0"), ["till==1.1"]),
        (("till==1.0", "scale==2.0", "pytest==8.0"), ["pytest==8.0"]),
    ],
    ids=["beside the lock", "a later one", "not there", "two versions", "a tool of the tests"],
)
def test_what_differs_from_the_lock_is_named(installed: tuple[str, ...], where: list[str]) -> None:
    assert [p.where for p in CASE.problems(replace(CLEAN, installed=installed))] == where


@pytest.mark.parametrize("installed", [("scale==2.0", "till==1.0"), ("till==1.0", "scale==2.0", "bell==3.0")])
def test_the_lock_in_any_order_passes(installed: tuple[str, ...]) -> None:
    assert CASE.finding(replace(CLEAN, installed=installed)).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("locked", "installed", "problems"),
    [
        ("certifi==2021.5.30", "certifi==2021.05.30", 0),
        ("till==1.0", "till==1.0.0", 0),
        ("torch==2.1.0", "torch==2.1.0+mend.1", 2),
        ("torch==2.1.0+cpu", "torch==2.1.0+cpu", 0),
        ("torch==2.1.0+cpu", "torch==2.1.0", 2),
        ("till==1.0", "till==1.0.1", 2),
    ],
)
def test_a_version_may_be_spelt_otherwise(locked: str, installed: str, problems: int) -> None:
    assert len(CASE.problems(Installed((locked,), (), (installed,)))) == problems
