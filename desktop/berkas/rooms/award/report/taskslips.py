"""`tugas-perbaikan`: a slip for each person who repairs something, tasks in the order of what they win."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, KeyValues, NewPage, Para, Part, Table, TableColumn, Tick, Title, Tone
from berkas.paper.words import italic
from berkas.rooms.award.queries.repair import Gap, Repair, days_left, repair_of, show_minutes
from berkas.rooms.award.queries.sheet import EntryPlace, entry_place
from berkas.rooms.award.report.gather import entry_id, entry_subjects

NOBODY = "Belum ada penanggung jawab"
_RECKONED = "Urutan menurut perolehan dan lama pekerjaan; keduanya perkiraan kantor, bukan ketentuan resmi."


@dataclass(frozen=True, slots=True)
class SlipValues:
    """The gaps of one unit, the limit in words, and the office."""

    office: OfficePart
    place: EntryPlace
    repair: Repair
    left: str


def gather(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> SlipValues:
    """The gaps as they stand now."""
    del rulebook
    id_ = entry_id(subject)
    repair = repair_of(session, id_)
    return SlipValues(
        office=office_part(session, on),
        place=entry_place(session, id_),
        repair=repair,
        left=days_left(repair.until, on),
    )


def draw(values: SlipValues, stamp: Stamp) -> bytes:
    """One page or more for each owner; those without one come last."""
    parts: list[Part] = []
    for owner, gaps in by_owner(values.repair.gaps):
        if parts:
            parts.append(NewPage())
        parts += _slip(values, owner, gaps)
    if not parts:
        parts = [
            Title("Lembar Tugas Perbaikan", name=values.place.unit_name),
            Para("Tidak ada kekurangan yang harus diperbaiki."),
        ]
    return render(
        parts, values.office.frame(f"Tugas perbaikan {values.place.unit_name}", stamp, watermark="")
    )


def by_owner(gaps: Iterable[Gap]) -> list[tuple[str, list[Gap]]]:
    """The tasks of each person, the person with the most to win first, nobody's last."""
    found: dict[str, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(gap.owner, []).append(gap)
    return sorted(found.items(), key=lambda each: (not each[0], -sum(gap.gain for gap in each[1]), each[0]))


def _slip(values: SlipValues, owner: str, gaps: list[Gap]) -> Iterable[Part]:
    position = next((gap.position for gap in gaps if gap.position), "")
    until = day(values.repair.until)
    yield Title("Lembar Tugas Perbaikan", name=f"{values.place.unit_name}\n{values.place.round_title}")
    yield KeyValues(
        (
            ("Penanggung jawab", owner or NOBODY),
            ("Jabatan", position),
            ("Batas perbaikan", f"{until} ({values.left})" if until else "belum ditetapkan"),
            ("Jumlah tugas", f"{len(gaps)}, sekitar {show_minutes(sum(gap.minutes for gap in gaps))}"),
        )
    )
    yield Table(
        (
            TableColumn("No", mm=11, align=Align.CENTRE),
            TableColumn("Tempat", share=2.4),
            TableColumn("Yang harus dilakukan", share=3),
            TableColumn("Perkiraan", mm=22),
            TableColumn("Selesai paling lambat", mm=26),
            TableColumn("Selesai", mm=17, align=Align.CENTRE),
        ),
        [
            (
                str(number),
                gap.place,
                "\n".join([*gap.steps, *([f"Petunjuk: {gap.note}"] if gap.note else [])]),
                show_minutes(gap.minutes),
                day(gap.due_on) or until,
                Tick(done=False),
            )
            for number, gap in enumerate(gaps, 1)
        ],
    )
    yield Para("Diterima tanggal ……………………   Paraf ……………………")
    yield Para((italic(_RECKONED),), tone=Tone.SMALL)


SLIPS = DocumentKind(
    key="tugas-perbaikan",
    title="Lembar tugas perbaikan",
    room="award",
    subjects=entry_subjects,
    gather=gather,
    draw=draw,
    plain=True,
    alone=1,
)
