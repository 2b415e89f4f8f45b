"""`laporan-kegiatan`: what an outreach event was about, who came, and what was left as aspirations."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.lookup import term_choices
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.engine.smallgroups import HIDDEN, footnote, is_small, least_of
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Heading,
    KeyValues,
    Listing,
    Notice,
    Para,
    Part,
    Table,
    TableColumn,
    Title,
)
from berkas.paper.pictures import PhotoItem, Photos
from berkas.rooms.visits.fields.event import SPEAKER_ROLES
from berkas.rooms.visits.queries.events import load_event
from berkas.rooms.visits.queries.eventsheets import EventSheets, event_sheets
from berkas.rooms.visits.report.photos import photo_items
from berkas.rooms.visits.report.words import clock, lines, span
from berkas.rules.numbers import show_integer
from berkas.rules.vocabulary import FollowupStatus
from berkas_db.errors import Refused
from berkas_db.tables import OutreachEvent

_ROLES = {choice.code: choice.label for choice in SPEAKER_ROLES}


@dataclass(frozen=True, slots=True)
class Group:
    """How many people of one group came; the last number is part of the others."""

    name: str
    men: int
    women: int
    unspecified: int
    with_disability: int

    @property
    def everybody(self) -> int:
        """All of the group."""
        return self.men + self.women + self.unspecified


@dataclass(frozen=True, slots=True)
class EventValues:
    """All values of the report."""

    office: OfficePart
    title: str
    kind: str
    days: str
    time: str
    place: str
    moderator: str
    topics: tuple[str, ...]
    speakers: tuple[tuple[str, str, str, str], ...]
    participants: tuple[Group, ...]
    is_estimate: bool
    partners: tuple[str, ...]
    summary: tuple[str, ...]
    aspirations: tuple[tuple[str, str, str, str], ...]
    sheets: tuple[EventSheets, ...] = ()
    photos: tuple[PhotoItem, ...] = ()
    kept_back: int = 0
    least: int = 0


def subjects(session: Session) -> list[Subject]:
    """Every event by its code, the oldest first."""
    rows = session.execute(
        select(OutreachEvent.code, OutreachEvent.title, OutreachEvent.id)
        .where(OutreachEvent.trashed_at.is_(None))
        .order_by(OutreachEvent.on_date, OutreachEvent.id)
    )
    return [Subject(code, title, OutreachEvent, id_) for code, title, id_ in rows]


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> EventValues:
    """Read one event; whoever left an aspiration is a group, never a name."""
    if subject.id is None:
        raise Refused("Acara ini sudah tidak ada.")
    row = load_event(session, subject.id).values
    photos, kept_back = photo_items(session, "event_id", subject.id, row["title"])
    topics, groups, kinds = (
        {choice.code: choice.label for choice in term_choices(session, kind)}
        for kind in ("topik", "kelompok_peserta", "jenis_acara")
    )
    return EventValues(
        office=office_part(session, on),
        title=row["title"],
        kind=kinds.get(row["kind"], ""),
        days=span(row["on_date"], row["until_date"] or row["on_date"]),
        time=clock(row["from_time"], row["until_time"]),
        place=row["place"],
        moderator=row["moderator"] or "",
        topics=tuple(one["title"] or topics.get(one["topic"], "") for one in row["topics"]),
        speakers=tuple(
            (one["name"], _ROLES[one["role"]], one["position"] or one["agency"] or "", one["subject"] or "")
            for one in row["speakers"]
        ),
        participants=tuple(_group(one, groups) for one in row["participants"]),
        is_estimate=any(one["is_estimate"] for one in row["participants"]),
        partners=tuple(
            f"{one['name']} ({one['role']})" if one["role"] else one["name"] for one in row["partners"]
        ),
        summary=lines(row["summary"]),
        aspirations=tuple(
            (
                one["text"],
                groups.get(one["participant_group"], "–"),
                one["answer"] or "–",
                FollowupStatus.label_of(one["status"]),
            )
            for one in row["aspirations"]
        ),
        sheets=event_sheets(session, subject.id),
        photos=photos,
        kept_back=kept_back,
        least=least_of(session),
    )


def _group(row: dict[str, Any], groups: dict[str, str]) -> Group:
    name = groups.get(row["participant_group"], "Tidak dikenal")
    return Group(name, row["men"], row["women"], row["unspecified"], row["with_disability"])


def parts(values: EventValues, stamp: Stamp) -> tuple[Part, ...]:
    """The pages."""
    total = sum(group.everybody for group in values.participants)
    about_many = "sekitar " if values.is_estimate else ""
    about = (
        ("Jenis", values.kind),
        ("Tanggal", values.days),
        ("Waktu", values.time),
        ("Tempat", values.place),
        ("Moderator", values.moderator),
        ("Peserta", f"{about_many}{show_integer(total)} orang" if total else ""),
    )
    return (
        Title(
            "Laporan Kegiatan",
            number=stamp.number,
            name=values.title,
        ),
        KeyValues(tuple((label, text) for label, text in about if text)),
        Heading("A. Materi dan narasumber", 2),
        *((Listing(values.topics),) if values.topics else ()),
        speaker_table(values),
        *((Para("Mitra: " + "; ".join(values.partners) + "."),) if values.partners else ()),
        Heading("B. Peserta", 2),
        people_table(values),
        Heading("C. Uraian hasil", 2),
        *([Para(line) for line in values.summary] or [Para("Uraian hasil belum ditulis.")]),
        Heading("D. Aspirasi dan saran", 2),
        aspiration_table(values),
        *_known(values),
        values.office.signatures(),
        *_photos(values),
    )


def _known(values: EventValues) -> tuple[Part, ...]:
    """What participants knew before and after, when they were asked."""
    if not values.sheets:
        return ()
    return (
        Heading("E. Pengetahuan peserta sebelum dan sesudah", 2),
        *(
            part
            for sheets in values.sheets
            for part in (_known_table(sheets, values.least), Para(sheets.notice))
        ),
    )


def _known_table(sheets: EventSheets, least: int) -> Table:
    """Shares of those who knew; of a small group only its number is told."""
    small = is_small(sheets.before, least) or is_small(sheets.after, least)
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn(sheets.title, share=4),
            TableColumn(f"Sebelum ({sheets.before} orang)", mm=34, align=Align.RIGHT, group="Yang tahu"),
            TableColumn(f"Sesudah ({sheets.after} orang)", mm=34, align=Align.RIGHT, group="Yang tahu"),
        ),
        rows=[
            (
                str(number),
                one.label,
                _share(one.before, sheets.before, least),
                _share(one.after, sheets.after, least),
            )
            for number, one in enumerate(sheets.items, 1)
        ],
        note=footnote(least) if small else "Kedua isian tanpa nama dan tidak dipasangkan orang per orang.",
    )


def _share(counted: tuple[int, int], group: int, least: int) -> str:
    knew, answered = counted
    if is_small(group, least) or is_small(answered, least):
        return HIDDEN
    return f"{show_integer(round(100 * knew / answered))}%" if answered else "tidak ditanya"


def _photos(values: EventValues) -> tuple[Part, ...]:
    """The photos that may be printed, on pages of their own."""
    if not values.photos and not values.kept_back:
        return ()
    back = f"{values.kept_back} foto tidak dicetak karena wajah, sel, atau gemboknya belum ditutup."
    return (
        Heading("Dokumentasi", 2),
        *((Notice(back),) if values.kept_back else ()),
        *((Photos(values.photos, per_page=4),) if values.photos else ()),
    )


def speaker_table(values: EventValues) -> Table:
    """Who spoke: officials and speakers, by name."""
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Nama", share=3),
            TableColumn("Sebagai", mm=30),
            TableColumn("Jabatan atau instansi", share=3),
            TableColumn("Materi", share=3),
        ),
        rows=[(str(number), *one) for number, one in enumerate(values.speakers, 1)],
        empty="Narasumber belum dicatat.",
    )


def aspiration_table(values: EventValues) -> Table:
    """What was asked and answered, by group and never by name."""
    return Table(
        columns=(
            TableColumn("No", mm=10, align=Align.CENTRE),
            TableColumn("Aspirasi", share=4),
            TableColumn("Dari kelompok", share=2),
            TableColumn("Jawaban", share=3),
            TableColumn("Keadaan", mm=38),
        ),
        rows=[(str(number), *one) for number, one in enumerate(values.aspirations, 1)],
        empty="Tidak ada aspirasi yang dicatat.",
    )


def people_table(values: EventValues) -> Table:
    """How many came, by group; bare numbers."""
    groups = values.participants
    whole = Group(
        "Jumlah",
        sum(group.men for group in groups),
        sum(group.women for group in groups),
        sum(group.unspecified for group in groups),
        sum(group.with_disability for group in groups),
    )
    rows = [
        (
            group.name,
            show_integer(group.men),
            show_integer(group.women),
            show_integer(group.unspecified),
            show_integer(group.with_disability),
            show_integer(group.everybody),
        )
        for group in (*groups, *((whole,) if groups else ()))
    ]
    return Table(
        columns=(
            TableColumn("Kelompok", share=3),
            TableColumn("Laki-laki", mm=22, align=Align.RIGHT),
            TableColumn("Perempuan", mm=24, align=Align.RIGHT),
            TableColumn("Tidak dirinci", mm=24, align=Align.RIGHT),
            TableColumn("Penyandang disabilitas", mm=28, align=Align.RIGHT),
            TableColumn("Jumlah", mm=20, align=Align.RIGHT),
        ),
        rows=rows,
        totals=frozenset({len(rows) - 1}) if rows else frozenset(),
        empty="Peserta belum dicatat.",
        note="Penyandang disabilitas termasuk dalam jumlah laki-laki, perempuan, atau tidak dirinci.",
    )


def draw(values: EventValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values, stamp), values.office.frame(f"Laporan kegiatan {values.title}", stamp))


EVENT = DocumentKind(
    key="laporan-kegiatan",
    title="Laporan kegiatan",
    room="visits",
    subjects=subjects,
    gather=gather,
    draw=draw,
    docx=editable("Laporan kegiatan", parts),
)
