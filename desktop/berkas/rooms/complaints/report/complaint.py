"""Papers about one complaint: the receipt and the case file. The complainant is a code on both."""

from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.engine import due
from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.leaving import bare
from berkas.engine.officepaper import OfficePart, day, office_part
from berkas.engine.rulebook import Rulebook
from berkas.media.photo import open_photo
from berkas.paper.document import render
from berkas.paper.parts import (
    Align,
    Attached,
    Heading,
    KeyValues,
    Notice,
    NoticeKind,
    Para,
    Part,
    Signatures,
    Signer,
    Table,
    TableColumn,
    Title,
    Tone,
)
from berkas.paper.pictures import PhotoItem, Photos
from berkas.rooms.complaints.queries.complaints import (
    A_NOTARY,
    EventLine,
    complaint_numbered,
    event_lines,
    reporter_code,
)
from berkas.rooms.complaints.report.strips import limit, strip
from berkas.rules.clocks import StepDue
from berkas.rules.dates import show_medium
from berkas.rules.vocabulary import ComplaintClass, ComplaintEvent, ComplaintStatus, ComplaintStream
from berkas_db.attachments import read_attachment
from berkas_db.errors import Refused
from berkas_db.tables import (
    AppUser,
    Attachment,
    Complaint,
    ComplaintAccused,
    ComplaintAttachment,
    Disposition,
    Identity,
    Obh,
    Term,
    Unit,
)

_AT_RECEIPT = frozenset(
    {
        ComplaintEvent.LAYANAN_DITERIMA,
        ComplaintEvent.DITERIMA,
        ComplaintEvent.DICATAT,
        ComplaintEvent.PRODUK_OMBUDSMAN_DITERIMA,
        ComplaintEvent.DIAJUKAN_KEBERATAN,
    }
)
"""What the receipt counts from: it says what was promised when the complaint came in."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of the case: bytes only when it can be printed."""

    title: str
    added: str
    media_type: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class CaseValues:
    """A complaint as its papers show it, everything in words."""

    office: OfficePart
    number: str
    title: str
    restricted: bool
    facts: tuple[tuple[str, str], ...]
    body: str
    wish: str
    answer: str
    ask_code: str
    plans: tuple[due.StepPlan, ...]
    rule: str
    events: tuple[EventLine, ...] = ()
    dispositions: tuple[tuple[str, ...], ...] = ()
    files: tuple[File, ...] = field(default=(), repr=False)
    internal_note: str = ""
    receiver: str = ""
    left_out: str = ""
    """What this paper leaves out, in words."""


@dataclass(frozen=True, slots=True)
class ComplaintPaper(DocumentKind):
    """A paper about one complaint; its KEY is the register number. A restricted complaint is printed from
    the window only, where the person is known."""

    def find(self, session: Session, key: str) -> Subject:
        """The complaint with a number. Raises Refused."""
        id_ = complaint_numbered(session, key)
        row = session.get(Complaint, id_)
        if row is not None and row.is_restricted:
            raise Refused(
                f"Pengaduan {row.number} terbatas.", "Cetak dari jendela, oleh peran yang berhak membacanya."
            )
        return subject_of(session, id_)


def subject_of(session: Session, id: int) -> Subject:
    """A complaint as the subject of a paper; a restricted one without its title."""
    row = session.execute(
        select(Complaint.number, Complaint.title, Complaint.is_restricted).where(Complaint.id == id)
    ).one()
    return Subject(row.number, "Pengaduan terbatas" if row.is_restricted else row.title, Complaint, id)


def subjects(session: Session) -> list[Subject]:
    """Every complaint that is not restricted, oldest first."""
    rows = session.execute(
        select(Complaint.id, Complaint.number, Complaint.title)
        .where(Complaint.trashed_at.is_(None), Complaint.is_restricted.is_(False))
        .order_by(Complaint.received_on, Complaint.id)
    )
    return [Subject(row.number, row.title, Complaint, row.id) for row in rows]


