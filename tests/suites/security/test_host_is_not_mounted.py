import pytest

from tests.judging import Case
from tests.suites.security.containers import CONTRACT, inspected

CASE = Case(
    "security/host-is-not-mounted",
    CONTRACT,
    clean=inspected(),
    broken=inspected(mounts=("/var/run/docker.sock",)),
)


@pytest.mark.parametrize("path", ["/", "/etc", "/run/podman/podman.sock", "/root/", "/var/run"])
def test_what_matters_on_the_host_is_refused(path: str) -> None:
    assert [p.observed for p in CASE.problems(inspected(mounts=(path,)))] == [path]


def test_a_folder_of_its_own_is_legal() -> None:
    assert CASE.problems(inspected(mounts=("/etc/shop", "/home/shop/config"))) == ()
