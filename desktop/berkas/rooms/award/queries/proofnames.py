"""Under which names the proofs of a unit are handed out: a pattern of the office, names every system takes.

Session in, values out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from sqlalchemy.orm import Session

from berkas.engine.evidence import Use
from berkas.engine.leaving import leaving_name
from berkas.engine.officesettings import office_setting
from berkas.rooms.award.queries.sheet import Sheet, load_sheet, mark_of
from berkas_db.errors import Refused

USUAL_PATTERN = "{butir}/{butir}_{urut}_{keterangan}"
PLACES: tuple[tuple[str, str], ...] = (
    ("unit", "kode unit"),
    ("tahun", "tahun putaran"),
    ("butir", "nomor kriteria, misalnya a.3"),
    ("urut", "urutan pada kriteria itu, dua angka"),
    ("jenis", "foto atau dokumen"),
    ("keterangan", "keterangan bukti"),
    ("kode", "kode bukti dalam Berkas"),
)
"""What a pattern may name, and what stands there."""

PATTERN_SETTING = "p2ham.nama_bukti"
_LONGEST = 100
_FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]+')
_DEVICES = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NamedProof:
    """One file of the set: its name with folders, and why it stays behind ("" when it goes)."""

    use: Use
    name: str
    stays: str = ""


def pattern_of(session: Session) -> str:
    """The pattern of this office."""
    kept = office_setting(session, PATTERN_SETTING)
    return kept if isinstance(kept, str) and kept else USUAL_PATTERN


def refuse_pattern(pattern: str) -> None:
    """Raises Refused with what is wrong: an unknown place, or a pattern under which names run together."""
    known = {place for place, _words in PLACES}
    named = re.findall(r"\{([^{}]*)\}", pattern)
    if wrong := [name for name in named if name not in known]:
        raise Refused(
            f"Pola nama berkas menyebut “{wrong[0]}” yang tidak dikenal.",
            f"Yang dikenal: {', '.join(sorted(known))}.",
        )
    if not named or "{" in re.sub(r"\{[^{}]*\}", "", pattern):
        raise Refused("Pola nama berkas belum lengkap.", f"Contoh: {USUAL_PATTERN}.")


def proof_set(session: Session, entry_id: int, pattern: str) -> list[NamedProof]:
    """Every proof that counts, in the order of the criteria, with its name; no two names are the same."""
    refuse_pattern(pattern)
    sheet = load_sheet(session, entry_id)
    taken: set[str] = set()
    return [_named(sheet, placed, pattern, taken) for placed in _in_order(sheet)]


def _in_order(sheet: Sheet) -> Iterator[tuple[Use, str, int]]:
    for question in sheet.route.questions:
        own = [use for use in sheet.uses_under(question.key) if not use.needs_new_photo]
        for number, use in enumerate(own, 1):
            yield use, mark_of(question), number


def _named(sheet: Sheet, placed: tuple[Use, str, int], pattern: str, taken: set[str]) -> NamedProof:
    use, mark, number = placed
    words = {
        "unit": sheet.place.key.partition(":")[2],
        "tahun": str(sheet.place.year),
        "butir": mark,
        "urut": f"{number:02d}",
        "jenis": "foto" if use.thumb_attachment_id is not None else "dokumen",
        "keterangan": use.caption or use.title or PurePath(use.file_name).stem or use.code,
        "kode": use.code,
    }
    filled = re.sub(r"\{([^{}]*)\}", lambda found: _bare(words[found[1]]), pattern.strip())
    stem = "/".join(_bare(part) for part in filled.split("/") if part.strip(" ."))
    ending = PurePath(leaving_name(use)).suffix.lower()
    name, again = f"{stem}{ending}", 2
    while name.casefold() in taken:
        name, again = f"{stem}-{again}{ending}", again + 1
    taken.add(name.casefold())
    return NamedProof(use, name, "" if use.may_print else "belum ditutup bagian yang harus ditutup")


def _bare(text: str) -> str:
    """A part of a name every system takes."""
    plain = " ".join(_FORBIDDEN.sub(" ", text.replace("/", " ")).split())[:_LONGEST].strip(" .")
    return f"_{plain}" if _DEVICES.match(plain) else plain or "_"