def gather_receipt(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CaseValues:
    """What the receipt says: facts, code, due dates."""
    return _gather(session, subject, on, whole=False, with_internal=False)


def gather_file(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CaseValues:
    """Everything in the case; the complainant is a code, the people complained about are named."""
    return _gather(session, subject, on, whole=True, with_internal=True)


def gather_file_outside(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CaseValues:
    """Everything that may be handed out: without internal notes and files."""
    return _gather(session, subject, on, whole=True, with_internal=False, with_people=False)


def gather_file_nameless(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> CaseValues:
    """Everything but who: neither the complainant's code nor names of people complained about."""
    values = _gather(session, subject, on, whole=True, with_internal=True, with_people=False)
    facts = tuple((name, "tidak dimuat" if name == "Pelapor" else words) for name, words in values.facts)
    return replace(values, facts=facts, left_out="Tanpa identitas: pelapor dan nama yang diadukan.")


def _gather(
    session: Session,
    subject: Subject,
    on: date,
    *,
    whole: bool,
    with_internal: bool,
    with_people: bool = True,
) -> CaseValues:
    row = session.get(Complaint, subject.id) if subject.id is not None else None
    if row is None:
        raise Refused("Pengaduan ini sudah tidak ada.")
    case = due.complaint_case(session, row.id)
    if not whole:
        case = replace(case, happenings=tuple(one for one in case.happenings if one.kind in _AT_RECEIPT))
    events = event_lines(session, row.id) if whole else []
    return CaseValues(
        office=office_part(session, on),
        number=row.number,
        title=row.title,
        restricted=row.is_restricted,
        facts=_facts(session, row, whole=whole, with_codes=with_people),
        body=row.body if whole else "",
        wish=(row.wish or "") if whole else "",
        answer=(row.result_text or "") if whole else "",
        ask_code=row.ask_code or "",
        plans=tuple(due.plans_of(session, case)),
        rule=_rule(case.version.label, case.version.source),
        events=tuple(line for line in events if with_internal or line.kind is not ComplaintEvent.CATATAN),
        dispositions=_dispositions(session, row.id) if whole and with_internal else (),
        files=_files(session, row.id, with_internal=with_internal) if whole else (),
        internal_note=(row.internal_note or "") if with_internal else "",
        receiver=_receiver(session, row),
        left_out="" if with_internal else "Tanpa catatan internal dan nama yang diadukan.",
    )


def _rule(label: str, source: str) -> str:
    """The rule's name and where it was read, each once."""
    name, where = label.rstrip("."), source.rstrip(".")
    return f"{where}." if where.startswith(name) else f"{name}; sumber: {where}."


def _receiver(session: Session, row: Complaint) -> str:
    user = session.get(AppUser, row.receiver_id) if row.receiver_id else None
    return user.full_name if user is not None else ""


def _facts(session: Session, row: Complaint, *, whole: bool, with_codes: bool) -> tuple[tuple[str, str], ...]:
    channel = session.execute(
        select(Term.label).where(Term.kind == "saluran", Term.code == row.channel)
    ).scalar_one_or_none()
    who = reporter_code(session, row.id) or "tidak dicatat"
    flags = [word for word, on in (("anonim", row.is_anonymous), ("rahasia", row.is_secret)) if on]
    facts = [
        ("Nomor register", row.number),
        ("Diterima", day(row.received_on)),
        ("Saluran", channel or row.channel),
        ("Kelas", ComplaintClass.label_of(row.complaint_class)),
        ("Pelapor", f"{who} ({', '.join(flags)})" if flags else who),
    ]
    if row.external_number:
        facts.append(("Nomor pelacakan", row.external_number))
    if not whole:
        return (*facts, ("Perihal", "Pengaduan terbatas" if row.is_restricted else row.title))
    accused = _accused(session, row, with_codes=with_codes)
    facts += [
        ("Jalur", ComplaintStream.label_of(row.stream)),
        ("Yang diadukan", accused or "–"),
        ("Kejadian", " – ".join(filter(None, (day(row.event_on), day(row.event_until)))) or "–"),
        ("Tempat kejadian", row.event_place or "–"),
        ("Keadaan", ComplaintStatus.label_of(row.status)),
        ("Selesai", day(row.closed_on) or "–"),
    ]
    return tuple(facts)


def _accused(session: Session, row: Complaint, *, with_codes: bool) -> str:
    """Unit or OBH by its long name, then the people: by code and position, outside only by position."""
    unit = session.get(Unit, row.unit_id) if row.unit_id else None
    obh = session.get(Obh, row.obh_id) if row.obh_id else None
    people = session.execute(
        select(Identity.code, ComplaintAccused.position)
        .outerjoin(Identity, Identity.id == ComplaintAccused.identity_id)
        .where(ComplaintAccused.complaint_id == row.id)
        .order_by(ComplaintAccused.id)
    )
    named = [
        ", ".join(filter(None, (person.code if with_codes else "", person.position))) for person in people
    ]
    notary = row.notary if with_codes else row.notary and A_NOTARY
    places = (unit and unit.name, obh and obh.name, notary, row.other_agency)
    return "; ".join(filter(None, (*places, *named)))


def _dispositions(session: Session, id: int) -> tuple[tuple[str, ...], ...]:
    rows = session.execute(
        select(Disposition)
        .where(Disposition.complaint_id == id)
        .order_by(Disposition.on_date, Disposition.id)
    ).scalars()
    return tuple((day(row.on_date), row.to_name or "", row.instruction, day(row.due_on)) for row in rows)


def _files(session: Session, id: int, *, with_internal: bool) -> tuple[File, ...]:
    statement = (
        select(ComplaintAttachment.title, ComplaintAttachment.added_on, Attachment.id, Attachment.media_type)
        .join(Attachment, Attachment.id == ComplaintAttachment.attachment_id)
        .where(ComplaintAttachment.complaint_id == id)
        .order_by(ComplaintAttachment.sort, ComplaintAttachment.id)
    )
    if not with_internal:
        statement = statement.where(ComplaintAttachment.is_internal.is_(False))
    found: list[File] = []
    for row in session.execute(statement):
        printable = row.media_type in ("application/pdf", "image/jpeg", "image/png")
        data = bare(read_attachment(session, row.id), row.title)[0] if printable else None
        found.append(File(row.title, day(row.added_on), row.media_type, data))
    return tuple(found)


def draw_receipt(values: CaseValues, stamp: Stamp) -> bytes:
    """The receipt the complainant takes home."""
    parts: list[Part] = [
        Title("Tanda Terima Pengaduan", number=values.number),
        Para("Pengaduan Saudara telah diterima dan dicatat dengan keterangan berikut:"),
        KeyValues(values.facts),
        Notice(
            ("Sebut nomor register dan kode ini bila menanyakan perkembangan lewat telepon: "
             f"{_spaced(values.ask_code)}. Jangan berikan kode ini kepada orang lain."),
            title="Kode tanya",
            kind=NoticeKind.IMPORTANT,
        ),
        *_due_parts(values.plans, caption="Batas waktu", with_sources=False),
        Para(f"Dasar hitungan: {values.rule}", tone=Tone.SMALL),
        Signatures(
            (Signer(("Pelapor,",)), Signer(("Petugas penerima,",), values.receiver)),
            place_date=values.office.place_date,
        ),
    ]  # fmt: skip
    return render(parts, values.office.frame("Tanda Terima Pengaduan", stamp))


def _spaced(code: str) -> str:
    return f"{code[:3]} {code[3:]}"


def _due_parts(
    plans: tuple[due.StepPlan, ...], *, caption: str = "", with_sources: bool = True
) -> list[Part]:
    """A table of all steps, then a calendar for each that runs; `with_sources`: what is known of its rule."""
    rows: list[tuple[str, ...]] = []
    strips: list[Part] = []
    for one in plans:
        for reading in (one.due, one.other):
            if reading is None:
                continue
            rows.append(_due_row(one, reading))
            if reading.strip and reading is one.due and not one.not_applicable:
                strips.append(strip(reading, done_on=one.done_on, with_sources=with_sources))
    table = Table(
        (TableColumn("Langkah", 3), TableColumn("Batas", 1.6), TableColumn("Dihitung sejak", 2.4),
         TableColumn("Jatuh tempo", 2), TableColumn("Keterangan", 2.2)),
        rows,
        caption=caption,
    )  # fmt: skip
    return [table, *strips]


def _due_row(one: due.StepPlan, reading: StepDue) -> tuple[str, ...]:
    start = show_medium(reading.start) if reading.start else f"menunggu: {reading.step.start.label.lower()}"
    when = show_medium(reading.due) if reading.due else "–"
    if one.done_on:
        remark = f"terpenuhi {show_medium(one.done_on)}"
    else:
        remark = one.not_applicable or ("tafsir lain" if reading.alternative else one.step.side.label)
    return (one.step.label, limit(reading), start, when, remark)


def draw_file(values: CaseValues, stamp: Stamp) -> bytes:
    """The case file: data, story, events, due dates, files."""
    parts: list[Part] = [Title("Berkas Pengaduan", number=values.number, name=values.title)]
    if values.restricted:
        parts.append(Notice("Pengaduan terbatas; hanya untuk yang berhak.", kind=NoticeKind.SECRET))
    parts += [
        Notice(" ".join(filter(None, ("Nama pelapor tidak pernah dimuat.", values.left_out)))),
        Heading("Data pengaduan"),
        KeyValues(values.facts),
        Heading("Uraian"),
        *(Para(text) for text in values.body.splitlines() if text.strip()),
    ]
    for title, text in (
        ("Harapan pelapor", values.wish),
        ("Jawaban atau keputusan", values.answer),
        ("Catatan internal", values.internal_note),
    ):
        if text:
            parts += [Heading(title), *(Para(line) for line in text.splitlines() if line.strip())]
    parts += [Heading("Perjalanan"), _events_table(values.events)]
    if values.dispositions:
        columns = (TableColumn("Tanggal", mm=32), TableColumn("Kepada", 2), TableColumn("Isi", 4),
                   TableColumn("Batas", mm=32))  # fmt: skip
        parts.append(Table(columns, values.dispositions, caption="Disposisi"))
    parts += [Heading("Batas waktu"), *_due_parts(values.plans), Para(values.rule, tone=Tone.SMALL)]
    parts += _file_parts(values.files)
    return render(parts, values.office.frame("Berkas Pengaduan", stamp))


def _events_table(events: tuple[EventLine, ...]) -> Table:
    sent = any(line.recipient for line in events)
    rows = [
        (
            show_medium(line.on),
            line.words,
            *((line.recipient or "",) if sent else ()),
            " ".join(filter(None, (line.note, f"({line.document})" if line.document else ""))),
            line.who,
        )
        for line in events
    ]
    columns = (
        TableColumn("Tanggal", mm=32),
        TableColumn("Langkah", 2.2),
        *((TableColumn("Kepada", 1.8),) if sent else ()),
        TableColumn("Isi dan surat", 3.5),
        TableColumn("Oleh", 1.5),
    )
    return Table(columns, rows, empty="Belum ada langkah.")


def _file_parts(files: tuple[File, ...]) -> list[Part]:
    rows = [(str(number), file.title, file.added) for number, file in enumerate(files, 1)]
    columns = (
        TableColumn("No", mm=11, align=Align.CENTRE),
        TableColumn("Lampiran", 4),
        TableColumn("Ditambahkan", 1.5),
    )
    parts: list[Part] = [
        Heading("Lampiran"),
        Table(columns, rows, empty="Tidak ada lampiran."),
    ]
    pictures = tuple(
        PhotoItem(open_photo(file.data).print_copy, file.title, taken=f"ditambahkan {file.added}")
        for file in files
        if file.data is not None and file.media_type.startswith("image/")
    )
    if pictures:
        parts.append(Photos(pictures, per_page=2))
    parts += [
        Attached(file.data, file.title)
        for file in files
        if file.data is not None and file.media_type == "application/pdf"
    ]
    return parts


RECEIPT = ComplaintPaper(
    "tanda-terima", "Tanda terima pengaduan", "complaints", subjects, gather_receipt, draw_receipt
)
CASE_FILE = ComplaintPaper(
    "berkas-pengaduan", "Berkas pengaduan", "complaints", subjects, gather_file, draw_file
)
CASE_FILE_OUTSIDE = ComplaintPaper(
    "berkas-pengaduan-luar", "Berkas pengaduan tanpa catatan internal", "complaints",
    subjects, gather_file_outside, draw_file,
)  # fmt: skip
CASE_FILE_NAMELESS = ComplaintPaper(
    "berkas-pengaduan-tanpa-identitas", "Berkas pengaduan tanpa identitas", "complaints",
    subjects, gather_file_nameless, draw_file,
)  # fmt: skip
