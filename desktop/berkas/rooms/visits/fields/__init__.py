"""Forms of the room as values, and the rules that go across their fields. Imports only the rules."""
