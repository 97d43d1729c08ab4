"""The rules behind scripts/check. Standard library only; a rule is a function from a file to problems."""
