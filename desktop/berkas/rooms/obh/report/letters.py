"""What an OBH puts into the fields of a letter: its name, its city, what stands open with it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.letterheads import office_facts
from berkas.rules.dates import show_medium
from berkas_db.errors import Refused
from berkas_db.tables import Obh, Regency


def obh_letter_values(session: Session, obh_id: int, on: date) -> dict[str, str]:
    """The fields of letters about an OBH, by name; on paper it is a Pemberi Bantuan Hukum (PBH)."""
    row = session.execute(
        select(Obh.name, Obh.short_name, Obh.leader_name, Regency.name.label("regency"))
        .outerjoin(Regency, Regency.id == Obh.regency_id)
        .where(Obh.id == obh_id)
    ).one_or_none()
    if row is None:
        raise Refused("OBH ini sudah tidak ada.")
    facts = office_facts(session)
    return {
        "kantor": facts.name,
        "kota": facts.city,
        "tanggal": show_medium(on),
        "pbh": row.name,
        "singkatan_pbh": row.short_name or "",
        "ketua_pbh": row.leader_name or "",
        "kota_pbh": row.regency or "",
    }
