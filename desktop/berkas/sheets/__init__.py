"""Workbooks and letters in and out: XLSX, ODS, XLS, CSV and DOCX.

Imports only `berkas.rules` and `berkas.paths`; never the screen, the database or the printed papers. The
libraries behind it are imported where they are used, so that nothing here costs time at start-up.
"""
