"""What scripts/bench runs: starts the processes, loads them, reads what they cost. Standard library only."""
