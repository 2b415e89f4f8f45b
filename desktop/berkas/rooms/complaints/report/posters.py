"""Wall posters: how to complain, with the times of one's own clocks, and a service with its standard.

Never for a unit of another ministry: its poster is that ministry's to make.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import zip_longest

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.due import version_on
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import unit_ministry_on
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.frame import Size
from berkas.paper.parts import OFFICE_WORDING
from berkas.paper.pictures import Poster, Step
from berkas.rules.clocks import ClockVersion
from berkas.rules.vocabulary import ComplaintClass, Confidence, StepSide
from berkas_db.errors import Refused
from berkas_db.tables import Office, Service, Sop, Unit

OFFICE_KEY = "kantor"
FEE = "biaya"


@dataclass(frozen=True, slots=True)
class PosterValues:
    """A poster, finished but for its size and print."""

    office: OfficePart
    poster: Poster


@dataclass(frozen=True, slots=True)
class UnitPoster(DocumentKind):
    """A poster whose KEY starts with a unit's code; finds also units it then refuses, to say why."""

    def find(self, session: Session, key: str) -> Subject:
        """The unit's or service's subject. Raises Refused for another ministry's unit."""
        code = key.split(":", maxsplit=1)[0].strip()
        unit = session.execute(
            select(Unit).where(Unit.code == code, Unit.trashed_at.is_(None))
        ).scalar_one_or_none()
        if unit is not None and (why := refusal(session, unit, None)):
            raise Refused(*why)
        return DocumentKind.find(self, session, key)


def refusal(session: Session, unit: Unit, on: date | None) -> tuple[str, str] | None:
    """Why no poster is made for a unit on a day (None: the newest known), or None when one may be made."""
    if unit.is_own:
        return None
    ours = session.execute(select(Office.ministry_id)).scalar_one()
    if ours is None:
        return None
    theirs = unit_ministry_on(session, unit.id, on or date.max)
    if theirs is None:
        return (
            f"Kementerian {unit.name} belum dicatat, maka poster untuk unit ini belum dibuat.",
            "Catat kementerian unit itu di Pengaturan Kantor.",
        )
    if theirs.id != ours:
        return (
            f"{unit.name} berada di bawah {theirs.name}; poster pengaduannya dibuat kementerian itu.",
            "Buat poster untuk kantor sendiri, atau limpahkan.",
        )
    return None


def complaint_subjects(session: Session) -> Sequence[Subject]:
    """The office itself, then every unit a poster may be made for."""
    units = session.execute(select(Unit).where(Unit.trashed_at.is_(None)).order_by(Unit.code)).scalars().all()
    own = [Subject(unit.code, unit.name, Unit, unit.id) for unit in units if not refusal(session, unit, None)]
    return [Subject(OFFICE_KEY, "Kantor sendiri"), *own]


