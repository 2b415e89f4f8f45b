"""`banding-pbh`: a few PBH side by side, one column for each. Nobody is ranked.

The key is the codes of the PBH joined by “+”, in any order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import INTERNAL, OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Band, Notice, Part, Table, TableColumn, Title
from berkas.rooms.obh.report.profile_values import ProfileValues, percent
from berkas.rooms.obh.report.profile_values import gather as gather_one
from berkas.rooms.obh.report.subjects import LEGAL_AID
from berkas.rules.numbers import show_integer, show_rupiah
from berkas_db.errors import Refused
from berkas_db.tables import Obh

MOST = 5
"""How many PBH stand side by side; more do not fit on a page."""
JOIN = "+"


@dataclass(frozen=True, slots=True)
class ComparisonValues:
    """All values of the paper."""

    office: OfficePart
    on: str
    profiles: tuple[ProfileValues, ...]


class ChosenKind(DocumentKind):
    """A paper about several PBH that somebody chose."""

    def find(self, session: Session, key: str) -> Subject:
        """The PBH whose codes stand in the key; refuses a code that is none, and too many of them."""
        return chosen(session, [part.strip() for part in key.split(JOIN) if part.strip()])


def chosen(session: Session, codes: Sequence[str]) -> Subject:
    """Several PBH as one subject, in the order of their names."""
    rows = {
        row.code.casefold(): row
        for row in session.execute(select(Obh.code, Obh.name).where(Obh.trashed_at.is_(None)))
    }
    unknown = [code for code in codes if code.casefold() not in rows]
    if unknown:
        raise Refused(f"PBH “{unknown[0]}” tidak ada dalam register.")
    picked = sorted({rows[code.casefold()] for code in codes}, key=lambda row: row.name)
    if not 2 <= len(picked) <= MOST:
        raise Refused(f"Pilih dua sampai {MOST} PBH untuk disandingkan.")
    return Subject(JOIN.join(row.code for row in picked), f"{len(picked)} PBH")


def chosen_ids(session: Session, ids: Sequence[int]) -> Subject:
    """The PBH of a list's selection as one subject."""
    codes = session.execute(select(Obh.code).where(Obh.id.in_(list(ids)))).scalars()
    return chosen(session, list(codes))


def subjects(session: Session) -> Sequence[Subject]:
    """The first few PBH by name, invented ones by themselves; the command line names others by code."""
    statement = select(Obh.code, Obh.is_example).where(Obh.trashed_at.is_(None))
    rows = session.execute(statement.order_by(Obh.is_example.desc(), Obh.name)).all()
    found = [row.code for row in rows if row.is_example == rows[0].is_example][:MOST]
    return [chosen(session, found)] if len(found) > 1 else []


def gather(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> ComparisonValues:
    """Read every chosen PBH like its profile."""
    rows = session.execute(
        select(Obh.id, Obh.code, Obh.name)
        .where(Obh.code.in_(subject.key.split(JOIN)), Obh.trashed_at.is_(None))
        .order_by(Obh.name)
    ).all()
    found = tuple(
        gather_one(session, rulebook, Subject(row.code, row.name, Obh, row.id), on, for_obh=True)
        for row in rows
    )
    return ComparisonValues(office_part(session, on), found[0].on if found else "", found)


def parts(values: ComparisonValues, stamp: Stamp) -> tuple[Part, ...]:
    """The page."""
    return (
        Title(
            "Perbandingan Pemberi Bantuan Hukum",
            number=stamp.number,
            lines=(f"Keadaan pada {values.on}; bukan peringkat",),
        ),
        Notice(INTERNAL),
        Table(
            columns=(
                TableColumn("Hal", mm=52),
                *(TableColumn(each.name, share=1, align=Align.LEFT) for each in values.profiles),
            ),
            rows=_rows(values.profiles),
            note="Tanda – berarti belum dicatat. Serapan menurut Sidbankum terhadap pagu dengan adendum.",
        ),
        values.office.signatures(),
    )


def _rows(profiles: Sequence[ProfileValues]) -> list[Band | tuple[str, ...]]:
    def row(label: str, *cells: str) -> tuple[str, ...]:
        return (label, *(cell or "–" for cell in cells))

    last = [each.years[-1] if each.years else None for each in profiles]
    current = [each.history[-1] if each.history else ("", "", "", "", "") for each in profiles]
    rows: list[Band | tuple[str, ...]] = [
        Band("Akreditasi dan orang"),
        row("Kategori terakhir", *(f"{each[1]} ({each[0]})" if each[1] else each[2] for each in current)),
        row("Persyaratan", *(each.requirements for each in profiles)),
        *(
            row(label, *(show_integer(dict(each.counts)[label]) for each in profiles))
            for label, _number in (profiles[0].counts if profiles else ())
        ),
        Band("Perkara dan kegiatan"),
        row(
            f"Sejak {profiles[0].since}" if profiles else "",
            *(show_integer(one.cases.total) for one in profiles),
        ),
        row("Litigasi tahun ini", *(show_integer(each.cases.years[-1][1]) for each in profiles)),
        row("Nonlitigasi tahun ini", *(show_integer(each.cases.years[-1][2]) for each in profiles)),
        Band("Anggaran terakhir"),
        row("Tahun", *(str(each.year) if each else "" for each in last)),
        row("Pagu litigasi", *(show_rupiah(each.budget.litigation) if each else "" for each in last)),
        row("Pagu nonlitigasi", *(show_rupiah(each.budget.nonlitigation) if each else "" for each in last)),
        row("Realisasi Sidbankum", *(show_rupiah(each.sidbankum.both) if each else "" for each in last)),
        row("Realisasi OMSPAN", *(show_rupiah(each.omspan.both) if each else "" for each in last)),
        row("Selisih", *(show_rupiah(each.difference) if each else "" for each in last)),
        row("Serapan", *(percent(each.absorption("sidbankum")) if each else "" for each in last)),
        Band("Reimbursement"),
        row("Diajukan", *(show_integer(each.claims.number) for each in profiles)),
        row("Pernah dikembalikan", *(show_integer(each.claims.returned) for each in profiles)),
        row(
            "Hari sampai dibayar",
            *("" if each.claims.days is None else str(round(each.claims.days)) for each in profiles),
        ),
        Band("Mutu dan pengawasan"),
        row(
            "Nilai internal kantor",
            *("; ".join(f"{one.part} {one.shown}" for one in each.interviews) for each in profiles),
        ),
        row("Nilai resmi terakhir", *(each.official[-1][2] if each.official else "" for each in profiles)),
        row("Pengaduan", *(show_integer(len(each.complaints)) for each in profiles)),
        row("Sanksi", *(show_integer(len(each.sanctions)) for each in profiles)),
    ]
    return rows


def _since(profiles: Sequence[ProfileValues]) -> str:
    return f"Sejak {profiles[0].since}" if profiles else "Seluruhnya"


def draw(values: ComparisonValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame("Perbandingan PBH", stamp, landscape=True, footnote=INTERNAL)
    return render(parts(values, stamp), frame)


COMPARISON = ChosenKind(
    key="banding-pbh",
    title="Perbandingan PBH",
    room="obh",
    subjects=subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
)
