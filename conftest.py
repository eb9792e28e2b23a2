"""Only the root conftest may name plugins; everything else lives in `fixtures/`."""

pytest_plugins = ["gonogo.fixtures.plugins"]
