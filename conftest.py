"""Only the root conftest may name plugins; everything else lives in `fixtures/`."""

pytest_plugins = [
    "gonogo.fixtures.needs",
    "gonogo.fixtures.claim",
    "xdist.plugin",
    "gonogo.fixtures.options",
    "gonogo.fixtures.marks",
    "gonogo.fixtures.gate",
    "gonogo.fixtures.session",
    "gonogo.fixtures.schedule",
]
