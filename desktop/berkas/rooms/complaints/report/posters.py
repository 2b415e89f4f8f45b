"""Wall posters: how to complain, with the times of one's own clocks, and a service with its standard.

Never for a unit of another ministry: its poster is that ministry's to make.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine.due import version_on
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.letterheads import unit_ministry_on
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import OFFICE_WORDING
from berkas.paper.pictures import Poster, Step
from berkas.rules.clocks import ClockVersion
from berkas.rules.vocabulary import ComplaintClass, Confidence, StepSide
from berkas_db.errors import Refused
from berkas_db.tables import Office, Service, Sop, Unit

OFFICE_KEY = "kantor"


@dataclass(frozen=True, slots=True)
class PosterValues:
    """A poster, finished but for its size."""

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
    website = (unit.website if unit is not None else None) or office.website
    main = versions[0][1]
    return PosterValues(
        office,
        Poster(
            title="Mekanisme Pengaduan",
            subtitle="Pengaduan tidak dipungut biaya. Identitas pelapor dirahasiakan.",
            steps=_steps(main),
            figures=tuple(_figures(versions)),
            contacts=contacts,
            note=_note(versions),
            qr_text=website,
            qr_label="Laman pengaduan" if website else "",
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
        Step("Sampaikan", "Di meja pengaduan, kotak pengaduan, surat, atau salah satu kontak di bawah ini."),
        Step("Terima tanda terima", "Simpan nomor register dan kode untuk bertanya lewat telepon."),
    ]
    for step in version.steps:
        if step.side is StepSide.PELAPOR:
            continue
        if step.days is None or step.unit is None:
            steps.append(Step(step.label, "Batas waktu diberitahukan petugas."))
            continue
        since = step.start.label.lower()
        more = f" Dapat diperpanjang {step.extension.days} hari." if step.extension else ""
        steps.append(Step(step.label, f"Paling lama {step.days} {step.unit.label} sejak {since}.{more}"))
    steps.append(
        Step("Terima jawaban", "Jawaban dikirim kepada pelapor; keberatan dapat disampaikan kembali.")
    )
    return tuple(steps)


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
        ("Persyaratan", service.requirements),
        ("Prosedur", service.procedure),
        ("Produk layanan", service.product),
        ("Pengaduan, saran, dan masukan", service.complaint_way),
    )
    figures = ((service.time_limit, "jangka waktu"), (service.fee, "biaya"))
    sops = session.execute(
        select(Sop.number, Sop.signed_on).where(Sop.service_id == service.id, Sop.trashed_at.is_(None))
    ).all()
    steps = tuple(Step(title, text) for title, text in said if text)
    if not _has_standard(service):
        raise Refused(
            f"Standar layanan {service.name} belum diisi, maka posternya masih kosong.",
            "Isi persyaratan, prosedur, waktu, dan biayanya di Pengaturan Kantor.",
        )
    website = unit.website or office.website
    return PosterValues(
        office,
        Poster(
            title=service.name,
            subtitle="Standar Layanan",
            steps=steps,
            figures=tuple((large, small) for large, small in figures if large),
            contacts=_contacts_of(unit) or office.contacts,
            note=f"SOP nomor {', '.join(sop.number for sop in sops)}." if sops else "",
            qr_text=website,
            qr_label="Laman layanan" if website else "",
            office=tuple(dict.fromkeys((office.name, unit.name))),
        ),
    )


def draw(values: PosterValues, stamp: Stamp) -> bytes:
    """One page, without letterhead, draft mark and page number."""
    frame = replace(
        values.office.frame(values.poster.title, stamp, watermark=""), letterhead=None, page_numbers=False
    )
    return render((values.poster,), frame)


COMPLAINT_POSTER = UnitPoster(
    "poster-pengaduan", "Poster mekanisme pengaduan", "complaints",
    complaint_subjects, gather_complaints, draw, plain=True,
)  # fmt: skip
SERVICE_POSTER = UnitPoster(
    "poster-layanan", "Poster standar layanan", "complaints",
    service_subjects, gather_service, draw, plain=True,
)  # fmt: skip
