"""The forms of this room as tables of fields. Pure values: imports only the rules."""