def gather_complaints(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> PosterValues:
    """The way of a complaint with the times of the clocks in force on a day."""
    office = office_part(session, on)
    unit = session.get(Unit, subject.id) if subject.id is not None else None
    if unit is not None and (why := refusal(session, unit, on)):
        raise Refused(*why)
    own = unit is None or unit.is_own
    versions = _versions(session, own, on)
    contacts = office.contacts if unit is None else _contacts_of(unit) or office.contacts
    code, told = _qr((unit.website if unit is not None else None) or office.website, contacts, "pengaduan")
    main = versions[0][1]
    return PosterValues(
        office,
        Poster(
            title="Mekanisme Pengaduan",
            subtitle="Pengaduan tidak dipungut biaya. Identitas pelapor dirahasiakan.",
            steps=_steps(main),
            figures=tuple(_figures(versions)),
            contacts=contacts,
            contact_icons=_icons_of(contacts),
            note=_note(versions),
            qr_text=code,
            qr_label=told,
            office=(office.name,) if unit is None else tuple(dict.fromkeys((office.name, unit.name))),
        ),
    )


def _versions(session: Session, own: bool, on: date) -> list[tuple[str, ClockVersion]]:
    """The rules a poster speaks of: those of the office, or the unit's own standard."""
    classes = (
        (("pengaduan tanpa pemeriksaan", ComplaintClass.PENGADUAN_TIDAK_BERKADAR),
         ("pengaduan yang perlu pemeriksaan", ComplaintClass.PENGADUAN_BERKADAR),
         ("permintaan informasi", ComplaintClass.PERMINTAAN_INFORMASI))
        if own else (("penyelesaian pengaduan", ComplaintClass.STANDAR_UPT),)
    )  # fmt: skip
    return [(words, version_on(session, cls.value, on)) for words, cls in classes]


def _steps(version: ClockVersion) -> tuple[Step, ...]:
    """Hand in, receipt, then every step of the office's side with its time."""
    steps = [
        Step(
            "Sampaikan",
            "Di meja pengaduan, kotak pengaduan, surat, atau salah satu kontak di bawah ini.",
            "message-report",
        ),
        Step(
            "Terima tanda terima",
            "Simpan nomor register dan kode untuk bertanya lewat telepon.",
            "clipboard-check",
        ),
    ]
    ours = [step for step in version.steps if step.side is not StepSide.PELAPOR]
    for number, step in enumerate(ours):
        if step.days is None or step.unit is None:
            steps.append(Step(step.label, "Batas waktu diberitahukan petugas.", _icon(number)))
            continue
        since = step.start.label.lower()
        more = f" Dapat diperpanjang {step.extension.days} hari." if step.extension else ""
        words = f"Paling lama {step.days} {step.unit.label} sejak {since}.{more}"
        steps.append(Step(step.label, words, _icon(number)))
    last = "Jawaban dikirim kepada pelapor; keberatan dapat disampaikan kembali."
    return (*steps, Step("Terima jawaban", last, "mail"))


def _icon(number: int) -> str:
    """First it is looked at, then it is worked on, at the end it is decided."""
    return ("search", "clock", "gavel")[min(number, 2)]


def _figures(versions: Sequence[tuple[str, ClockVersion]]) -> Sequence[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for words, version in versions:
        answers = [
            step for step in version.steps if step.side is not StepSide.PELAPOR and step.days is not None
        ]
        if answers and answers[-1].unit is not None:
            found.append((f"{answers[-1].days} {answers[-1].unit.label}", words))
    return found


def _note(versions: Sequence[tuple[str, ClockVersion]]) -> str:
    sources = "; ".join(dict.fromkeys(version.label for _words, version in versions))
    own_words = any(version.confidence is Confidence.RUMUSAN_KANTOR for _words, version in versions)
    return " ".join(filter(None, (f"Dasar: {sources}.", OFFICE_WORDING if own_words else "")))


def _contacts_of(unit: Unit) -> tuple[tuple[str, str], ...]:
    reach = (("Alamat", unit.address), ("Telepon", unit.phone), ("Surel", unit.email))
    return tuple((label, value) for label, value in reach if value)


_ICONS = {"Alamat": "map-pin", "Telepon": "phone", "Surel": "mail", "Laman": "external-link"}


def _icons_of(contacts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(_ICONS.get(label, "") for label, _value in contacts)


def _qr(website: str, contacts: Sequence[tuple[str, str]], what: str) -> tuple[str, str]:
    """What the square leads to and the words under it: the site, else the telephone, else the mail."""
    known = dict(contacts)
    digits = "".join(sign for sign in known.get("Telepon", "") if sign.isdigit() or sign == "+")
    if website:
        return website, f"Laman {what}"
    if digits:
        return f"tel:{digits}", "Telepon kami"
    return (f"mailto:{known['Surel']}", "Surel kami") if known.get("Surel") else ("", "")


def service_subjects(session: Session) -> Sequence[Subject]:
    """Every service of a unit a poster may be made for: `UNIT:LAYANAN`."""
    rows = session.execute(
        select(Service, Unit)
        .join(Unit, Unit.id == Service.unit_id)
        .where(Service.trashed_at.is_(None), Unit.trashed_at.is_(None))
        .order_by(Unit.code, Service.code)
    ).all()
    return [
        Subject(f"{unit.code}:{service.code}", f"{service.name}, {unit.name}", Service, service.id)
        for service, unit in rows
        if _has_standard(service) and not refusal(session, unit, None)
    ]


def _has_standard(service: Service) -> bool:
    """Whether anything of the standard is recorded; an empty poster is never made."""
    return any((service.requirements, service.procedure, service.product, service.time_limit, service.fee))


def gather_service(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> PosterValues:
    """A service's standard as the unit wrote it; what is not recorded is left out."""
    service = session.execute(select(Service).where(Service.id == subject.id)).scalar_one()
    unit = session.execute(select(Unit).where(Unit.id == service.unit_id)).scalar_one()
    if why := refusal(session, unit, on):
        raise Refused(*why)
    office = office_part(session, on)
    said = (
        ("Persyaratan", service.requirements, "clipboard-list"),
        ("Prosedur", service.procedure, "list-numbers"),
        ("Produk layanan", service.product, "file-text"),
        ("Pengaduan, saran, dan masukan", service.complaint_way, "message-report"),
    )
    figures = ((service.time_limit, "jangka waktu"), (service.fee, FEE))
    sops = session.execute(
        select(Sop.number, Sop.signed_on).where(Sop.service_id == service.id, Sop.trashed_at.is_(None))
    ).all()
    steps = tuple(Step(title, text, icon) for title, text, icon in said if text)
    if not _has_standard(service):
        raise Refused(
            f"Standar layanan {service.name} belum diisi, maka posternya masih kosong.",
            "Isi persyaratan, prosedur, waktu, dan biayanya di Pengaturan Kantor.",
        )
    contacts = _contacts_of(unit) or office.contacts
    code, told = _qr(unit.website or office.website, contacts, "layanan")
    return PosterValues(
        office,
        Poster(
            title=service.name,
            subtitle="Standar Layanan",
            steps=steps,
            figures=tuple((large, small) for large, small in figures if large),
            contacts=contacts,
            contact_icons=_icons_of(contacts),
            note=f"SOP nomor {', '.join(sop.number for sop in sops)}." if sops else "",
            qr_text=code,
            qr_label=told,
            office=tuple(dict.fromkeys((office.name, unit.name))),
        ),
    )


_STEPS_OF_A_SHEET = 3
"""Steps on one sheet in large print."""


def large_sheets(poster: Poster) -> tuple[Poster, ...]:
    """A poster in large print: a few steps on each sheet, then the times, then how to reach the office."""
    bare = Poster(poster.title, poster.subtitle, office=poster.office, logo=poster.logo, is_large=True)
    sheets = [
        replace(bare, steps=poster.steps[begin : begin + _STEPS_OF_A_SHEET], first_step=begin + 1)
        for begin in range(0, len(poster.steps), _STEPS_OF_A_SHEET)
    ]
    bare = replace(bare, first_step=0)
    if poster.figures:
        told = [Step(large, small, "" if small == FEE else "clock") for large, small in poster.figures]
        sheets.append(replace(bare, steps=tuple(told)))
    reach = zip_longest(poster.contacts, poster.contact_icons, fillvalue="")
    lines = tuple(Step(label, value, icon) for (label, value), icon in reach)
    last = replace(bare, qr_text=poster.qr_text, qr_label=poster.qr_label, note=poster.note)
    if len(lines) > _STEPS_OF_A_SHEET - 1:
        sheets.append(replace(bare, steps=lines))
        lines = ()
    if lines or poster.qr_text:
        sheets.append(replace(last, steps=lines))
    return tuple(sheets) or (replace(poster, is_large=True),)


def draw(values: PosterValues, stamp: Stamp, *, size: Size, is_large: bool) -> bytes:
    """The sheets, without letterhead, draft mark and page number."""
    frame = replace(
        values.office.frame(values.poster.title, stamp, watermark=""),
        letterhead=None, page_numbers=False, size=size,
    )  # fmt: skip
    return render(large_sheets(values.poster) if is_large else (values.poster,), frame)


_FORMS = (
    ("", "A4", Size.A4, False),
    ("-a3", "A3", Size.A3, False),
    ("-besar", "huruf besar, A4", Size.A4, True),
    ("-besar-a3", "huruf besar, A3", Size.A3, True),
)


def _posters(
    key: str,
    title: str,
    subjects: Callable[[Session], Sequence[Subject]],
    gather: Callable[..., PosterValues],
) -> tuple[UnitPoster, ...]:
    return tuple(
        UnitPoster(
            f"{key}{more}", f"{title} ({words})", "complaints", subjects, gather,
            partial(draw, size=size, is_large=is_large), plain=True,
        )
        for more, words, size, is_large in _FORMS
    )  # fmt: skip


POSTERS: tuple[UnitPoster, ...] = (
    *_posters("poster-pengaduan", "Poster mekanisme pengaduan", complaint_subjects, gather_complaints),
    *_posters("poster-layanan", "Poster standar layanan", service_subjects, gather_service),
)
"""Both posters in every size and in large print."""
