"""`foto-kegiatan`: the photos of a visit that may be printed, each with what it shows, where and when."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.evidence import print_copy, uses_of
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Notice, Part, Title
from berkas.paper.pictures import PhotoItem, Photos
from berkas.rooms.visits.report.visit import visit_row
from berkas.rooms.visits.report.words import LEGAL_AID, span, visit_subjects


@dataclass(frozen=True, slots=True)
class PhotoValues:
    """All values of the sheet; `kept_back` photos show what must be covered first."""

    office: OfficePart
    title: str
    days: str
    photos: tuple[PhotoItem, ...]
    kept_back: int


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> PhotoValues:
    """Read the photos of one visit: the copies without metadata, covered where they must be."""
    row = visit_row(session, subject.id)
    items, kept_back = photo_items(session, "visit_id", row.id, row.values["title"])
    return PhotoValues(
        office_part(session, on, letterhead_id=row.values["letterhead_id"]),
        row.values["title"],
        span(row.values["from_date"], row.values["until_date"]),
        items,
        kept_back,
    )


def photo_items(session: Session, owner: str, id: int, title: str) -> tuple[tuple[PhotoItem, ...], int]:
    """The photos of a visit or an event that may be printed, and how many are kept back.

    `owner` is the column of the uses, `title` the caption of a photo without one.
    """
    uses = [use for use in uses_of(session, owner, id) if use.width]
    shown = [(use, print_copy(session, use)) for use in uses]
    items = tuple(
        PhotoItem(
            image=image,
            caption=use.caption or title,
            place=use.place,
            taken=day(use.taken_on),
            taker=use.taken_by,
            alt=use.alt_text,
        )
        for use, image in shown
        if image is not None
    )
    return items, len(uses) - len(items)


def parts(values: PhotoValues) -> tuple[Part, ...]:
    """Four photos to a page."""
    kept_back = (
        (Notice(f"{values.kept_back} foto tidak dicetak karena wajah, sel, atau gemboknya belum ditutup."),)
        if values.kept_back
        else ()
    )
    return (
        Title("Dokumentasi Kegiatan", name=values.title, lines=(values.days,)),
        *kept_back,
        Photos(values.photos, per_page=4, empty="Belum ada foto yang boleh dicetak pada kegiatan ini."),
    )


def draw(values: PhotoValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    return render(parts(values), values.office.frame(f"Dokumentasi {values.title}", stamp))


PHOTOS = DocumentKind(
    key="foto-kegiatan",
    title="Dokumentasi foto",
    room="visits",
    subjects=visit_subjects,
    gather=gather,
    draw=draw,
    classification=LEGAL_AID,
    docx=editable("Dokumentasi kegiatan", lambda values, _stamp: parts(values)),
)
