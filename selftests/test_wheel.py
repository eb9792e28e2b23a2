"""Installed from a wheel, the gate is what it is here: the same rules, proofs and verdict, in any folder."""

from __future__ import annotations

import hashlib
import json
import socket
import subprocess
import sys
import sysconfig
import venv
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from packaging.tags import compatible_tags, cpython_tags, platform_tags
from packaging.utils import parse_wheel_filename

from benchmarks.front import fronted
from benchmarks.release import released
from gonogo.core.discover import discover
from gonogo.proofs.lock import proofs
from selftests.gate import ROOT, environment
from selftests.interpreters import OTHERS, find, install, smoke_lock
from selftests.test_smoke import PRIVATE


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this checkout, built as `make wheel` does."""
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)],
        check=True, timeout=120,
    )  # fmt: skip
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of commands where the wheel is installed; its dependencies are this environment's."""
    folder = tmp_path_factory.mktemp("a place") / "venv"
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", str(wheel)],
        check=True, timeout=120,
    )  # fmt: skip
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    shared = folder / "lib" / version / "site-packages" / "shared.pth"
    shared.write_text(sysconfig.get_path("purelib") + "\n")
    return folder / "bin"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Another team's repository, with a blank in its name."""
    root = tmp_path / "a team"
    (root / ".git").mkdir(parents=True)
    (root / "gonogo.yaml").write_text((ROOT / "release.yaml").read_text())
    return root


def run(
    words: list[str], folder: Path, more: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words, cwd=folder, env=environment() | (more or {}), capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


@contextmanager
def service() -> Iterator[tuple[str, str]]:
    """The reference service behind what closes its private paths, and a replica of it."""
    with released() as release, fronted(release, PRIVATE) as (url, _), fronted(release) as (replica, _):
        yield url, replica


def test_one_name_and_nothing_of_the_service_is_in_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"gonogo"}
    assert {"gonogo/proofs/proof.lock.json", "gonogo/proofs/seeds.json", "gonogo/fixtures/gate.ini"} <= set(
        names
    )
    assert not [name for name in names if "/out/" in name or name.startswith("gonogo/app")]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def smoked(commands: Path, repository: Path) -> subprocess.CompletedProcess[str]:
    """A smoke of the reference service by the command in a folder, in a part of the repository; it is GO."""
    (repository / "sub").mkdir()
    with service() as (url, replica):
        words = [str(commands / "gonogo"), "smoke", url, f"--replica={replica}", "--format=json"]
        done = run(words, repository / "sub")
    verdict = json.loads(done.stdout)
    assert (verdict["verdict"], done.returncode) == ("GO", 0), done.stderr
    assert verdict == json.loads((repository / ".gonogo" / "out" / "verdict.json").read_text())
    here = {rule.id: list(proofs(rule)) for rule in discover()}
    assert {rule["id"]: rule["proven_by"] for rule in verdict["rules"]} == {
        rule["id"]: here[rule["id"]] for rule in verdict["rules"]
    }
    return done


def test_smoke_is_go_and_as_proven_as_here(installed: Path, repository: Path) -> None:
    done = smoked(installed, repository)
    assert "page:      ../.gonogo" in done.stderr or ".gonogo/out/report.html" in done.stderr


@pytest.mark.parametrize("version", OTHERS)
def test_smoke_is_the_same_under_another_python(
    version: str, wheel: Path, repository: Path, tmp_path: Path
) -> None:
    python = find(version)
    if python is None:
        said = f"Python {version}: NOT TRIED, there is none on this machine"
        warnings.warn(said, stacklevel=1)
        pytest.skip(said)
    folder, lock = tmp_path / "venv", tmp_path / "smoke.lock"
    subprocess.run([str(python), "-m", "venv", "--without-pip", str(folder)], check=True, timeout=60)
    built = f"{wheel} --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
    lock.write_text("".join([*smoke_lock().values(), built]))
    done = install(folder / "bin" / "python", lock)
    assert done.returncode == 0, done.stderr
    smoked(folder / "bin", repository)
    warnings.warn(f"Python {version}: tried, {python}", stacklevel=1)


