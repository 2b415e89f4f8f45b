"""`banding-versi`: the same answers scored under two versions of an instrument, side by side.

A working paper of the office: it replaces no figure that was reported. Respondents are only counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp
from berkas.engine.issuing import Subject as PaperSubject
from berkas.engine.officepaper import INTERNAL, OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.rooms.office.queries.instruments import Comparison, compare_versions
from berkas.rules.instruments import Subject
from berkas.rules.numbers import show_decimal, show_integer
from berkas.rules.scoring import ElementScore, Score
from berkas.rules.vocabulary import AssessmentState
from berkas_db.errors import Refused
from berkas_db.tables import Assessment, InstrumentVersion

WORKING = (
    "Lembar kerja: jawaban yang sama dihitung menurut dua versi instrumen. Nilai yang sudah dilaporkan tetap "
    "menurut versinya sendiri dan tidak berubah."
)
NOTHING = "–"
NOT_ENOUGH = "belum cukup responden"


@dataclass(frozen=True, slots=True)
class ComparisonValues:
    """All values of the paper."""

    office: OfficePart
    compared: Comparison


def figure(score: Score, *, is_enough: bool) -> str:
    """The index in words of the paper, or why there is none."""
    if score.index is None:
        return NOTHING
    if not is_enough:
        return NOT_ENOUGH
    grade = f" ({score.grade})" if score.grade else ""
    return f"{show_decimal(score.index, score_places(score.index))}{grade}"


def score_places(value: Decimal) -> int:
    """As many places as the rule rounded to."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 2


def change(before: Score, after: Score, *, is_enough: bool) -> str:
    """How far the figure moves, with its sign."""
    if before.index is None or after.index is None or not is_enough:
        return NOTHING
    moved = after.index - before.index
    sign = "+" if moved > 0 else ""
    return f"{sign}{show_decimal(moved, score_places(before.index))}"


def element_rows(compared: Comparison) -> list[tuple[str, str, str]]:
    """Every element under both versions by its words; one that only one version has stands alone."""
    if not compared.is_enough:
        return []
    before = {each.key: each for each in compared.whole.before.elements}
    after = {each.key: each for each in compared.whole.after.elements}
    old_key = {new: old for old, new in compared.renamed.items()}
    rows: list[tuple[str, str, str]] = []
    seen: set[str] = set()
    for key, element in after.items():
        old = before.get(key) or before.get(old_key.get(key, ""))
        if old is not None:
            seen.add(old.key)
        rows.append((element.label, _mean(old), _mean(element)))
    rows += [(each.label, _mean(each), NOTHING) for key, each in before.items() if key not in seen]
    return rows


def _mean(element: ElementScore | None) -> str:
    if element is None or element.mean is None:
        return NOTHING
    return show_decimal(float(element.mean), 3)


def subjects(session: Session) -> Sequence[PaperSubject]:
    """Every version with finished sheets beside the one that was installed after it."""
    rows = session.execute(
        select(
            InstrumentVersion.id,
            InstrumentVersion.key,
            InstrumentVersion.edition,
            InstrumentVersion.title,
            func.count(Assessment.id),
        )
        .outerjoin(
            Assessment,
            (Assessment.instrument_version_id == InstrumentVersion.id)
            & Assessment.trashed_at.is_(None)
            & (Assessment.state != AssessmentState.DRAF.value),
        )
        .group_by(InstrumentVersion.id)
        .order_by(InstrumentVersion.key, InstrumentVersion.installed_at, InstrumentVersion.id)
    ).all()
    return [
        subject_of(old[0], new[0], old[3], old[2], new[2])
        for old, new in pairwise(rows)
        if old[1] == new[1] and old[4]
    ]


def subject_of(from_id: int, to_id: int, title: str, before: str, after: str) -> PaperSubject:
    """One comparison: the version the sheets stand on, and the one they are scored under too."""
    words = f"{title}: versi {before} dan {after}"
    return PaperSubject(f"{from_id}:{to_id}", words, InstrumentVersion, from_id)


