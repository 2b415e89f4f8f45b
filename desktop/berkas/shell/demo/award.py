"""Writes award rounds of a sample: units, judgements, drawn photos that say CONTOH, findings.

Imports no Qt.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain, count

from berkas.engine.evidence import Proof, prepare
from berkas.engine.rulebook import Rulebook
from berkas.media.sample import sample_photo
from berkas.paper.document import render
from berkas.paper.frame import Frame
from berkas.paper.parts import Notice, Para, Part, Table, TableColumn, Title
from berkas.rooms.award.commands.entries import (
    add_finding,
    save_entry,
    save_history,
    save_innovation,
)
from berkas.rooms.award.commands.repairing import save_task
from berkas.rooms.award.commands.rounds import save_round
from berkas.rooms.award.commands.signing import MINUTES, STATEMENT, lock_entry, note_signatures
from berkas.rooms.award.commands.verification import add_proofs, judge, take_over
from berkas.rules.dates import show_medium
from berkas.rules.instruments import Instrument, Item, Route
from berkas.rules.vocabulary import AnswerPass, EvidenceKind
from berkas.shell.demo.names import resolved, with_source
from berkas.shell.demo.reading import SampleOffice, Values
from berkas.shell.demo.registers import NEW, REASON
from berkas_db.changes import Step
from berkas_db.tables import Unit

PHOTO_SIZE = (1024, 768)
VIEWS = ("tampak depan", "tampak dekat", "dari arah pengunjung")
_BESIDE = (
    "source",
    "signed_on",
    "photos_on",
    "photos_by",
    "seeds",
    "answers",
    "self_answers",
    "notes",
    "documents",
    "fewer_photos",
    "findings",
    "tasks",
)
"""Entries that are no part of the form of a unit in a round."""


@dataclass(frozen=True, slots=True)
class PlacedProof:
    """A file ready to be put under a criterion, with what is written about it."""

    item: str
    proof: Proof
    caption: str
    place: str


def unit_kinds(office: SampleOffice) -> dict[str, str]:
    """The kind of every unit by its code."""
    return {record["code"]: record["kind"] for record in office["unit"]}


def draw_proofs(
    office: SampleOffice, rulebook: Rulebook, progress: Callable[[str], None]
) -> dict[str, list[PlacedProof]]:
    """Photos and documents of every verified unit by its code; drawn here so that no step waits for it."""
    kinds = unit_kinds(office)
    instruments = {record["code"]: rulebook.instrument(record["instrument"]) for record in office["putaran"]}
    drawn: dict[str, list[PlacedProof]] = {}
    for record in office["verifikasi"]:
        if record.get("photos_on"):
            instrument = instruments[record["round_id"]]
            unit = record["unit_id"]
            drawn[unit] = list(_proofs(office, record, instrument, kinds[unit]))
            progress(f"Bukti contoh bagi {unit}: {len(drawn[unit])} foto dan dokumen digambar")
    return drawn


def _proofs(
    office: SampleOffice, record: Values, instrument: Instrument, unit_kind: str
) -> Iterator[PlacedProof]:
    answers = judgement(record, instrument, unit_kind)
    taken_on = date.fromisoformat(record["photos_on"])
    seeds = chain(record["seeds"], count(1000))
    for place, question in enumerate(Route(instrument, unit_kind).questions):
        item = question.item
        wanted = _photos_wanted(item, answers.get(item.key, ""))
        wanted = record.get("fewer_photos", {}).get(item.key, wanted)
        scene, where = _scene(office, item.key)
        for number in range(wanted):
            at = datetime(taken_on.year, taken_on.month, taken_on.day, 9) + timedelta(  # noqa: DTZ001  as a camera
                minutes=place * 4 + number
            )
            data = sample_photo(scene, next(seeds), size=PHOTO_SIZE, taken_at=at)
            name = f"{item.key.replace('.', '-')}-{number + 1}.jpg"
            yield PlacedProof(item.key, prepare(data, name), f"{item.label}, {VIEWS[number]}", where)
        title = record.get("documents", {}).get(item.key)
        if title:
            pdf = prepare(_document(title, record), f"{title.casefold().replace(' ', '-')}.pdf")
            yield PlacedProof(item.key, pdf, f"{title} (contoh)", "")


def judgement(record: Values, instrument: Instrument, unit_kind: str, key: str = "answers") -> dict[str, str]:
    """The answers of a unit: the first of each scale, and what the sample says differently."""
    usual = {
        question.key: instrument.options(question.item)[0].code
        for question in Route(instrument, unit_kind).questions
    }
    return usual | record.get(key, {})


def _photos_wanted(item: Item, answer: str) -> int:
    return max(
        (
            need.least
            for need in item.evidence
            if need.kind is EvidenceKind.FOTO and (not need.answers or answer in need.answers)
        ),
        default=0,
    )


def _scene(office: SampleOffice, key: str) -> tuple[str, str]:
    """The picture drawn for a criterion: the first scene whose ending fits its key."""
    found = next(record for record in office["adegan"] if key.endswith(record["item"]))
    return found["scene"], found["place"]


def _document(title: str, record: Values) -> bytes:
    """A page that stands for a unit's own document and says that it is invented."""
    rows = (
        ("1", "Senin dan Rabu", "Petugas Contoh Satu", "08.00–15.00"),
        ("2", "Selasa dan Kamis", "Petugas Contoh Dua", "08.00–15.00"),
        ("3", "Jumat", "Petugas Contoh Tiga", "08.00–15.30"),
    )
    columns = (TableColumn("No", mm=12), TableColumn("Hari"), TableColumn("Petugas"), TableColumn("Waktu"))
    parts: tuple[Part, ...] = (
        Title(
            title, name=f"Unit {record['unit_id']}, {show_medium(date.fromisoformat(record['photos_on']))}"
        ),
        Notice("Dokumen rekaan untuk kantor contoh."),
        Para("Isi di bawah ini hanya menunjukkan bentuk data dukung."),
        Table(columns, rows),
    )
    return render(parts, Frame(title, watermark="CONTOH"))


