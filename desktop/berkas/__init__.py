"""Berkas: the desk of one regional office, in one local file."""

__version__ = "0.1.0"