def gather(session: Session, _rulebook: Rulebook, subject: PaperSubject, on: date) -> ComparisonValues:
    """Score the sheets under both versions."""
    from_id, _colon, to_id = subject.key.partition(":")
    compared = compare_versions(session, int(from_id), int(to_id))
    if compared is None:
        raise Refused("Versi ini tidak mempunyai lembar yang selesai, sehingga tidak ada yang dibandingkan.")
    return ComparisonValues(office_part(session, on), compared)


def parts(values: ComparisonValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    compared = values.compared
    before, after = compared.before, compared.after
    old, new = f"Versi {before.version}", f"Versi {after.version}"
    notices = [INTERNAL] if before.subject is Subject.OBH else []
    notices += [before.notice] if before.notice else []
    count = show_integer(compared.whole.assessments)
    return (
        Title("Perbandingan Nilai Menurut Dua Versi", number=stamp.number, name=before.title),
        Notice(WORKING, kind=NoticeKind.IMPORTANT),
        *(Notice(words) for words in notices),
        KeyValues(
            (
                ("Lembar yang dihitung", f"{count}, semuanya pada versi {before.version}"),
                (f"Aturan nilai {old.lower()}", before.scoring.rule.label),
                (f"Aturan nilai {new.lower()}", after.scoring.rule.label),
            )
        ),
        *_whole(compared),
        Heading("Menurut yang dinilai"),
        _lines(compared, old, new),
        *_elements(compared, old, new),
        Heading("Butir yang tidak sama"),
        *_items(compared),
    )


def _lines(compared: Comparison, old: str, new: str) -> Table:
    columns = (
        TableColumn("Yang dinilai", share=3),
        TableColumn("Responden", mm=22, align=Align.RIGHT),
        TableColumn(old, share=1, align=Align.RIGHT),
        TableColumn(new, share=1, align=Align.RIGHT),
        TableColumn("Selisih", mm=20, align=Align.RIGHT),
    )
    empty = "Tidak ada lembar yang selesai."
    return Table(columns, subject_rows(compared), empty=empty, note=_least(compared))


def subject_rows(compared: Comparison) -> list[tuple[str, str, str, str, str]]:
    """What is assessed, its respondents, both figures and how far they are apart."""
    return [
        (
            line.name,
            show_integer(line.both.before.n),
            figure(line.both.before, is_enough=line.is_enough),
            figure(line.both.after, is_enough=line.is_enough),
            change(line.both.before, line.both.after, is_enough=line.is_enough),
        )
        for line in compared.lines
    ]


def _elements(compared: Comparison, old: str, new: str) -> tuple[Part, ...]:
    rows = element_rows(compared)
    if not rows:
        return ()
    columns = (
        TableColumn("Unsur", share=3),
        TableColumn(old, share=1, align=Align.RIGHT),
        TableColumn(new, share=1, align=Align.RIGHT),
    )
    return Heading("Menurut unsur"), Table(columns, rows, empty="Tidak ada unsur.")


def _whole(compared: Comparison) -> tuple[Part, ...]:
    """The figure of all sheets together; those of several PBH are never put together."""
    if compared.before.subject is Subject.OBH and len(compared.lines) > 1:
        return ()
    old, new = compared.whole.before, compared.whole.after
    enough = compared.is_enough
    said = (
        f"Seluruhnya: {figure(old, is_enough=enough)} menurut versi {compared.before.version}, "
        f"{figure(new, is_enough=enough)} menurut versi {compared.after.version}."
    )
    return (Para(said),)


def _least(compared: Comparison) -> str:
    return f"Nilai ditulis mulai {show_integer(compared.least)} responden."


def _items(compared: Comparison) -> tuple[Part, ...]:
    came = {key: item.label for key, item in compared.after.items.items()}
    said = [
        Para(f"Dianggap butir yang sama: “{compared.before.items[old].label}” dan “{came[new]}”.")
        for old, new in compared.renamed.items()
    ]
    said += [Para(f"Tidak ikut dihitung: “{label}”.") for label in compared.dropped]
    return tuple(said) or (Para("Semua butir versi lama ada pada versi baru."),)


def draw(values: ComparisonValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame("Perbandingan nilai dua versi", stamp))


COMPARISON = DocumentKind(
    key="banding-versi",
    title="Perbandingan dua versi instrumen",
    room="office",
    subjects=subjects,
    gather=gather,
    draw=draw,
)
