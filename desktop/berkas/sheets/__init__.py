"""Workbooks, CSV and DOCX in and out."""
