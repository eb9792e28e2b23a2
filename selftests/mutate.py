"""`make mutate`: would a fault in the verdict's own code be noticed? Not in CI: it takes most of an hour.

`python -m selftests.mutate gate run` does the same for some of the modules alone.

mutmut changes one thing at a time in a copy of the tree, and runs the offline tests of these modules on it.
A change that no test notices is *alive*. Equivalent ones count as alive too; docs/mutation.md says why.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "reports" / "out" / "mutation"
_PLUMBING = ("conclude", "evidence", "journal", "gate", "session", "schedule", "run", "options")
MODULES = {
    **{name: (f"gonogo/fixtures/{name}.py",) for name in _PLUMBING},
    "identity": ("gonogo/targets/identity/prove.py", "gonogo/targets/identity/movement.py"),
    "once": ("gonogo/instruments/once.py",),
}
LINKED = ("fixtures", "loadtests", "reports", "suites")
MOST_ALIVE = 0.05
BESIDE = (
    *("proving", "defects", "conftest.py", "pytest.ini", "release.yaml", "contracts", "pyproject.toml"),
    *("app", "deploy", "Makefile", "docs", "selftests", "benchmarks"),
)


def main(modules: list[str]) -> int:
    """Mutate, and say how much of each module is alive; 1 where it is more than one in twenty."""
    shutil.rmtree(PLACE / "tree", ignore_errors=True)
    _copy(PLACE / "tree", modules)
    python = _python(PLACE / "venv")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GONOGO_", "PYTEST_"))}
    environment["TMPDIR"] = tempfile.mkdtemp()  # locks of its own: no run waits for these tests
    mutmut = [str(python), "-m", "mutmut"]
    subprocess.run([*mutmut, "run"], cwd=PLACE / "tree", env=environment, check=False)
    listed = subprocess.run(
        [*mutmut, "results", "--all", "true"], cwd=PLACE / "tree", env=environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return _told([line.split(": ") for line in listed.stdout.splitlines() if ": " in line])


def _copy(tree: Path, modules: list[str]) -> None:
    """Copy what git knows, as it is now, and tell mutmut what to do there.

    mutmut knows a module by its file: here the linked folders lie in the package, and the links beside it.
    """
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, names.decode().split("\0")):
        if (ROOT / name).is_file():
            place = tree / "gonogo" / name if name.split("/")[0] in LINKED else tree / name
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, place)
    for name in LINKED:
        for beside in (tree, tree / "mutants"):
            beside.mkdir(exist_ok=True)
            (beside / name).symlink_to(f"gonogo/{name}")
    with (tree / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(_settings(tree, modules))


def _settings(tree: Path, modules: list[str]) -> str:
    """Return what is mutated, and all tests named after it: `test_session_begins.py` is one of session's."""
    mutated = [path for name in modules for path in MODULES[name]]
    found = [path for name in modules for path in (tree / "tests").glob(f"*/test_{name}*.py")]
    tests = sorted(str(path.relative_to(tree)) for path in found)
    return (
        f'\n[tool.mutmut]\nsource_paths = ["gonogo"]\nonly_mutate = {mutated}\nalso_copy = {list(BESIDE)}\n'
        f"pytest_add_cli_args_test_selection = {tests}\n"
    )


def _python(folder: Path) -> Path:
    """Return a Python with mutmut beside all that the tests need; it stays out of the project's own lock."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        wanted = ROOT / "requirements" / "mutation.in"
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", str(wanted)], check=True)
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        shared = folder / "lib" / version / "site-packages" / "shared.pth"
        shared.write_text(sysconfig.get_path("purelib") + "\n")
    return python


def _module(mutant: str) -> str:
    return mutant.strip().split(".")[-2]


def _told(results: list[list[str]]) -> int:
    """Print each module's mutants and those alive; mutmut names one by its function's module."""
    every = Counter(_module(name) for name, _ in results)
    alive = Counter(_module(name) for name, status in results if "killed" not in status)
    for module in sorted(every):
        print(f"{module:<10} {every[module]:4} mutants, {alive[module]:3} alive")
    for name, status in results:
        if "killed" not in status:
            print(f"  {status:<12} {name.strip()}")
    rate = alive.total() / max(every.total(), 1)
    print(f"{every.total()} mutants, {alive.total()} alive: {rate:.1%}")
    return int(rate > MOST_ALIVE or not every)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(MODULES)))
