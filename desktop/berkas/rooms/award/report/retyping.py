"""`lembar-ketik-p2ham`: one unit in the order in which it is typed into the official application."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from berkas.engine.issuing import DocumentKind, Stamp, Subject
from berkas.engine.officepaper import OfficePart, office_part
from berkas.engine.rulebook import Rulebook
from berkas.paper.document import render
from berkas.paper.parts import Align, Band, KeyValues, Para, Part, Table, TableColumn, Tick, Title
from berkas.rooms.award.queries.proofnames import NamedProof, pattern_of, proof_set
from berkas.rooms.award.queries.sheet import Sheet, answer_label, load_sheet, mark_of
from berkas.rooms.award.report.gather import entry_id, entry_subjects, section_title
from berkas.rules.vocabulary import AnswerPass

ORDER = (
    "Urutan mengikuti naskah kriteria yang dipakai putaran ini. Bila aplikasi resmi memakai urutan lain, "
    "ubah urutan butir pada instrumennya di Kantor. Nama berkas sama dengan hasil “Serahkan bukti”."
)


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A heading, or one criterion: its place, words, answer, note and the files to be uploaded there."""

    heading: str = ""
    place: str = ""
    question: str = ""
    answer: str = ""
    note: str = ""
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntrySheetValues:
    """All values of the paper."""

    office: OfficePart
    unit: str
    facts: tuple[tuple[str, str], ...]
    lines: tuple[TypedLine, ...]
    stays: int


def gather(session: Session, _rulebook: Rulebook, subject: Subject, on: date) -> EntrySheetValues:
    """Read one unit in the order of its instrument."""
    id_ = entry_id(subject)
    sheet = load_sheet(session, id_)
    named = proof_set(session, id_, pattern_of(session))
    answers = sheet.newest()
    asked = sum(question.section.scored for question in sheet.route.asked(answers))
    answered = sum(
        question.section.scored and question.key in answers for question in sheet.route.asked(answers)
    )
    return EntrySheetValues(
        office=office_part(session, on),
        unit=sheet.place.unit_name,
        facts=(
            ("Unit", sheet.place.unit_name),
            ("Kode unit", sheet.place.key.partition(":")[2]),
            ("Putaran", sheet.place.round_title),
            ("Naskah kriteria", sheet.instrument.regulation or sheet.instrument.title),
            ("Sudah dijawab", f"{answered} dari {asked} kriteria"),
            ("Berkas bukti", str(sum(not each.stays for each in named))),
        ),
        lines=tuple(_lines(sheet, named)),
        stays=sum(bool(each.stays) for each in named),
    )


def _lines(sheet: Sheet, named: Iterable[NamedProof]) -> Iterable[TypedLine]:
    answers = sheet.newest()
    notes = {**sheet.notes[AnswerPass.VERIFIKATOR], **sheet.notes[AnswerPass.AKHIR]}
    files: dict[str, list[str]] = {}
    for each in named:
        if not each.stays:
            files.setdefault(each.use.item_code, []).append(each.name)
    section = ""
    for question in sheet.route.asked(answers):
        if question.section.key != section:
            section = question.section.key
            yield TypedLine(heading=section_title(question.section))
        yield TypedLine(
            place=mark_of(question),
            question=question.item.label,
            answer=answer_label(sheet.instrument, question.item, answers.get(question.key)),
            note=notes.get(question.key, ""),
            files=tuple(files.get(question.key, ())),
        )


def parts(values: EntrySheetValues) -> Iterable[Part]:
    """The pages."""
    yield Title("Lembar Ketik P2HAM", name=values.unit)
    yield KeyValues(values.facts, label_width=36)
    yield Para(ORDER, Align.LEFT)
    if values.stays:
        yield Para(
            f"{values.stays} bukti belum boleh keluar karena bagian yang harus ditutup belum ditutup.",
            Align.LEFT,
        )
    yield Table(
        columns=(
            TableColumn("Butir", mm=18, align=Align.CENTRE),
            TableColumn("Kriteria", share=2.2),
            TableColumn("Jawaban", mm=26),
            TableColumn("Keterangan dan berkas bukti", share=2.2),
            TableColumn("Diketik", mm=16, align=Align.CENTRE),
        ),
        rows=[_row(line) for line in values.lines],
        empty="Instrumen ini tidak menanyakan apa pun kepada unit ini.",
    )


def _row(line: TypedLine) -> Band | tuple[str | Tick, ...]:
    if line.heading:
        return Band(line.heading)
    more = "\n".join([*([line.note] if line.note else []), *(f"• {name}" for name in line.files)])
    return (line.place, line.question, line.answer or "belum dijawab", more, Tick(done=False))


def draw(values: EntrySheetValues, stamp: Stamp) -> bytes:
    """PDF bytes."""
    frame = values.office.frame(f"Lembar ketik {values.unit}", stamp, watermark="")
    return render(list(parts(values)), frame)


ENTRY_SHEET = DocumentKind(
    key="lembar-ketik-p2ham",
    title="Lembar ketik P2HAM",
    room="award",
    subjects=entry_subjects,
    gather=gather,
    draw=draw,
    plain=True,
    alone=1,
)
