"""The scores the central system gave PBH, as somebody read them; kept apart from every figure of ours."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.officepaper import day
from berkas.rules.numbers import show_decimal
from berkas.rules.vocabulary import BudgetPart
from berkas_db.tables import Obh, OfficialScore


@dataclass(frozen=True, slots=True)
class OfficialLine:
    """What the central system said of a PBH, in finished words; `read_on` may be empty."""

    obh: str
    label: str
    part: str
    score: str
    read_on: str


def official_scores(
    session: Session, first: date, last: date, *, obh_id: int | None = None
) -> tuple[OfficialLine, ...]:
    """The official scores whose period touches these days, by PBH and period."""
    statement = (
        select(
            Obh.name,
            OfficialScore.label,
            OfficialScore.part,
            OfficialScore.score,
            OfficialScore.scale_max,
            OfficialScore.read_on,
        )
        .join(Obh, Obh.id == OfficialScore.obh_id)
        .where(
            OfficialScore.period_from <= last.isoformat(),
            OfficialScore.period_until >= first.isoformat(),
        )
        .order_by(Obh.name, OfficialScore.period_from, OfficialScore.id)
    )
    if obh_id is not None:
        statement = statement.where(OfficialScore.obh_id == obh_id)
    return tuple(
        OfficialLine(
            row.name,
            row.label,
            BudgetPart.label_of(row.part) if row.part else "keduanya",
            f"{show_decimal(row.score)} dari {row.scale_max:g}",
            day(row.read_on),
        )
        for row in session.execute(statement)
    )


def official_sentence(lines: tuple[OfficialLine, ...]) -> str:
    """The official scores of one PBH in one sentence, beside ours and never in a chart with it."""
    if not lines:
        return "Nilai resmi Sidbankum untuk masa ini belum dicatat pada halaman OBH."
    said = "; ".join(
        f"{one.label} ({one.part.lower()}) {one.score}" + (f", dibaca {one.read_on}" if one.read_on else "")
        for one in lines
    )
    return f"Nilai resmi Sidbankum: {said}."
