"""`make pipeline`: a good commit goes from its checks to production, bad ones are stopped on their way.

A clone of HEAD, a registry, staging and production of its own, all removed at the end; only what is committed
is tried. It leaves `reports/out/pipeline.json` and, in `reports/out/pipeline/`, the log of each run.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import NoReturn

from deploy.pipeline.acting import END, Acted, act
from deploy.pipeline.commits import BAD, GOOD, HELD, Commit, CommitError
from deploy.pipeline.registry import registry
from deploy.pipeline.stand_ins import not_run
from deploy.setup.commands import ROOT, ask
from deploy.setup.steps import SetupError
from gonogo.instruments.once import write_atomically
from gonogo.instruments.waits import Wait, WaitTimeout, pause

OUT = ROOT / "reports" / "out" / "pipeline"
RESULT = OUT.with_suffix(".json")
_WHO = ("-c", "user.name=pipeline", "-c", "user.email=pipeline@example.com")
_STEP_SECONDS = 600.0
ALL = (GOOD, *BAD, *(() if shutil.which("trivy") else (HELD,)))
_LOST_AFTER_SECONDS = 6.0
_SAID, _BASE_LOG = OUT / "said.txt", OUT / "base.log"
_PRODUCTION = OUT / "environments" / "production"


class Trial:
    """One clone with its environments; what happened to each commit."""

    def __init__(self, tree: Path, address: str) -> None:
        self.tree = tree
        self._variables = {
            "GONOGO_REGISTRY": address,
            "GONOGO_ENVIRONMENTS": str(OUT / "environments"),
            "GONOGO_VENV": str(OUT / "venv"),
            "GONOGO_SAID": str(_SAID),
            "MYPY_CACHE_DIR": str(OUT / "mypy"),
        }
        self._base = self._git("rev-parse", "HEAD")
        self._base_words: tuple[str, ...] = ()

    def run(self, commit: Commit) -> tuple[Acted, float]:
        """Commit it on the base, and let the workflow run on it."""
        began = time.monotonic()
        self._git("checkout", "--quiet", "--force", "-B", "main", self._base)
        for edit in commit.edits:
            edit.apply(self.tree)
        self._git("add", "--all")
        self._git(*_WHO, "commit", "--quiet", f"--message={commit.message}")
        _SAID.write_text("", encoding="utf-8")
        acted = act(self.tree, self._variables, OUT / f"{commit.id}.log", commit.scanned)
        if said := _SAID.read_text(encoding="utf-8").splitlines():
            acted = replace(acted, said=said[-1][:300])
        return acted, time.monotonic() - began

    def deployed(self) -> str:
        """What production runs, as the pipeline remembers it."""
        kept = _PRODUCTION / "deployed.json"
        return str(json.loads(kept.read_text(encoding="utf-8"))["image"]) if kept.exists() else ""

    def before(self) -> None:
        """Bring the base to production: a release is rolled out over another one, and back to it."""
        told = OUT / "base.outputs"
        told.write_text("", encoding="utf-8")
        self._make({"GITHUB_OUTPUT": str(told)}, "ship", "STEP=build")
        outputs = dict(line.split("=", 1) for line in told.read_text(encoding="utf-8").splitlines())
        image, revision = outputs["production"], outputs["revision"]
        self._base_words = (f"IMAGE={image}", f"REVISION={revision}", f"VERIFIED={image}")
        self._make({}, "ship", "STEP=roll-out", *self._base_words)

    def lose(self) -> str:
        """Kill a roll-out of the base under way, and ask for it again; returns what went wrong."""
        words = ["make", "--no-print-directory", "ship", "STEP=roll-out", *self._base_words]
        with _BASE_LOG.open("a", encoding="utf-8") as log:
            process = subprocess.Popen(
                words,
                cwd=self.tree,
                env=os.environ | self._variables,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        try:
            Wait("a roll-out is under way", _STEP_SECONDS, 0.1).until((_PRODUCTION / "under-way.json").exists)
            pause(_LOST_AFTER_SECONDS, "its candidates start")
        except WaitTimeout as never:
            return str(never)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        said = len(_BASE_LOG.read_text(encoding="utf-8"))
        self._make({}, "ship", "STEP=roll-out", *self._base_words)
        if "was lost under way, and is taken back" not in _BASE_LOG.read_text(encoding="utf-8")[said:]:
            return "nobody noticed that a roll-out was lost"
        wanted = self._base_words[0].removeprefix("IMAGE=")
        return "" if self.deployed() == wanted else f"production runs {self.deployed()} and not {wanted}"

    def clean(self) -> None:
        """Remove both environments."""
        for place in ("staging", "production"):
            self._make({}, "ship", "STEP=down", f"PLACE={place}", check=False)

    def _make(self, more: dict[str, str], *words: str, check: bool = True) -> None:
        with _BASE_LOG.open("a", encoding="utf-8") as log:
            done = subprocess.run(
                ["make", "--no-print-directory", *words],
                cwd=self.tree,
                env=os.environ | self._variables | more,
                stdout=log,
                stderr=log,
                timeout=_STEP_SECONDS,
                check=False,
            )
        if check and done.returncode:
            raise SetupError(f"`make {' '.join(words[:2])}` failed on the base: see {_BASE_LOG}")

    def _git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.tree, capture_output=True, text=True, timeout=60, check=False
        )
        if done.returncode:
            raise SetupError(f"git {words[0]}: {done.stderr.strip()}")
        return done.stdout.strip()


def main(words: list[str]) -> int:
    """Return 0 when the good commit reached production and each bad one was stopped where it has to be."""
    asked = _asked(words)
    commits = [commit for commit in ALL if not asked.only or commit.id in asked.only]
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        with alone(OUT), _cloned() as tree, registry() as address:
            return _tried(Trial(tree, address), commits)
    except (SetupError, CommitError) as broke:
        print(f"HOLD, pipeline: {broke}", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("interrupted; what was started is removed", file=sys.stderr)
        return 130


def _tried(trial: Trial, commits: list[Commit]) -> int:
    told: dict[str, object] = {"good": None, "bad": [], "held": [], "not_run": []}
    good = True
    _keep(told)  # what stood there was another run's
    try:
        trial.before()
        for commit in commits:
            kept = trial.deployed()
            acted, seconds = trial.run(commit)
            good &= _note(told, commit, acted, seconds, moved=trial.deployed() != kept)
            told["not_run"] = _not_run(OUT / commit.id) or told["not_run"]
            _keep(told)
        if GOOD in commits:
            good &= _lost(told, trial.lose())
            _keep(told)
    finally:
        trial.clean()
    print("all as it has to be" if good else "not as it has to be")
    return 0 if good else 1


def _keep(told: dict[str, object]) -> None:
    write_atomically(RESULT, json.dumps(told, indent=1))


def _note(told: dict[str, object], commit: Commit, acted: Acted, seconds: float, *, moved: bool) -> bool:
    """Write one down and say it; whether it went as it has to: a bad one leaves production as it was."""
    wanted = commit.stopped_at or END
    well = acted.stopped_at == wanted and moved == (not commit.stopped_at)
    print(
        f"{'  ' if well else '! '}{commit.id}: {acted.stopped_at} in {seconds:.0f} s: {acted.said}",
        flush=True,
    )
    if commit.stopped_at:
        stopped = told["held" if commit.scanned else "bad"]
        assert isinstance(stopped, list)
        stopped.append(
            {"id": commit.id, "expected": wanted, "stopped_at": acted.stopped_at, "production_moved": moved}
        )
    else:
        reached = "production" if acted.stopped_at == END and moved else acted.stopped_at
        told["good"] = {"reached": reached, "seconds": round(seconds, 1)}
    return well


def _lost(told: dict[str, object], wrong: str) -> bool:
    """Write down what became of a roll-out whose runner was lost; whether it went as it has to."""
    told["lost"] = {"taken_back": not wrong, "why": wrong}
    mark, said = ("! ", wrong) if wrong else ("  ", "taken back, and done again")
    print(f"{mark}a roll-out whose runner is lost: {said}", flush=True)
    return not wrong


def _not_run(kept: Path) -> list[dict[str, str]]:
    """What is out of reach, and what the scan could not do, with why: never shown as passed."""
    scan = kept / "security" / "scan.json"
    if not scan.exists():
        return not_run(kept)
    impossible = json.loads(scan.read_text(encoding="utf-8")).get("not_possible", [])
    return [
        *not_run(kept),
        *({"step": f"scan: {one['tool']}", "why": one["why"]} for one in impossible),
    ]


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Hold the folder until the end: a second run would take the clone from under the first. SetupError."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / "held").open("a", encoding="utf-8") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SetupError(f"another `make pipeline` runs in {out.parent}: wait for its end") from None
        yield


@contextmanager
def _cloned() -> Iterator[Path]:
    """A clone of HEAD, removed at the end."""
    tree = OUT / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    OUT.mkdir(parents=True, exist_ok=True)
    made = ask("git", "clone", "--quiet", str(ROOT), str(tree), deadline_seconds=120.0)
    if made.status != 0:
        raise SetupError(f"this is no repository that can be cloned: {made.err}")
    try:
        yield tree
    finally:
        shutil.rmtree(tree, ignore_errors=True)


def _asked(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.pipeline.trial", description=__doc__)
    known = [commit.id for commit in ALL]
    parser.add_argument("--only", nargs="+", metavar="ID", choices=known, help=f"of {', '.join(known)}")
    return parser.parse_args(words)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
