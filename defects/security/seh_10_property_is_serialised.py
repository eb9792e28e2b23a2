"""A property of the model that only the service needs goes out with each answer.

Ships: `@computed_field` was put over it for one report, and is part of every serialisation since: nobody
changed an answer, and all of them changed.
Source: Pydantic, "Computed fields" (part of serialisation and of the schema); OWASP ASVS 5.0 15.3.1.
"""

from __future__ import annotations

from random import Random

from defects.editing import edited
from proving.seed import Defect, Injection

DEFECT = Defect("SEH-10", expected=("security/answers-hold-what-is-promised",))
_ETAG = "    @property\n    def etag(self) -> str:\n"
_IMPORT = "from pydantic import AfterValidator, BaseModel, ConfigDict, Field\n"


def inject(rng: Random) -> Injection:
    """Serialise it."""
    return having(rng, "    @computed_field  # type: ignore[prop-decorator]\n")


def having(rng: Random, decorator: str) -> Injection:
    """Give the article a property of the inside, with a decorator above the usual one."""
    name = rng.choice(["shard_key", "storage_path", "cache_key"])
    told = (
        f"{decorator}    @property\n    def {name}(self) -> str:\n"
        '        """Where it lies."""\n'
        f'        return f"kb{rng.randrange(1, 9)}/{{self.owner}}/{{self.id % 16:x}}/{{self.id}}"\n\n'
    )
    source = edited(
        "app/knowledge/articles.py",
        (_IMPORT, _IMPORT.replace("Field\n", "Field, computed_field\n")),
        (_ETAG, told + _ETAG),
    )
    return Injection(fact=name, source=source)
