"""What this room prints: the blank form of an instrument, as it is asked on paper."""

from berkas.paper.document import render
from berkas.paper.forms import blank_form
from berkas.paper.frame import FormMark, Frame
from berkas.rules.instruments import Instrument

DOCUMENTS = ()
"""Documents with a key of their own; forms with numbers belong to a visit."""


def blank_form_pdf(instrument: Instrument) -> bytes:
    """The form without a number, to look at."""
    frame = Frame(f"Formulir {instrument.title}", watermark="CONTOH", form=FormMark("contoh", ""))
    return render(blank_form(instrument), frame)
