"""Where databases keep their data, and what of this machine is mounted there. Pure.

A developer's live data must never be opened twice: the gate stops what it starts, and writes to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

_ANYWHERE = ("/var/lib/postgresql", "/var/lib/mysql", "/data/db", "/var/lib/mongodb")
_ROOT_DATA = ("redis", "valkey", "keydb", "dragonfly", "minio", "falkordb", "neo4j")
_FOLDERS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_ROOT_DATA, ("/data", "/export")),
    "mongo": ("/data",),
    "elasticsearch": ("/usr/share/elasticsearch/data",),
    "opensearch": ("/usr/share/opensearch/data",),
    "rabbitmq": ("/var/lib/rabbitmq",),
    "clickhouse": ("/var/lib/clickhouse",),
    "cockroach": ("/cockroach/cockroach-data",),
}
_PACKAGED = "/bitnami"


def holds_data(image: str, target: str) -> bool:
    """Whether a folder of a container is that of its product's data, or below it."""
    name = image.partition("@")[0].rpartition("/")[2].partition(":")[0].lower()
    own = tuple(folder for word, folders in _FOLDERS.items() if word in name for folder in folders)
    own += (_PACKAGED,) if "bitnami" in image else ()
    path = PurePosixPath(target)
    is_file = bool(path.suffix)
    return not is_file and any(path.is_relative_to(folder) for folder in (*_ANYWHERE, *own))


def live_data(rendered: Mapping[str, Any], started: set[str]) -> Iterator[str]:
    """Say which service that is started would open data that is not the run's own."""
    for name in sorted(started):
        service = (rendered.get("services") or {}).get(name) or {}
        for mount in service.get("volumes") or ():
            target = str(mount.get("target", ""))
            if mount.get("read_only") or not holds_data(str(service.get("image") or ""), target):
                continue
            if where := _shared(mount, rendered):
                yield (
                    f"deployment.compose.files: {name} keeps its data in {where}, which is not the "
                    "run's own, and the gate stops what it starts and writes to it; "
                    f"put `volumes: [{{type: volume, target: {target}}}]` for {name} into a compose file of "
                    "the gate's own, as `gonogo init` does"
                )


def _shared(mount: Mapping[str, Any], rendered: Mapping[str, Any]) -> str:
    """Return what of this machine is mounted, empty where the run makes it for itself."""
    source = str(mount.get("source") or "")
    if mount.get("type") == "bind":
        return f"the folder {source}"
    volume = (rendered.get("volumes") or {}).get(source) if mount.get("type") == "volume" else None
    if not volume:
        return ""
    if device := is_bound(volume):
        return f"the folder {device}"
    named, project = str(volume.get("name") or ""), str(rendered.get("name") or "")
    apart = volume.get("external") or (named and project and not named.startswith(f"{project}_"))
    return f"the volume {named or source}" if apart else ""


def is_bound(volume: Mapping[str, Any]) -> str:
    """Return the folder of this machine that a volume is by its driver's options, empty for none."""
    return bound_to(volume.get("driver_opts") or {})


def bound_to(options: Mapping[str, Any]) -> str:
    """Return the folder that options of the driver `local` bind, empty for a disk, a server or memory."""
    words = {word.strip() for word in str(options.get("o") or "").split(",")}
    return str(options.get("device") or "") if words & {"bind", "rbind"} else ""
