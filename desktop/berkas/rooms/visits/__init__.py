"""Kegiatan: visits with their teams and places, interviews and checks, surveys, outreach events.

Never imports another room.
"""
