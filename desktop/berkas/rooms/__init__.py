"""The seven rooms; they never know each other."""
