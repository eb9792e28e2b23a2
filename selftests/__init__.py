"""What proves the suite itself and takes minutes or an engine: distribution, interruption, cleanup."""
