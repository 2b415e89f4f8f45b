"""Pengaturan Kantor: what the office is, whom it deals with, under which rules, and what it has printed."""
