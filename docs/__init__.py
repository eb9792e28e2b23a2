"""Documentation that is generated from the code that it documents."""
