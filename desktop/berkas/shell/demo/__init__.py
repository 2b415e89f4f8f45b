"""The sample offices: real facts with their sources, everything invented with fictitious names, and one of
every kind of printed document. Imports no Qt.
"""
