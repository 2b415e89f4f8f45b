"""`periksa-kelengkapan`: what is still wrong with a dossier, on paper, for those who mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Align, Heading, Listing, Para, Part, Table, TableColumn, Title
from berkas.rooms.award.queries.readiness import check_entry
from berkas.rooms.award.queries.sheet import EntryPlace, entry_place
from berkas.rooms.award.report.gather import entry_id, entry_subjects
from berkas.rules.dates import show_medium
from berkas.rules.preflight import Preflight
from berkas.rules.vocabulary import FaultSeverity


@dataclass(frozen=True, slots=True)
class CheckValues:
    """One unit, what the check found, and the day."""

    office: OfficePart
    place: EntryPlace
    check: Preflight
    on: str


def gather(session: Session, rulebook: Rulebook, subject: Subject, on: date) -> CheckValues:
    """The faults as they stand now."""
    del rulebook
    id_ = entry_id(subject)
    place = entry_place(session, id_)
    return CheckValues(office_part(session, on), place, check_entry(session, id_), show_medium(on))


def check_parts(check: Preflight) -> Iterable[Part]:
    """The faults, the heaviest first, and what the program did not check."""
    for severity in FaultSeverity:
        faults = [fault for fault in check.faults if fault.severity is severity]
        if faults:
            yield Table(
                (
                    TableColumn("No", mm=11, align=Align.CENTRE),
                    TableColumn(f"{severity.label} ({len(faults)})"),
                ),
                [(str(number), fault.message) for number, fault in enumerate(faults, 1)],
            )
    if check.is_ready:
        yield Para("Tidak ada yang menghalangi pencetakan untuk ditandatangani.")
    yield Heading("Yang tidak diperiksa program", level=2, listed=False)
    yield Listing(check.unchecked)


def draw(values: CheckValues, stamp: Stamp) -> bytes:
    """A working paper without number and code."""
    del stamp
    frame = Frame(
        f"Periksa Kelengkapan {values.place.unit_name}",
        size=values.office.size,
        watermark="",
        author=values.office.name,
        footnote="Lembar kerja; bukan dokumen yang diterbitkan.",
    )
    title = Title("Periksa Kelengkapan", name=f"{values.place.unit_name}\n{values.place.round_title}")
    return render((title, Para(f"Keadaan pada {values.on}."), *check_parts(values.check)), frame)


CHECK = DocumentKind(
    key="periksa-kelengkapan",
    title="Periksa kelengkapan",
    room="award",
    subjects=entry_subjects,
    gather=gather,
    draw=draw,
    plain=True,
    alone=1,
)
