"""A sweep in plain sentences."""

from collections.abc import Iterable

from gonogo.cleanup.sweep import UNKNOWN, Swept


def sentences(swept: Swept) -> list[str]:
    """Say what was removed, what is still there and why."""
    if swept.run_id == UNKNOWN:
        return [f"The container engine could not be asked what it holds: {swept.problem}"]
    removed = [
        _counted("process", "processes", map(str, swept.processes)),
        _counted("container", "containers", swept.containers),
        _counted("network", "networks", swept.networks),
        _counted("volume", "volumes", swept.volumes),
        _counted("image", "images", swept.images),
    ]
    what = ", ".join(part for part in removed if part) or "nothing"
    lines = [f"Run {swept.run_id}: removed {what} in {swept.seconds:.1f} s."]
    if swept.remaining:
        lines.append(f"Run {swept.run_id}: still there: {', '.join(swept.remaining)}.")
    if swept.problem:
        lines.append(f"Run {swept.run_id}: {swept.problem}")
    return lines


def _counted(one: str, many: str, names: Iterable[str]) -> str:
    listed = list(names)
    return f"{len(listed)} {one if len(listed) == 1 else many} ({', '.join(listed)})" if listed else ""
