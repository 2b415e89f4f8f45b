"""Forms of the room as values: intake, steps of work, and the smaller registers. Imports only the rules."""
