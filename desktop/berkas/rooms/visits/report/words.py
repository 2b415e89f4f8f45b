"""Words and subjects that the papers of this room share."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.issuing import Subject
from berkas.paper.parts import (
    Align,
    Notice,
    NoticeKind,
    Para,
    Part,
    Table,
    TableColumn,
    Tone,
)
from berkas.rules.dates import WEEKDAYS, show_medium, show_range
from berkas.rules.instruments import Instrument, Status
from berkas.rules.scoring import Score
from berkas_db.tables import Visit

NUMBER_FOLLOWS = "(nomor menyusul)"
LEGAL_AID = "HN.04.03"
"""Classification of papers about legal aid, as a published number of a Kanwil shows it."""
ORIGIN_OF_SCORES = "Asal-usul tiap nilai: ruang Kegiatan, tab Nilai per OBH."
"""Where whoever holds a paper with figures of PBH finds what is behind them."""


def visit_subjects(session: Session) -> Sequence[Subject]:
    """Every visit by its code, the oldest first."""
    statement = select(Visit.code, Visit.title, Visit.id).where(Visit.trashed_at.is_(None))
    rows = session.execute(statement.order_by(Visit.from_date, Visit.id))
    return [Subject(code, title, Visit, id_) for code, title, id_ in rows]


def weekday(text: str | None) -> str:
    """“Kamis, 12 Juni 2025” for a stored date, nothing for none."""
    if not text:
        return ""
    on = date.fromisoformat(text)
    return f"{WEEKDAYS[on.weekday()]}, {show_medium(on)}"


def span(first: str, last: str) -> str:
    """The days from `first` to `last` in words."""
    return show_range(date.fromisoformat(first), date.fromisoformat(last))


def clock(first: str | None, last: str | None) -> str:
    """“09.30–11.00” for stored times of day."""
    return "–".join(text.replace(":", ".") for text in (first, last) if text)


def lines(text: str | None) -> tuple[str, ...]:
    """The lines somebody wrote, without empty ones and without numbers typed in front."""
    kept = (line.strip().lstrip("-•0123456789.) ").strip() for line in (text or "").splitlines())
    return tuple(line for line in kept if line)


def clauses(items: Sequence[str], *, lower: bool = True) -> tuple[str, ...]:
    """Items of a list as one sentence: small first letters, “;” between them, a full stop after the last."""
    bare = [item.strip().rstrip(".;") for item in items]
    said = [inside(item) if lower else item for item in bare]
    ends = [";"] * (len(said) - 1) + ["."]
    if len(said) > 1:
        ends[-2] = "; dan"
    return tuple(item + end for item, end in zip(said, ends, strict=True))


def inside(text: str) -> str:
    """A text inside a sentence; words that are short forms keep their capitals."""
    first = text.split(" ", 1)[0]
    return text if first.isupper() else text[:1].lower() + text[1:]


def marks_of(instrument: Instrument) -> str:
    """What has to stand wherever the instrument is shown: its notice and whose words it is."""
    status = instrument.status.label if instrument.status is Status.RUMUSAN_KANTOR else ""
    notice = instrument.notice or ""
    said = notice.casefold().startswith(status.partition(",")[0].casefold())
    words = [notice, f"{status[:1].upper()}{status[1:]}." if status and not said else ""]
    return " ".join(word for word in dict.fromkeys(words) if word)


def derivation(score: Score, *, caption: str = "Rincian perhitungan") -> tuple[Part, ...]:
    """Every step of a figure, its rule, source and remarks, so that a person can compute it again."""
    steps = [(step.label, step.formula, step.result) for step in score.steps]
    parts: list[Part] = [
        Table(
            columns=(
                TableColumn("Langkah", share=3),
                TableColumn("Perhitungan", share=4),
                TableColumn("Hasil", mm=30),
            ),
            rows=steps,
            caption=caption,
            empty="Tidak ada langkah perhitungan.",
        ),
        Para(
            f"Aturan: {score.rule.label}, edisi instrumen {score.version}. "
            f"Responden yang dihitung: {score.n} dari {score.given}. Sumber: {score.source or 'tidak ada'}.",
            Align.LEFT,
            tone=Tone.SMALL,
        ),
    ]
    if score.notice:
        parts.append(Notice(score.notice, kind=NoticeKind.IMPORTANT))
    parts.extend(Para(note) for note in score.notes)
    return tuple(parts)
