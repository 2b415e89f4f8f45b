"""Proofs as they may leave the office: photos as their covered copy, documents without places and names.

Whatever puts a proof into another file (a dossier, a folder for the official application) takes it from here.
Imports no Qt and no room.
"""

from pathlib import PurePath

from sqlalchemy.orm import Session

from berkas.engine.evidence import Use, original, print_copy
from berkas.media.stripping import bare_office_file, bare_pdf
from berkas.rules.vocabulary import EvidenceKind
from berkas_db.errors import Refused


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
    data = original(session, use)
    return bare_pdf(data) if data.startswith(b"%PDF-") else bare_office_file(data)
