"""The ground: pure values and rules. Imports the standard library only; no files, no clock of the machine."""
