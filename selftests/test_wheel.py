"""Installed from a wheel, the gate is what it is here: the same rules, proofs and verdict, in any folder."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from selftests.wheels import repository, run, service, smoked, wheel

__all__ = ["repository", "wheel"]  # fixtures


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


def test_one_name_and_nothing_of_the_service_is_in_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"gonogo"}
    assert {"gonogo/proofs/proof.lock.json", "gonogo/proofs/seeds.json", "gonogo/fixtures/gate.ini"} <= set(
        names
    )
    assert not [name for name in names if "/out/" in name or name.startswith("gonogo/app")]
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_smoke_is_go_and_as_proven_as_here(installed: Path, repository: Path) -> None:
    done = smoked(installed, repository)
    assert "page:      ../.gonogo" in done.stderr or ".gonogo/out/report.html" in done.stderr


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
