from unittest import mock

import pytest

from gonogo.suites.security.experiments.containers import inspect_containers
from gonogo.targets.base import ContainerState
from tests.judging import Case
from tests.suites.security.containers import CONTRACT, inspected
from tests.suites.shop import ShopTarget

CASE = Case(
    "security/host-is-not-mounted",
    CONTRACT,
    clean=inspected(),
    broken=inspected(mounts=("/var/run/docker.sock",)),
)


OWN = (
    *(
        "/etc/shop",
        "/home/dev/shop/.docker",
        "/home/shop/config",
        "/etc/localtime",
        "/etc/ssl/certs",
        "/etc/passwd",
        "/root/shop/data",
    ),
    *(
        "/var/lib/docker/containers",
        "/var/log/shop",
        "/dev/dri/card0",
        "/dev/net/tun",
        "/srv/shop/.docker/shop.conf",
    ),
    *(
        "/home/dev/shop",
        "/Users/dev/shop/data",
        "/Users/Shared",
        "/home/dev/.config/shop",
        "/home/dev/.cache",
    ),
    *("/home/dev/.ssh/known_hosts", "/home/dev/.ssh/id_ed25519.pub", "/home/dev/.gitconfig"),
    *("/run/systemd/journal/socket", "/run/dbus/system_bus_socket", "/run/udev", "/run/user/1000/pulse"),
    *("/sys/fs/cgroup", "/lib/modules", "/proc/cpuinfo", "/var/spool/shop", "/srv/shop/crontab"),
    *("/srv/home/dev", "/home/dev/shop/.config/gcloud", "/host_mnt/Users/dev/shop"),
)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/",
            "/etc",
            "/run/podman/podman.sock",
            "/root/",
            "/var/run",
            "//var/run/docker.sock",
            "/run/docker",
        ),
        *(
            "/var/run/podman",
            "/var/lib/docker/volumes",
            "/var",
            "/etc/shadow",
            "/home/dev/.aws",
            "/root/.ssh",
        ),
        *("/home/dev/.docker/config.json", "/home/dev/.kube/config", "/dev/sda1", "/dev/mapper/vg-root"),
        *("/dev/mem", "/dev/nvme0n1"),
        *("/var/run/systemd/private", "/run/systemd", "/run/user/1000", "/run/user/1000/docker.sock"),
        *("/etc/crontab", "/etc/cron.daily/", "/var/spool/cron", "/var/spool/cron/crontabs"),
        *("/etc/gshadow", "/etc/pam.d", "/etc/ld.so.preload", "/proc/sys", "/proc/1", "/proc/sysrq-trigger"),
        *("/home/dev", "/home/dev/", "/Users/dev", "/var/home/dev", "/host_mnt/Users/dev"),
        *("/home/dev/.config/gcloud", "/root/.config/gcloud/credentials.db", "/Users/dev/.aws/credentials"),
        *("/home/dev/.kube", "/home/dev/.ssh/id_ed25519", "/root/.netrc", "/home/dev/.config/gh"),
        *("/home/dev/.git-credentials", "/home/dev/.vault-token", "/home/dev/.oci/config"),
    ],
)
def test_what_matters_on_the_host_is_refused(path: str) -> None:
    assert [p.observed for p in CASE.problems(inspected(mounts=(path,)))] == [path]


def test_a_folder_of_its_own_is_legal() -> None:
    assert CASE.problems(inspected(mounts=OWN)) == ()


def test_binds_and_devices_are_the_hosts_and_volumes_are_not() -> None:
    mounts = [{"Type": "bind", "Source": "/etc"}, {"Type": "volume", "Source": "/var/lib/docker/volumes/x"}]
    host = {"Devices": [{"PathOnHost": "/dev/sda", "PathInContainer": "/dev/sda"}]}
    described = {"HostConfig": host, "Mounts": mounts, "NetworkSettings": {}}
    states = [ContainerState("shop-1", "shop", described, "")]
    with mock.patch.object(ShopTarget, "container_states", return_value=states, create=True):
        seen = inspect_containers(ShopTarget("http://127.0.0.1:9", CONTRACT))
    assert seen.containers[0].mounts == ("/dev/sda", "/etc")
