"""Read the release's image, each of its layers, and what it tells of how it was made."""

from __future__ import annotations

from collections import Counter

from gonogo.suites.security.observations.image import ImageRead, Unshipped
from gonogo.suites.security.shipping import is_read, secrets_told, unshipped
from gonogo.targets.base import ImageContent, Target


def read_image(target: Target) -> ImageRead:
    """Look at each file by its path, and where that says too little at how it begins."""
    content = target.image_content(is_read)
    counted = Counter(file.layer for file in content.files)
    files = tuple(counted[layer] for layer in range(content.layers))
    return ImageRead(content.name, files, _unshipped(content), _told(content))


def _unshipped(content: ImageContent) -> tuple[Unshipped, ...]:
    """Return each place once: as a container has it, else as the last layer with it does."""
    found: dict[str, Unshipped] = {}
    for file in content.files:
        place, what = unshipped(file.path, file.head)
        if place and not (place in found and found[place].kept):
            found[place] = Unshipped(f"/{place}", what, file.layer, file.kept)
    return tuple(found.values())


def _told(content: ImageContent) -> tuple[tuple[str, str], ...]:
    steps = [("its variables", variable) for variable in content.variables]
    steps += [("its history", step) for step in content.history]
    return tuple(dict.fromkeys((name, where) for where, step in steps for name in secrets_told(step)))
