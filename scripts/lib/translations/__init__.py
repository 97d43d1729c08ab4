"""What scripts/translations does. Standard library only."""
