"""The blank form of an instrument, as it is asked on paper; forms with numbers belong to a visit."""

from berkas.paper.document import render
from berkas.paper.forms import blank_form
from berkas.paper.frame import FormMark, Frame
from berkas.rules.instruments import Instrument


def blank_form_pdf(instrument: Instrument) -> bytes:
    """The form without a number, to look at."""
    frame = Frame(f"Formulir {instrument.title}", watermark="CONTOH", form=FormMark("contoh", ""))
    return render(blank_form(instrument), frame)
