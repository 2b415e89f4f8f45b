"""The office file: one SQLite book per office, opened, changed, journalled, backed up and checked.

Imports nothing of the project above it. Start with `berkas_db.book.Book`.
"""
