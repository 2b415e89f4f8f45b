"""What is wrong with the definition of an instrument, as a sentence a person can act on. Imports nothing."""


class InstrumentError(ValueError):
    """A definition that is refused. The text is one Indonesian sentence with file, key and reason.

    ``key`` is the place: a dotted path such as ``sections.prosedural.items.LPR03.applies_if``. ``others``
    are the further faults of the same file, so that a person sees all of them at once.
    """

    def __init__(self, file: str, key: str, reason: str, others: tuple["InstrumentError", ...] = ()) -> None:
        super().__init__(f"Berkas instrumen {file}, kunci “{key}”: {reason}.")
        self.file = file
        self.key = key
        self.reason = reason
        self.others = others
