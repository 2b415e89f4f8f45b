"""A text of a letter with its head: what it is about, who signs, to whom it goes, and its lines.

The head are ``Label : nilai`` lines above a line of three dashes; the lines below are those of
`letter_text`. Offices edit the same file that is shipped. Imports nothing of the project but the other rules.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from berkas.rules.letter_text import LetterTextError, fields_of, fill

ABOUTS = ("kegiatan", "obh", "pengaduan", "unit", "p2ham", "tindak_lanjut", "ppid", "umum")
"""What a letter can be about: the kind of record whose values fill its fields."""

FORMS = ("surat", "nota_dinas", "surat_pengantar", "naskah")
"""How a letter looks: with the head block of a letter, as a note inside the office, as a covering letter with
its table, or as a text of its own (a press release) that nobody signs."""

_DIVIDER = "---"


@dataclass(frozen=True, slots=True)
class LetterForm:
    """A text as shipped or as the office wrote it. `to` are the lines after "Yth.", `copies` the tembusan.

    `status` is `resmi` or `rumusan_kantor`; `source` says where the wording comes from.
    """

    title: str
    about: str
    form: str = "surat"
    classification: str = ""
    nature: str = "biasa"
    signed_by: str = ""
    on_behalf_of: str = ""
    to: tuple[str, ...] = ()
    subject: str = ""
    annexes: str = ""
    copies: tuple[str, ...] = ()
    secret: bool = False
    status: str = "rumusan_kantor"
    source: str = ""
    body: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields, in order, each once."""
        return fields_of("\n".join((*self.to, self.subject, self.annexes, *self.copies, self.body)))

    def filled(self, values: Mapping[str, str]) -> "LetterForm":
        """The same text with its fields filled; see `letter_text.fill`."""
        return replace(
            self,
            to=_lines(fill("\n".join(self.to), values)),
            subject=fill(self.subject, values).strip(),
            annexes=fill(self.annexes, values).strip(),
            copies=_lines(fill("\n".join(self.copies), values)),
            body=fill(self.body, values),
        )


def parse_letter(text: str) -> LetterForm:
    """Read a text with its head. Raises LetterTextError with the sentence to show."""
    head, divider, body = text.partition(f"\n{_DIVIDER}\n")
    if not divider:
        raise LetterTextError(f"Naskah tidak memuat garis {_DIVIDER} di antara kepala dan isinya.")
    values: dict[str, str] = {}
    for number, line in enumerate(head.splitlines(), 1):
        label, colon, value = line.partition(":")
        key = label.strip().casefold()
        if not line.strip():
            continue
        if not colon or key not in _HEAD:
            raise LetterTextError(f"Baris {number}: “{line.strip()}” bukan kepala naskah yang dikenal.")
        name = _HEAD[key]
        values[name] = f"{values[name]}\n{value.strip()}" if name in values else value.strip()
    for needed, label in (("title", "Judul"), ("about", "Tentang")):
        if not values.get(needed):
            raise LetterTextError(f"Kepala naskah belum memuat “{label} :”.")
    read: dict[str, Any] = {name: _READ.get(name, str)(value) for name, value in values.items()}
    form = LetterForm(**read, body=body.strip())
    for name, known in (("about", ABOUTS), ("form", FORMS), ("status", ("resmi", "rumusan_kantor"))):
        if getattr(form, name) not in known:
            message = f"Kepala naskah: “{getattr(form, name)}” bukan salah satu dari {', '.join(known)}."
            raise LetterTextError(message)
    if not form.body:
        raise LetterTextError("Isi naskah kosong.")
    return form


def write_letter_form(form: LetterForm) -> str:
    """The text of a form as it is edited; `parse_letter` gives the same form back."""
    lines: list[str] = []
    for label, name in _LABELS.items():
        value = getattr(form, name)
        if isinstance(value, bool):
            lines += [f"{label} : ya"] if value else []
        elif isinstance(value, tuple):
            lines += [f"{label} : {part}" for part in cast("tuple[str, ...]", value)]
        elif value:
            lines.append(f"{label} : {value}")
    return "\n".join((*lines, _DIVIDER, form.body, ""))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _yes(text: str) -> bool:
    return text.strip().casefold() in {"ya", "benar"}


_LABELS = {
    "Judul": "title",
    "Tentang": "about",
    "Bentuk": "form",
    "Klasifikasi": "classification",
    "Sifat": "nature",
    "Penanda tangan": "signed_by",
    "Atas nama": "on_behalf_of",
    "Kepada": "to",
    "Hal": "subject",
    "Lampiran": "annexes",
    "Tembusan": "copies",
    "Rahasia": "secret",
    "Status": "status",
    "Sumber": "source",
}
_HEAD = {label.casefold(): name for label, name in _LABELS.items()}
_READ: dict[str, Callable[[str], object]] = {"to": _lines, "copies": _lines, "secret": _yes}