def write_rounds(
    step: Step, office: SampleOffice, rulebook: Rulebook, proofs: Mapping[str, list[PlacedProof]]
) -> None:
    """Rounds, the units in them with judgements, proofs and findings, earlier awards and innovations."""
    for record in office["putaran"]:
        save_round(step, resolved(step, record), rulebook=rulebook, reason=REASON, **NEW)
    rounds = {record["code"]: record for record in office["putaran"]}
    for record in office["verifikasi"]:
        own = with_source(
            {key: value for key, value in record.items() if key == "source" or key not in _BESIDE}
        )
        entry = save_entry(step, resolved(step, own), reason=REASON, **NEW)
        if record.get("photos_on"):
            instrument = rulebook.instrument(rounds[record["round_id"]]["instrument"])
            _verify(step, entry, record, instrument, proofs[record["unit_id"]])
    for record in office["riwayat"]:
        save_history(step, resolved(step, record), **NEW)
    for record in office["inovasi"]:
        save_innovation(step, resolved(step, record), **NEW)
    step.say("Putaran P2HAM contoh dimasukkan")


def _verify(
    step: Step, entry: int, record: Values, instrument: Instrument, proofs: list[PlacedProof]
) -> None:
    unit = step.session.query(Unit).filter_by(code=record["unit_id"]).one()
    own = judgement(record, instrument, unit.kind, "self_answers")
    judge(step, entry, AnswerPass.MANDIRI, own)
    found = judgement(record, instrument, unit.kind)
    judge(step, entry, AnswerPass.VERIFIKATOR, found, notes=record.get("notes", {}))
    take_over(step, entry, AnswerPass.VERIFIKATOR, AnswerPass.AKHIR)
    for placed in proofs:
        add_proofs(
            step,
            entry,
            placed.item,
            [placed.proof],
            caption=placed.caption,
            alt_text=f"{placed.caption}; gambar contoh, bukan foto tempat nyata.",
            place=placed.place,
            taken_by=record["photos_by"],
            is_example=True,
        )
    for finding in record.get("findings", ()):
        values = {key: value for key, value in finding.items() if key != "item_code"}
        add_finding(step, entry, values, item_code=finding["item_code"])
    for task in record.get("tasks", ()):
        save_task(step, entry, task["gap"], {key: value for key, value in task.items() if key != "gap"})
    if record.get("signed_on"):
        signed_on = date.fromisoformat(record["signed_on"])
        for paper in (MINUTES, STATEMENT):
            note_signatures(step, entry, signed_on, paper)
        lock_entry(step, entry, reason=REASON)
