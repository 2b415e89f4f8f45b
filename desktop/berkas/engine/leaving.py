"""Proofs as they may leave the office: photos as their covered copy, documents without places and names.

Whatever puts a proof into another file (a dossier, a folder for the official application) takes it from here.
Imports no Qt and no room.
"""

from pathlib import PurePath

from sqlalchemy.orm import Session

from berkas.engine.evidence import Use, original, print_copy
from berkas.media.heic import is_heic
from berkas.media.photo import open_photo
from berkas.media.stripping import bare_office_file, bare_pdf, turned_by_notes, without_notes
from berkas.rules.vocabulary import EvidenceKind
from berkas_db.errors import Refused


def bare(data: bytes, name: str) -> tuple[bytes, str]:
    """A kept file as it may be handed out, and its name: without places, names of authors and scripts.

    A picture that only its notes set upright, or a telephone's, is handed out as an upright JPEG.
    """
    if data.startswith(b"%PDF-"):
        return bare_pdf(data), name
    if data.startswith(b"PK"):
        return bare_office_file(data), name
    if is_heic(data) or turned_by_notes(data):
        return open_photo(data).print_copy, f"{PurePath(name).stem}.jpg"
    return without_notes(data), name


def leaving_name(use: Use) -> str:
    """The name of the file that leaves: a photo leaves as JPEG, whatever it came as."""
    name = use.file_name or use.code
    return f"{PurePath(name).stem}.jpg" if use.kind is EvidenceKind.FOTO else name


def leaving(session: Session, use: Use) -> bytes:
    """The bytes that may leave. Raises Refused for a photo that shows what must be covered first."""
    if not use.may_print:
        raise Refused(
            f"{use.shown_name} belum boleh keluar dari kantor.",
            "Ganti fotonya." if use.needs_new_photo else "Tutup dahulu bagian yang harus ditutup.",
        )
    picture = print_copy(session, use)
    if picture is not None:
        return picture
    return bare(original(session, use), use.file_name)[0]
