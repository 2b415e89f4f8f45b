"""What an OBH, or a claim of it, puts into the fields of a letter: name, city, what is missing."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.letterheads import office_facts
from berkas.rooms.obh.queries.claims import load_claim, spells
from berkas.rooms.obh.queries.filecheck import file_check
from berkas.rules.dates import show_medium
from berkas_db.errors import Refused
from berkas_db.tables import Obh, Regency

CLAIM_FIELDS = ("kode_reimbursement", "perkara", "alasan", "kekurangan")
"""What only a letter about a claim fills; other letters to an OBH leave those lines out."""


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
        **dict.fromkeys(CLAIM_FIELDS, ""),
    }


def claim_letter_values(session: Session, claim_id: int, on: date) -> dict[str, str]:
    """The fields of the letter that sends a claim back: which claim, why, and every gap in number order."""
    record = load_claim(session, claim_id)
    back = [each for each in spells(session, claim_id, on) if each.state == "dikembalikan"]
    check = file_check(session, claim_id)
    gaps = check.gaps()
    own = {
        "kode_reimbursement": record.title,
        "perkara": record.subtitle,
        "alasan": back[-1].reason.replace("\n", " ") if back else "",
        "kekurangan": "\n".join(
            f"{place}. {item.label} (butir {item.no or '–'})" for place, item in enumerate(gaps, 1)
        ),
    }
    return obh_letter_values(session, record.values["obh_id"], on) | own
