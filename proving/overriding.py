"""Write what a seed changes of the compose files: what is merged, what takes away and what replaces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from proving.seed import RESET, Replaced, Tag


def written(override: Mapping[str, Any], folder: str) -> str:
    """Return the text of a compose file; ``{folder}`` in any word of it becomes the folder."""
    return yaml.dump(_plain(override, folder), Dumper=_Dumper, sort_keys=False, allow_unicode=True)


def _plain(value: Any, folder: str) -> Any:
    if isinstance(value, Mapping):
        return {_plain(key, folder): _plain(inner, folder) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner, folder) for inner in value]
    if isinstance(value, Replaced):
        return Replaced(_plain(value.value, folder))
    return value.replace("{folder}", folder) if isinstance(value, str) else value


class _Dumper(yaml.SafeDumper):
    """YAML with the two tags of the Compose Specification, and no aliases."""

    def ignore_aliases(self, _: Any) -> bool:
        """Write each value where it belongs."""
        return True


def _reset(dumper: yaml.SafeDumper, _: Tag) -> yaml.Node:
    return dumper.represent_scalar(RESET.value, "null")


def _replaced(dumper: yaml.SafeDumper, replaced: Replaced) -> yaml.Node:
    node = dumper.represent_data(replaced.value)
    node.tag = "!override"
    return node


_Dumper.add_representer(Tag, _reset)
_Dumper.add_representer(Replaced, _replaced)
