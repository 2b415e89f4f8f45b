"""`ba-fkp`, `notula-fkp`: the berita acara of a public consultation about a surveyed service, and its notes.

Their order of parts is the office's own; no official form was found. Whoever spoke is a group, never a name.
The figure is the official one with its source, or ours, marked “survei internal”; never both.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.editable import editable
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import unit_head_on
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import (
    OFFICE_WORDING,
    Heading,
    KeyValues,
    Listing,
    Notice,
    NoticeKind,
    Para,
    Part,
    Signatures,
    Signer,
    Title,
)
from berkas.rooms.visits.queries.consultations import GONE, Consultation, consultation, consultations
from berkas.rooms.visits.queries.surveyelements import lowest_elements
from berkas.rooms.visits.queries.surveys import SurveyResult
from berkas.rooms.visits.report.event import (
    EventValues,
    aspiration_table,
    people_table,
    speaker_table,
)
from berkas.rooms.visits.report.event import gather as gather_event
from berkas.rooms.visits.report.surveyplans import fault_table, plan_matrix
from berkas.rooms.visits.report.words import NUMBER_FOLLOWS, lines, weekday
from berkas.rules.dates import show_medium, show_words
from berkas.rules.numbers import show_decimal, show_integer, terbilang
from berkas_db.errors import Refused
from berkas_db.tables import OutreachEvent, PublicConsultation

DOTS = "…………………………"
NOTICE = Notice(OFFICE_WORDING, kind=NoticeKind.IMPORTANT)
_SPEAKERS_FOR_ALL = 3
"""How many of those who came sign beside the head of the unit."""


@dataclass(frozen=True, slots=True)
class ConsultationValues:
    """All values of both papers; `event` is None when nobody recorded who came and what was said."""

    office: OfficePart
    head: Signer
    found: Consultation
    event: EventValues | None

    @property
    def about(self) -> str:
        """The service at its unit."""
        survey = self.found.survey
        return f"{survey.service} pada {survey.unit}" if survey.service else survey.unit

    @property
    def people(self) -> int | None:
        """How many came: as counted at the event, else as written with the consultation."""
        counted = sum(group.everybody for group in self.event.participants) if self.event else 0
        return counted or self.found.participants


def subjects(session: Session) -> Sequence[Subject]:
    """Every consultation as `UNIT:PERIODE:TANGGAL`, the oldest first."""
    return [
        Subject(one.key, f"FKP {day(one.on_date)}, {one.unit}", PublicConsultation, one.id)
        for one in consultations(session)
    ]


def gather(session: Session, rulebook: Rulebook, subject: Subject, _on: date) -> ConsultationValues:
    """Read one consultation, as of its own day."""
    if subject.id is None:
        raise Refused(GONE)
    found = consultation(session, subject.id)
    on = date.fromisoformat(found.on_date)
    office = office_part(session, on)
    event = None
    if found.event_id is not None:
        event = gather_event(session, rulebook, Subject("", "", OutreachEvent, found.event_id), on)
    head = unit_head_on(session, found.unit_id, on) or office.signer
    return ConsultationValues(office, head, found, event)


def minutes_parts(values: ConsultationValues, stamp: Stamp) -> tuple[Part, ...]:
    """The berita acara; what is not known has room to be written by hand on the spot."""
    found = values.found
    where = found.place or (values.event.place if values.event else "") or DOTS
    people = f"{_people(values.people)}" if values.people else f"{DOTS} orang"
    return (
        _title(
            "Berita Acara Forum Konsultasi Publik",
            values,
            stamp.number or found.minutes_number or NUMBER_FOLLOWS,
        ),
        NOTICE,
        Para(
            f"Pada hari ini {show_words(date.fromisoformat(found.on_date))}, bertempat di {where}, telah "
            f"dilaksanakan forum konsultasi publik mengenai {values.about}, diikuti oleh {people} "
            "sebagaimana daftar hadir."
        ),
        Heading("A. Peserta", 2),
        people_table(values.event) if values.event else Para(f"Peserta: {people}."),
        Heading("B. Hasil survei yang dibahas", 2),
        _survey_said(found.survey),
        fault_table(found.survey.faults),
        Heading("C. Masukan peserta", 2),
        aspiration_table(values.event) if values.event else _room(),
        Heading("D. Kesepakatan", 2),
        _agreed(found),
        *_plans(found.survey),
        Para(
            "Demikian berita acara ini dibuat dengan sebenarnya untuk dipergunakan sebagaimana mestinya; "
            "pelaksanaannya dipantau dan hasilnya diumumkan kepada masyarakat."
        ),
        Signatures(
            (
                Signer(("Wakil peserta,",)),
                values.head,
                *(Signer(("Wakil peserta,",)) for _other in range(1, _SPEAKERS_FOR_ALL)),
            ),
            place_date=_place_date(values),
        ),
    )


def notes_parts(values: ConsultationValues, stamp: Stamp) -> tuple[Part, ...]:
    """The minutes: who led, what was presented, what was said and answered, what follows."""
    found, event = values.found, values.event
    facts = (
        ("Hari, tanggal", weekday(found.on_date)),
        ("Waktu", f"pukul {event.time}" if event and event.time else DOTS),
        ("Tempat", found.place or (event.place if event else "") or DOTS),
        ("Layanan", values.about),
        ("Pemandu", (event.moderator if event else "") or DOTS),
        ("Peserta", _people(values.people) if values.people else f"{DOTS} orang"),
    )
    return (
        _title("Notula Forum Konsultasi Publik", values, stamp.number),
        NOTICE,
        KeyValues(facts),
        Heading("A. Materi", 2),
        *((Listing(event.topics),) if event and event.topics else ()),
        *((speaker_table(event),) if event and event.speakers else ()),
        Para("Yang dipaparkan tentang survei:"),
        _survey_said(found.survey),
        Heading("B. Jalannya forum", 2),
        *([Para(line) for line in event.summary] if event and event.summary else [_room()]),
        Heading("C. Tanya jawab dan masukan", 2),
        aspiration_table(event) if event else _room(),
        Heading("D. Kesimpulan", 2),
        _agreed(found),
        *_plans(found.survey),
        Signatures(
            (Signer(("Mengetahui,", *values.head.role), values.head.name, values.head.nip, values.head.rank),
             Signer(("Notulis,",))),
            place_date=_place_date(values),
        ),
    )  # fmt: skip


def _title(name: str, values: ConsultationValues, number: str) -> Title:
    return Title(name, number=number, name=values.about, lines=(values.found.survey.period.label,))


def _survey_said(survey: SurveyResult) -> KeyValues:
    """The figure as it may be said in public, and how many answered."""
    period, figure = survey.period, survey.score
    title = survey.instrument.title if survey.instrument else "Survei"
    rows = [("Survei", f"{title}, {period.label}")]
    if period.official_index is not None:
        scale = f" (skala {period.official_scale:g})".replace(".", ",") if period.official_scale else ""
        grade = f", mutu {period.official_grade}" if period.official_grade else ""
        rows.append(("Nilai resmi", f"{show_decimal(period.official_index)}{scale}{grade}"))
        rows.append(("Sumber nilai", period.official_source or "aplikasi pusat"))
        if period.official_respondents is not None:
            rows.append(("Responden resmi", f"{show_integer(period.official_respondents)} orang"))
    elif figure is not None and figure.index is not None:
        grade = f", mutu {figure.grade} ({figure.grade_label})" if figure.grade else ""
        rows.append(("Indeks", f"{show_decimal(figure.index)}{grade}; survei internal, bukan nilai resmi"))
        rows.append(("Responden", f"{show_integer(survey.respondents)} orang"))
        lowest = "; ".join(
            f"{one.label} ({show_decimal(one.index)})"
            for one in lowest_elements(figure, survey.least)
            if one.index is not None
        )
        rows.append(("Unsur terendah", lowest))
    else:
        rows.append(("Indeks", "belum ada"))
    return KeyValues(tuple((label, text) for label, text in rows if text))


def _agreed(found: Consultation) -> Part:
    said = lines(found.result.replace(";", "\n"))
    return Listing(said) if said else _room()


def _plans(survey: SurveyResult) -> tuple[Part, ...]:
    if not any(fault.plans for fault in survey.faults):
        return ()
    return (Heading("Rencana tindak lanjut", 3), plan_matrix(survey.faults, state=False))


def _room() -> Para:
    return Para("\n".join([DOTS * 4] * 3))


def _people(number: int | None) -> str:
    return f"{show_integer(number)} ({terbilang(number)}) orang" if number else ""


def _place_date(values: ConsultationValues) -> str:
    return f"{values.office.city or DOTS}, {show_medium(date.fromisoformat(values.found.on_date))}"


def _kind(
    key: str, title: str, parts: Callable[[ConsultationValues, Stamp], tuple[Part, ...]]
) -> DocumentKind:
    def draw(values: ConsultationValues, stamp: Stamp) -> bytes:
        return render(parts(values, stamp), values.office.frame(f"{title} {values.about}", stamp))

    return DocumentKind(
        key=key, title=title, room="visits", subjects=subjects, gather=gather, draw=draw, alone=0,
        docx=editable(title, parts),
    )  # fmt: skip


FKP_MINUTES = _kind("ba-fkp", "BA forum konsultasi publik", minutes_parts)
FKP_NOTES = _kind("notula-fkp", "Notula forum konsultasi publik", notes_parts)
CONSULTATION_DOCUMENTS: tuple[DocumentKind, ...] = (FKP_MINUTES, FKP_NOTES)
"""Papers about one public consultation."""
