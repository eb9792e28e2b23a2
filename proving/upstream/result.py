"""What became of each pair: `reports/out/upstream.json`, the lock, a table and an exit status."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gonogo.core.discover import discover
from gonogo.proofs.lock import rule_hash
from gonogo.proofs.sources import ROOT
from proving.gate import OUT
from proving.interval import share
from proving.judge import Judged, Outcome
from proving.upstream.entries import Pair, pair_hash
from proving.upstream.judging import Said

RESULT = OUT.parent / "upstream.json"
LOCK = ROOT / "defects" / "upstream.lock.json"
_ORDER = [outcome.value for outcome in Outcome]
_AT_MOST = (15, 30, 60, 120, 240, 480)
"""Steps in which the lock keeps seconds: finer ones would differ from run to run."""
Entries = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Tried:
    """One pair tried; ``held`` says why its releases cannot be had."""

    pair: Pair
    bad: Said
    good: tuple[Said, ...]
    judged: Judged
    seconds: float = 0.0
    held: str = ""


def document(pair: Pair, tried: Tried) -> dict[str, Any]:
    """Return what a program reads of one pair."""
    return {
        "id": pair.id,
        "product": pair.product,
        "source": ", ".join(pair.source),
        "expected": list(pair.expected),
        "bad": {
            "version": tried.bad.version,
            "verdict": tried.bad.verdict,
            "refused_by": list(tried.bad.failed),
            "advised_by": list(tried.bad.advised),
        },
        "good": [
            {
                "version": one.version,
                "verdict": one.verdict,
                "flagged_by": list(one.failed),
                "why": [] if one.verdict == "GO" else list(one.why),
            }
            for one in tried.good
        ],
        "outcome": tried.judged.outcome.value,
        "reason": tried.judged.reason,
        "seconds": tried.seconds,
    }


def hashes(pair: Pair) -> dict[str, Any]:
    """Return what a result rests on: the pair's files, and the rules that have to refuse it."""
    there = {rule.id: rule for rule in discover()}
    rules = {name: rule_hash(there[name]) if name in there else "" for name in pair.expected}
    return {"pair": pair_hash(pair), "rules": rules}


def is_current(pair: Pair, lock: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether the lock holds the pair's result with the hashes of today."""
    kept = lock.get(pair.id, {})
    return {name: kept.get(name) for name in ("pair", "rules")} == hashes(pair)


def kept(pair: Pair, now: Mapping[str, Any]) -> dict[str, Any]:
    """Return the pair's entry of the lock: the result, without what differs from run to run, and hashes."""
    good = [{name: value for name, value in one.items() if name != "why"} for one in now["good"]]
    lasting = {name: value for name, value in now.items() if name != "seconds"}
    took = next((most for most in _AT_MOST if now["seconds"] <= most), _AT_MOST[-1])
    return lasting | {"good": good, "at_most_seconds": took} | hashes(pair)


def without_hashes(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry of the lock as a result."""
    return {name: value for name, value in entry.items() if name not in ("pair", "rules", "at_most_seconds")}


def read_lock(path: Path = LOCK) -> Entries:
    """Return the lock, empty where there is none."""
    found: Entries = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def write_lock(lock: Mapping[str, Mapping[str, Any]], path: Path = LOCK) -> None:
    """Replace the lock at once; the same results give the same bytes."""
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    partial.replace(path)


def write(results: Iterable[Mapping[str, Any]], path: Path = RESULT) -> None:
    """Leave the results for programs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"pairs": list(results)}, indent=1) + "\n", encoding="utf-8")


def worse(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> str:
    """Say in what a pair does worse than the lock says; one that it does not hold has to do well."""
    allowed = before["outcome"] if before else Outcome.CAUGHT.value
    passed = {one["version"] for one in before["good"] if one["verdict"] == "GO"} if before else None
    told = []
    if _ORDER.index(now["outcome"]) > _ORDER.index(allowed):
        expected = f"it was {allowed}" if before else "it is not in the lock"
        told.append(f"{now['bad']['version']} is {now['outcome']}, {expected}: {now['reason']}")
    told += [
        f"{one['version']} is {one['verdict']}: {'; '.join(one['why'][:3])}"
        for one in now["good"]
        if one["verdict"] != "GO" and (passed is None or one["version"] in passed)
    ]
    return "; ".join(told)


def table(results: Sequence[Mapping[str, Any]]) -> str:
    """Show a line for each pair, and the two rates with their exact intervals."""
    lines = [f"{'pair':<22} {'bad':<13} {'mended':<8} {'today':<8} why"]
    for one in results:
        goods = " ".join(f"{good['verdict']:<8}" for good in one["good"])
        lines.append(f"{one['id']:<22} {one['outcome']:<13} {goods} {one['reason'][:140]}")
        lines += [
            f"  {good['version']}: {why}"
            for good in one["good"]
            if good["verdict"] != "GO"
            for why in good.get("why", [])[:3]
        ]
    caught = sum(one["outcome"] == Outcome.CAUGHT.value for one in results)
    releases = [good for one in results for good in one["good"]]
    passed = sum(good["verdict"] == "GO" for good in releases)
    lines.append(f"bad releases refused by their own rule: {share(caught, len(results))}")
    lines.append(f"good releases GO: {share(passed, len(releases))}")
    return "\n".join(lines)
