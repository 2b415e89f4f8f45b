"""The award (P2HAM): rounds, the units in them, criteria with their proofs, and the dossier that is printed.

Knows no other room; what it shows of complaints, supervision and findings it reads from their tables.
"""
