"""What a wheel holds beside its modules: the lock of proofs, and what each seed is at this moment.

Installed, there are no seeds to hash. A proof counts there if it counts here: the rule's hash is checked
where it runs, and the seed's against what the seed was when the wheel was built.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface  # type: ignore[import-not-found]


class ProofHook(BuildHookInterface):  # type: ignore[misc]  # hatchling is not installed where types are checked
    """Adds three files to `gonogo/proofs`: the lock, the seeds, and what was found of the gates' text."""

    def initialize(
        self,
        version: str,  # noqa: ARG002 - hatchling passes it
        build_data: dict[str, Any],
    ) -> None:
        """Write both into the build's own folder, and name them."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from gonogo.proofs import memory  # noqa: PLC0415 - as above
        from gonogo.proofs.seeds import seed_hash  # noqa: PLC0415 - of the tree that is built
        from gonogo.proofs.sources import imports  # noqa: PLC0415 - as above

        lock = root / "defects" / "proof.lock.json"
        entries = json.loads(lock.read_text(encoding="utf-8"))
        sources = {proof["source"] for proved in entries.values() for proof in proved.values()}
        made = Path(self.directory) / ".proofs" / "seeds.json"
        made.parent.mkdir(parents=True, exist_ok=True)
        hashes = {source: seed_hash(root / source) for source in sorted(sources) if (root / source).exists()}
        made.write_text(json.dumps(hashes, indent=1) + "\n", encoding="utf-8")
        for path in sorted((root / "suites").rglob("*.py")):
            imports(".".join(("gonogo", *path.relative_to(root).with_suffix("").parts)))
        memory.save(made.with_name("facts.json"))
        included = build_data["force_include"]
        included[str(lock)] = "gonogo/proofs/proof.lock.json"
        included[str(made)] = "gonogo/proofs/seeds.json"
        included[str(made.with_name("facts.json"))] = "gonogo/proofs/facts.json"
