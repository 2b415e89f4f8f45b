"""Pengaduan: intake, work under legal clocks, boxes, supervision, PPID, reporting duties, and papers."""
