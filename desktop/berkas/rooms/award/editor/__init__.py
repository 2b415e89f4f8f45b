"""The Qt parts of the award: the page of criteria with its proofs, the check, and one page per kind of
record.
"""
