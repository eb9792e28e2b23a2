"""People who use the reference service, as ordinary users of Locust; docs/load.md says how to let them in."""
