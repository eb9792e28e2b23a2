"""Only the root conftest may name plugins; everything else lives in `fixtures/`."""

pytest_plugins = [
    "fixtures.needs",
    "fixtures.claim",
    "xdist.plugin",
    "fixtures.options",
    "fixtures.marks",
    "fixtures.gate",
    "fixtures.session",
    "fixtures.schedule",
]
