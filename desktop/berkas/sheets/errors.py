"""The one error of this package that a person can act on. Imports nothing."""


class SheetError(Exception):
    """A file that cannot be read or written; its text is one Indonesian sentence: what, where, what to do."""
