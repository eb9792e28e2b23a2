"""What a fresh machine lacks for a verification, brought up step by step. Standard library only."""
