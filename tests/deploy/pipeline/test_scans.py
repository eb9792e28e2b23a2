"""The deployed release's scan goes by the registry from a roll-out to the next release's scan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deploy.pipeline import images, scans
from deploy.pipeline.__main__ import main
from deploy.pipeline.outcome import RefusedError, StepError
from deploy.pipeline.place import Place, Release
from deploy.scan import place as scan_place
from deploy.scan.baseline import SCHEMA, read_baseline
from deploy.scan.tools.syft import SBOM
from deploy.setup.commands import Answer

REGISTRY = "registry.example:5000"
REPOSITORY = f"{REGISTRY}/ukp-scan"
DIGEST = f"sha256:{'a' * 64}"
RELEASE = Release(f"{REGISTRY}/ukp@{DIGEST}", "r1")
OTHER = f"{REGISTRY}/ukp@sha256:{'b' * 64}"
GOOD = {
    "schema_version": SCHEMA,
    "verdict": "GO",
    "revision": "r1",
    "image": {"reference": RELEASE.image, "id": "sha256:1"},
    "tools": [{"tool": "bandit", "outcome": "conclusive"}],
    "findings": [{"tool": "bandit", "fingerprint": "f1"}],
}


class Registry:
    """An engine with a registry behind it: what was pushed is there by tag and by digest."""

    def __init__(self) -> None:
        self.pushed: dict[str, str] = {}
        self.built: dict[str, str] = {}
        self.listed: dict[str, str] = {}
        self.containers: dict[str, str] = {}
        self.silent, self.status = "", 1

    def ask(self, *words: str, **_: Any) -> Answer:
        what, last = words[1], words[-1]
        if what in ("pull", "push") and self.silent:
            return Answer(self.status, "", self.silent)
        if what == "pull":
            return Answer(0, last, "") if last in self.pushed else Answer(1, "", "manifest unknown")
        if what == "push":
            self.pushed[last] = self.pushed[self._digest(last)] = self.built[last]
        if words[1:3] == ("image", "inspect"):
            return Answer(0, self._digest(last), "")
        if what == "create":
            self.containers["c1"] = self.pushed[words[2]]
            return Answer(0, "c1", "")
        if what == "cp":
            Path(last).write_text(self.containers[words[2].partition(":")[0]])
        if what == "rm":
            del self.containers[last]
        return Answer(0, "", "")

    def _digest(self, name: str) -> str:
        return f"{name.rpartition(':')[0]}@sha256:{abs(hash(self.built[name])):064x}"

    def build(self, build: Any) -> None:
        assert Path(build.dockerfile).read_text().startswith("FROM scratch\n")
        self.built[build.tags[0]] = (Path(build.context) / "scan.json").read_text()
        self.listed[build.tags[0]] = (Path(build.context) / SBOM).read_text()

    def tag(self, image: str, name: str) -> None:
        self.built[name] = self.pushed[image]


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    made = Registry()
    for module in (scans, images):
        monkeypatch.setattr(module, "ask", made.ask)
    monkeypatch.setattr("deploy.setup.docker.build", made.build)
    monkeypatch.setattr("deploy.setup.docker.tag", made.tag)
    monkeypatch.setattr(scan_place, "OUT", tmp_path)
    monkeypatch.setenv("GONOGO_REGISTRY", REGISTRY)
    monkeypatch.setenv("GONOGO_ENVIRONMENTS", str(tmp_path / "environments"))
    monkeypatch.setattr(scans, "OUT", tmp_path / "deployed" / "scan.json")
    monkeypatch.setattr(scans, "ROOT", tmp_path)
    return made


@pytest.fixture
def production(there: Registry) -> Place:
    assert there
    place = Place("somewhere")
    place.remember(RELEASE)
    return place


def scanned(folder: Path, **changes: Any) -> None:
    (folder / "scan.json").write_text(json.dumps(GOOD | changes))
    listed(folder)


def listed(folder: Path, digest: str = DIGEST) -> None:
    (folder / scan_place.NATIVE).mkdir(exist_ok=True)
    component = {"type": "container", "name": f"{REGISTRY}/ukp", "version": digest}
    (folder / scan_place.NATIVE / SBOM).write_text(json.dumps({"metadata": {"component": component}}))


def test_what_was_scanned_is_the_baseline_once_it_is_deployed(
    there: Registry, production: Place, tmp_path: Path
) -> None:
    scanned(tmp_path)
    kept = scans.keep(RELEASE.image)
    assert kept.startswith(f"{REPOSITORY}@sha256:")
    assert scans.fetch()[0] is None
    assert "r1" in scans.mark(production, RELEASE, kept)
    found, _ = scans.fetch()
    assert found is not None
    assert read_baseline(found).found == {"bandit": frozenset({"f1"})}
    assert there.containers == {}


def test_without_a_deployed_release_there_is_no_baseline_and_none_stays(there: Registry) -> None:
    assert there
    scans.OUT.parent.mkdir(parents=True)
    scans.OUT.write_text("of long ago")
    found, said = scans.fetch()
    assert (found, said) == (None, "no release was deployed with its scan: every finding needs a waiver")
    assert not scans.OUT.exists()


@pytest.mark.parametrize(
    "words",
    [
        "daemon: manifest for registry.example/ukp-scan:deployed not found: manifest unknown",
        "daemon: failed to resolve reference: registry.example/ukp-scan:deployed: not found",
        "pull access denied for ukp-scan, repository does not exist or may require a login",
    ],
)
def test_engines_say_in_several_ways_that_there_is_none(there: Registry, words: str) -> None:
    there.silent = words
    assert scans.fetch()[0] is None


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (1, "dial tcp: connection refused"),
        (1, "unauthorized: authentication required"),
        (1, "lookup registry.example: no such host"),
        (127, "docker: not found"),
        (124, "docker: no answer within 120 s"),
    ],
)
def test_a_registry_that_does_not_answer_is_no_missing_baseline(
    there: Registry, status: int, words: str
) -> None:
    there.silent, there.status = words, status
    with pytest.raises(StepError, match="does not tell the deployed release's scan"):
        scans.fetch()


def test_a_scan_of_another_schema_is_said_and_left(
    there: Registry, production: Place, tmp_path: Path
) -> None:
    assert there
    scanned(tmp_path, schema_version=SCHEMA + 1)
    scans.mark(production, RELEASE, scans.keep(RELEASE.image))
    found, said = scans.fetch()
    assert found is None
    assert f"of schema {SCHEMA + 1}, not {SCHEMA}" in said
    assert not scans.OUT.exists()


def test_what_is_no_scan_is_no_baseline(there: Registry) -> None:
    for text in ("[]", "{"):
        there.pushed[f"{REPOSITORY}:deployed"] = text
        with pytest.raises(StepError, match=r"scan\.json"):
            scans.fetch()


@pytest.mark.parametrize("verdict", ["HOLD", "NO-GO"])
def test_only_a_scan_that_is_go_is_kept(there: Registry, tmp_path: Path, verdict: str) -> None:
    scanned(tmp_path, verdict=verdict)
    with pytest.raises(StepError, match=f"its verdict is {verdict}"):
        scans.keep(RELEASE.image)
    assert there.pushed == {}


def test_a_scan_and_the_list_of_what_is_in_the_image_are_kept_by_its_digest(
    there: Registry, tmp_path: Path
) -> None:
    scanned(tmp_path)
    scans.keep(RELEASE.image)
    name = f"{REPOSITORY}:sha256-{'a' * 64}"
    assert json.loads(there.pushed[name])["image"]["reference"] == RELEASE.image
    assert json.loads(there.listed[name])["metadata"]["component"]["version"] == DIGEST


@pytest.mark.parametrize(
    ("changes", "digest", "words"),
    [
        ({"image": {"reference": OTHER}}, DIGEST, rf"scan\.json: it is of {OTHER}, and"),
        ({"image": None}, DIGEST, r"scan\.json: it is of no image, and"),
        ({}, OTHER.partition("@")[2], rf"sbom\.cdx\.json: it is of {OTHER}, and"),
    ],
)
def test_a_scan_or_a_list_of_another_image_is_not_kept(
    there: Registry, tmp_path: Path, changes: dict[str, Any], digest: str, words: str
) -> None:
    scanned(tmp_path, **changes)
    listed(tmp_path, digest)
    with pytest.raises(StepError, match=words):
        scans.keep(RELEASE.image)
    assert there.pushed == {}


def test_without_the_list_no_scan_is_kept(there: Registry, tmp_path: Path) -> None:
    scanned(tmp_path)
    (tmp_path / scan_place.NATIVE / SBOM).unlink()
    with pytest.raises(StepError, match=r"sbom\.cdx\.json: it cannot be read"):
        scans.keep(RELEASE.image)
    assert there.pushed == {}


def test_only_the_scan_of_what_is_deployed_is_marked(
    there: Registry, production: Place, tmp_path: Path
) -> None:
    scanned(tmp_path, revision="r2")
    kept = scans.keep(RELEASE.image)
    with pytest.raises(RefusedError, match="is the scan of r2, and r1 is deployed"):
        scans.mark(production, RELEASE, kept)
    scanned(tmp_path, image={"reference": OTHER})
    listed(tmp_path, OTHER.partition("@")[2])
    with pytest.raises(RefusedError, match=rf"is the scan of {OTHER}, and {RELEASE.image} is deployed"):
        scans.mark(production, RELEASE, scans.keep(OTHER))
    with pytest.raises(RefusedError, match="is not what somewhere runs"):
        scans.mark(production, Release("another", "r2"), kept)
    with pytest.raises(RefusedError, match="is not what nowhere runs"):
        scans.mark(Place("nowhere"), Release(RELEASE.image, "r2"), kept)
    assert f"{REPOSITORY}:deployed" not in there.pushed


@pytest.mark.usefixtures("there")
def test_the_scan_is_told_of_its_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "outputs"))
    for name in ("GITHUB_STEP_SUMMARY", "GONOGO_SAID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("deploy.pipeline.__main__.ROOT", tmp_path)
    assert main(["baseline"]) == 0
    scanned(tmp_path)
    assert main(["keep-scan", f"--image={RELEASE.image}", "--revision=r1"]) == 0
    kept = (tmp_path / "outputs").read_text().split("scan=")[1].strip()
    Place("production").remember(RELEASE)
    words = [f"--image={RELEASE.image}", "--revision=r1", f"--verified={RELEASE.image}", f"--scanned={kept}"]
    assert main(["mark-scan", *words]) == 0
    assert main(["baseline"]) == 0
    told = (tmp_path / "outputs").read_text().splitlines()
    assert [line for line in told if line.startswith("baseline=")] == [
        "baseline=",
        "baseline=--baseline=deployed/scan.json",
    ]
