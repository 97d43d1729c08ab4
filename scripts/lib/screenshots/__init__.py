"""Pictures of the console on a virtual screen. Standard library only."""
