"""Whether an OBH held an accreditation on a day. Reads only."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from berkas_db.tables import Accreditation, AccreditationPeriod


def accredited_on(session: Session, obh_id: int, day: str) -> bool:
    """Whether a category was held on this day (ISO text): within its own dates, else those of the period, and
    not revoked by then.
    """
    begin = func.ifnull(Accreditation.valid_from, AccreditationPeriod.valid_from)
    end = func.ifnull(Accreditation.valid_until, AccreditationPeriod.valid_until)
    held = (
        select(Accreditation.id)
        .join(AccreditationPeriod, AccreditationPeriod.id == Accreditation.period_id)
        .where(
            Accreditation.obh_id == obh_id,
            Accreditation.trashed_at.is_(None),
            Accreditation.result.in_(("terakreditasi", "dicabut")),
            begin <= day,
            end >= day,
            or_(Accreditation.revoked_on.is_(None), Accreditation.revoked_on > day),
        )
        .limit(1)
    )
    return session.execute(held).first() is not None
