import pytest

from gonogo.suites.security.experiments.confinement import inspect_fences
from gonogo.suites.security.observations.confinement import Fence, Fences
from gonogo.targets.base import ContainerState
from tests.judging import Case, contract

CONTRACT = contract(containers={"unconfined": ["browser"]})


def fences(*options: str, service: str = "shop") -> Fences:
    return Fences((Fence(f"{service}-1", service, options, gains=False),))


CASE = Case(
    "security/containers-stay-confined",
    CONTRACT,
    clean=fences("no-new-privileges:true"),
    broken=fences("seccomp:unconfined"),
)


@pytest.mark.parametrize(
    "option",
    [
        "seccomp=unconfined",
        "apparmor=unconfined",
        "apparmor:unconfined",
        "systempaths=unconfined",
        "label=disable",
        "label:disable",
        "label=type:spc_t",
    ],
)
def test_refuses(option: str) -> None:
    assert [p.observed for p in CASE.problems(fences("no-new-privileges", option))] == [option]


@pytest.mark.parametrize(
    "option",
    ["", 'seccomp={"defaultAction": "SCMP_ACT_ERRNO"}', "apparmor=docker-shop", "label=level:s0:c100"],
)
def test_passes(option: str) -> None:
    assert CASE.problems(fences(option)) == ()


def test_a_service_may_be_let_out() -> None:
    assert CASE.problems(fences("seccomp=unconfined", service="browser")) == ()


@pytest.mark.parametrize(
    ("process", "gains"), [("NoNewPrivs:\t0\n", True), ("Uid: 1\nNoNewPrivs:\t1\n", False), ("", None)]
)
def test_options_and_the_flag_are_read(process: str, *, gains: bool | None) -> None:
    class Target:
        def container_states(self) -> list[ContainerState]:
            host = {"SecurityOpt": ["label=disable"], "MaskedPaths": [] if gains else ["/proc/kcore"]}
            described = {"HostConfig": host}
            return [ContainerState("shop-1", "shop", described, process)]

    (fence,) = inspect_fences(Target()).fences  # type: ignore[arg-type]
    options = ("label=disable", "systempaths=unconfined") if gains else ("label=disable",)
    assert fence == Fence("shop-1", "shop", options, gains)
