"""Hari Ini: what is late, due or about to lapse, over all rooms; every line opens its record."""
