from gonogo.core.finding import Outcome
from tests.judging import Case, contract
from tests.suites.security.containers import CONTRACT, inspected

CASE = Case(
    "security/containers-hold-no-capabilities",
    CONTRACT,
    clean=inspected(),
    broken=inspected(added=("NET_ADMIN",)),
)


def test_privileged_is_everything() -> None:
    assert [p.observed for p in CASE.problems(inspected(privileged=True))] == ["privileged"]


def test_what_the_process_really_holds_counts() -> None:
    assert [p.observed for p in CASE.problems(inspected(effective=0x400))] == [
        "effective capabilities 0x400: NET_BIND_SERVICE"
    ]


def test_a_granted_capability_is_legal_for_its_service() -> None:
    assert CASE.problems(inspected(service="edge", added=("NET_BIND_SERVICE",), effective=0x400)) == ()


def test_one_that_is_granted_leaves_the_others_refused() -> None:
    (problem,) = CASE.problems(inspected(service="edge", added=("NET_BIND_SERVICE",), effective=0xA80425FB))
    assert problem.observed.startswith("effective capabilities 0xa80421fb: CHOWN, DAC_OVERRIDE, FOWNER")
    assert "NET_BIND_SERVICE" not in problem.observed


def test_bits_that_nobody_knows_are_passed_over() -> None:
    assert CASE.problems(inspected(effective=1 << 60)) == ()


def test_everything_may_be_granted_and_names_may_have_their_prefix() -> None:
    every = contract(containers={"capabilities": {"edge": ["ALL"], "shop": ["CAP_NET_RAW"]}})
    case = Case("security/containers-hold-no-capabilities", every, inspected(), CASE.broken)
    assert case.problems(inspected(service="edge", effective=0xA80425FB)) == ()
    assert case.problems(inspected(added=("NET_RAW",), effective=1 << 13)) == ()


def test_a_process_that_cannot_be_read_is_no_pass() -> None:
    assert CASE.finding(inspected(effective=None)).outcome is Outcome.INCONCLUSIVE
