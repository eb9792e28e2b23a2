"""The stack's images, built where their inputs changed, under a tag that is their inputs' hash."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from deploy.setup import base, docker
from deploy.setup.commands import LOGS, ROOT
from deploy.setup.hashes import content_hash
from deploy.setup.revision import revision

PARALLEL_BUILDS = 2


class Image(NamedTuple):
    """An image of the stack: its name, compose's variable for it, its build, and all that goes into it."""

    name: str
    variable: str
    context: str
    dockerfile: str
    inputs: tuple[str, ...]
    target: str = ""


def _service(name: str, variable: str, *configuration: str) -> Image:
    folder = f"deploy/images/{name}"
    return Image(name, variable, "deploy", f"{folder}/Dockerfile", (folder, *configuration))


RELEASE = Image(
    "ukp",
    "GONOGO_APP_IMAGE",
    ".",
    "Dockerfile",
    ("Dockerfile", ".dockerignore", "requirements/service.lock", "app", "deploy/images/app/healthy"),
    "production",
)
IMAGES = (
    RELEASE,
    _service("postgres", "GONOGO_POSTGRES_IMAGE"),
    _service("prometheus", "GONOGO_PROMETHEUS_IMAGE", "deploy/prometheus"),
    _service("haproxy", "GONOGO_PROXY_IMAGE", "deploy/proxy"),
    _service("valkey", "GONOGO_VALKEY_IMAGE"),
    _service("postgres-exporter", "GONOGO_POSTGRES_EXPORTER_IMAGE", "deploy/images/exporter"),
    _service("valkey-exporter", "GONOGO_VALKEY_EXPORTER_IMAGE", "deploy/images/exporter"),
    _service("alertmanager", "GONOGO_ALERTMANAGER_IMAGE", "deploy/alertmanager"),
)


def arguments(image: Image, base_reference: str) -> tuple[str, ...]:
    """The build arguments of an image; the release's own say which revision it is."""
    base_argument = f"BASE={base_reference}"
    return (base_argument, f"REVISION={revision(image.inputs)}") if image is RELEASE else (base_argument,)


def references(base_reference: str) -> dict[Image, str]:
    """Each image's name with the tag that its inputs give it."""
    return {
        image: f"gonogo/{image.name}:{content_hash(ROOT, image.inputs, arguments(image, base_reference))}"
        for image in IMAGES
    }


def provide() -> str:
    """Build what is not there yet, two at a time; the references are left in images.env."""
    base_reference = base.reference()
    wanted, known = references(base_reference), docker.images()
    missing = [image for image in IMAGES if wanted[image] not in known]
    with ThreadPoolExecutor(PARALLEL_BUILDS) as builders:
        for _ in builders.map(lambda image: _build(image, wanted[image], base_reference), missing):
            pass
    _name_current(wanted, known)
    _write(wanted)
    return (
        f"built {', '.join(image.name for image in missing)}" if missing else f"all {len(IMAGES)} are there"
    )


def _build(image: Image, reference: str, base_reference: str) -> None:
    docker.build(
        docker.Build(
            image.name,
            (reference, f"gonogo/{image.name}:dev"),
            image.context,
            image.dockerfile,
            arguments(image, base_reference),
            image.target,
        )
    )


def _name_current(wanted: dict[Image, str], known: dict[str, str]) -> None:
    """Let :dev name the current ones, for whoever starts compose by hand."""
    for image, reference in wanted.items():
        if reference in known and known.get(f"gonogo/{image.name}:dev") != known[reference]:
            docker.tag(reference, f"gonogo/{image.name}:dev")


def written() -> dict[str, str]:
    """Return compose's image variables as the last set-up left them; none before the first one."""
    file = LOGS / "images.env"
    return dict(line.split("=", 1) for line in file.read_text().split()) if file.exists() else {}


def _write(wanted: dict[Image, str]) -> None:
    """Leave compose's image variables for `make`: a tag that another checkout may move is no identity."""
    LOGS.mkdir(parents=True, exist_ok=True)
    lines = [f"{image.variable}={reference}\n" for image, reference in wanted.items()]
    (LOGS / "images.env").write_text("".join(lines))
