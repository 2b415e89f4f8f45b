"""Packages between computers: what travels, what both sides know, sending, and bringing two copies together.

Order of reading: `travelling` (which rows), `knowledge` (what the other copy knows), `copies` (who the
copies are), `selection` (which rows go along), `sending`, `receiving`, `merge`, `settling`
(values to be chosen).
Imports no Qt and no room.
"""
