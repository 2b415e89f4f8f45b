"""The pages behind the tabs of this room."""