def test_everything_that_a_smoke_needs_has_a_wheel_for_python_3_14(tmp_path: Path) -> None:
    """By the wheels' tags, in the registry and by the lock's hashes: no such interpreter has to be here."""
    lock, report = tmp_path / "smoke.lock", tmp_path / "report.json"
    lock.write_text("".join(smoke_lock().values()))
    words = ("--dry-run", f"--target={tmp_path}", "--python-version=3.14", f"--report={report}")
    done = install(Path(sys.executable), lock, *words)
    assert done.returncode == 0, done.stderr
    urls = [one["download_info"]["url"] for one in json.loads(report.read_text())["install"]]
    wheels = {name: tags for name, *_, tags in (parse_wheel_filename(url.rsplit("/", 1)[1]) for url in urls)}
    assert wheels.keys() == smoke_lock().keys()
    taken = set(cpython_tags((3, 14), platforms=(platforms := list(platform_tags()))))
    taken |= set(compatible_tags((3, 14), platforms=platforms))
    assert [name for name, tags in wheels.items() if not tags & taken] == []


def test_a_run_that_is_out_of_time_holds_by_name(installed: Path, repository: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:  # it takes connections and answers nobody
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        done = run([str(installed / "gonogo"), "verify", f"--target={url}", "--deadline=1"], repository)
    verdict = json.loads((repository / ".gonogo" / "out" / "verdict.json").read_text())
    assert (verdict["verdict"], done.returncode) == ("HOLD", 3), done.stdout
    assert "--deadline of 1 s" in done.stdout


@pytest.mark.parametrize("module", [False, True])
def test_without_a_contract_it_says_what_to_do(installed: Path, tmp_path: Path, module: bool) -> None:
    start = [str(installed / "python"), "-m", "gonogo"] if module else [str(installed / "gonogo")]
    done = run([*start, "smoke", "http://127.0.0.1:9"], tmp_path)
    assert (done.returncode, done.stdout) == (4, "")
    assert "gonogo init URL" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_another_repository_s_pytest_takes_the_same_words(
    installed: Path, repository: Path, workers: tuple[str, ...]
) -> None:
    with service() as (url, replica):
        words = ["-m", "pytest", "-m", "smoke", f"--target={url}", f"--replica={replica}", *workers]
        done = run([str(installed / "python"), *words, "-p", "no:cacheprovider"], repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "\nGO, " in done.stdout
    assert "GO, 0 of" not in done.stdout


def test_a_repository_that_has_another_option_of_ours_is_told_what_to_run(
    installed: Path, repository: Path
) -> None:
    (repository / "conftest.py").write_text("def pytest_addoption(parser):\n    parser.addoption('--gate')\n")
    words = ["-m", "pytest", "-m", "smoke", "--target=http://127.0.0.1:9", "-p", "no:cacheprovider"]
    done = run([str(installed / "python"), *words], repository)
    assert done.returncode == 4
    assert "have --gate as well; run the command instead" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_repository_keeps_its_own_option_and_marker(installed: Path, repository: Path) -> None:
    (repository / "conftest.py").write_text(
        "def pytest_addoption(parser):\n    parser.addoption('--target')\n"
        "def pytest_configure(config):\n    config.addinivalue_line('markers', 'smoke: ours')\n"
    )
    (repository / "test_ours.py").write_text(
        "import sys, pytest\n\n@pytest.mark.smoke\ndef test_ours(request):\n"
        "    assert request.config.getoption('--target') == 'moon'\n"
        "    loaded = {name for name in sys.modules if name.startswith('gonogo.fixtures.')}\n"
        "    assert loaded == {'gonogo.fixtures.guest'}\n"
        "    assert 'pydantic' not in sys.modules\n"
    )
    before = sorted(path.name for path in repository.iterdir())
    words = ["-m", "pytest", "-q", "-m", "smoke", "--target=moon", "-p", "no:cacheprovider"]
    done = run([str(installed / "python"), *words], repository, {"PYTHONDONTWRITEBYTECODE": "1"})
    assert (done.returncode, "1 passed" in done.stdout) == (0, True), done.stdout
    assert sorted(path.name for path in repository.iterdir()) == before


def test_a_folder_that_cannot_be_written_is_said(installed: Path, repository: Path) -> None:
    words = [str(installed / "gonogo"), "smoke", "http://127.0.0.1:9", "--out=/proc/nowhere"]
    done = run(words, repository)
    assert done.returncode == 3
    assert "no report can be written" in done.stdout + done.stderr
