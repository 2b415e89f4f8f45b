"""The gaps that are left before the time limit, the one that wins most for least work first.

What a gap wins and how long it takes are the office's own reckoning, shown as such; minutes can be changed
for every gap. Session in, values out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from berkas.rooms.award.queries.readiness import check_entry
from berkas.rooms.award.queries.sheet import Sheet, load_sheet, mark_of
from berkas.rules.preflight import Fault
from berkas.rules.vocabulary import FaultSeverity
from berkas_db.tables import AwardEntry, AwardRound, RepairTask

GAINS = {FaultSeverity.MENGHALANGI: 3, FaultSeverity.PERINGATAN: 1, FaultSeverity.CATATAN: 0}
"""What closing one fault wins."""
FULFILLED = 5
"""What a criterion wins that was not fulfilled and is then."""
BUILDING = 480
"""Minutes for a criterion that is not fulfilled: a working day, the least for anything to be begun."""
USUAL = 15
MINUTES = {
    "kriteria_belum_dijawab": 10,
    "jawaban_tanpa_bukti": 30,
    "bukti_kurang": 20,
    "bukti_tanpa_jawaban": 5,
    "bukti_tidak_diminta": 2,
    "berkas_tidak_terbaca": 15,
    "foto_kosong": 15,
    "foto_buram": 15,
    "foto_kecil": 15,
    "keterangan_kosong": 1,
    "foto_tanpa_tanggal": 2,
    "foto_kedaluwarsa": 15,
    "foto_sesudah_periode": 15,
    "foto_sesudah_pengesahan": 15,
    "foto_ganda": 15,
    "foto_sama_kriteria_lain": 15,
    "dokumen_sama_kriteria_lain": 5,
    "bukti_pernah_dipakai": 15,
    "foto_mirip": 15,
    "penanda_tangan_kosong": 5,
    "nip_kosong": 3,
    "nip_keliru": 3,
    "belum_ditandatangani": 30,
    "nomor_surat_kosong": 10,
    "tanggal_surat_kosong": 3,
    "temuan_terbuka": 120,
}
"""Minutes one person usually needs for one fault of each kind: the office's reckoning, no rule."""
_NOT_OURS = {"pengaduan_terbuka", "laporan_ombudsman_terbuka", "unit_tidak_tercakup"}
"""Faults nobody at the unit's desk can put right before the limit."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Everything that is to be done in one place. `fault` leads there; `minutes` the effort in force."""

    key: str
    place: str
    steps: tuple[str, ...]
    gain: int
    usual: int
    fault: Fault
    owner: str = ""
    position: str = ""
    own_minutes: int | None = None
    due_on: str = ""
    note: str = ""

    @property
    def minutes(self) -> int:
        """What the office reckons for this gap, else the usual."""
        return self.own_minutes or self.usual


@dataclass(frozen=True, slots=True)
class Repair:
    """The gaps in their order, and the day until which they must be closed ("" when none is set)."""

    gaps: tuple[Gap, ...]
    until: str

    @property
    def minutes(self) -> int:
        """All work together."""
        return sum(gap.minutes for gap in self.gaps)


def repair_of(session: Session, entry_id: int) -> Repair:
    """What is left to repair at one unit."""
    sheet = load_sheet(session, entry_id)
    tasks = {
        row.gap: row
        for row in session.execute(select(RepairTask).where(RepairTask.entry_id == entry_id)).scalars()
    }
    limits = session.execute(
        select(AwardEntry.repair_until, AwardRound.repair_until)
        .join(AwardRound, AwardRound.id == AwardEntry.round_id)
        .where(AwardEntry.id == entry_id)
    ).one()
    found = [_with_task(gap, tasks.get(gap.key)) for gap in _gaps(session, sheet)]
    return Repair(tuple(in_order(found)), limits[0] or limits[1] or "")


def in_order(gaps: Iterable[Gap]) -> list[Gap]:
    """Most gain per minute first; of equals the quicker, then as they stand on paper."""
    return sorted(gaps, key=lambda gap: (-gap.gain / gap.minutes, gap.minutes))


def _with_task(gap: Gap, task: RepairTask | None) -> Gap:
    if task is None:
        return gap
    return Gap(
        gap.key, gap.place, gap.steps, gap.gain, gap.usual, gap.fault,
        task.owner or "", task.position or "", task.minutes, task.due_on or "", task.note or "",
    )  # fmt: skip


def _gaps(session: Session, sheet: Sheet) -> Iterator[Gap]:
    """One gap for each criterion, paper or finding; what is not fulfilled is a gap of its own."""
    items = {str(use.id): use.item_code for use in sheet.uses}
    together: dict[str, list[Fault]] = {}
    for fault in check_entry(session, sheet.place.id).faults:
        if fault.code not in _NOT_OURS:
            together.setdefault(_key_of(fault, items), []).append(fault)
    places = {
        question.key: f"{mark_of(question)} {question.item.label}" for question in sheet.route.questions
    }
    for key, faults in together.items():
        gain = sum(GAINS[fault.severity] for fault in faults)
        if gain:
            kind, _, own = key.partition(":")
            place = places.get(own, faults[0].place) if kind == "kriteria" else faults[0].place
            minutes = sum(MINUTES.get(fault.code, USUAL) for fault in faults)
            yield Gap(key, place, tuple(_short(fault) for fault in faults), gain, minutes, faults[0])
    yield from _unfulfilled(sheet, places)


def _key_of(fault: Fault, items: dict[str, str]) -> str:
    if fault.target == "bukti":
        return f"kriteria:{items.get(fault.key, fault.key)}"
    return f"{fault.target}:{fault.key}"


def _short(fault: Fault) -> str:
    """The sentence of a fault without the place in front of it."""
    words = fault.message.removeprefix(fault.place).lstrip(" :,")
    return f"{words[:1].upper()}{words[1:]}"


def _unfulfilled(sheet: Sheet, places: dict[str, str]) -> Iterator[Gap]:
    newest = sheet.newest()
    for question in sheet.route.asked(newest):
        answer = newest.get(question.key)
        option = next((each for each in sheet.instrument.options(question.item) if each.code == answer), None)
        if not question.section.scored or option is None or option.fulfils:
            continue
        words = f"Jawaban saat ini “{option.label}”. Penuhi kriterianya, lalu perbarui jawaban dan bukti."
        place = places[question.key]
        fault = Fault(
            "belum_terpenuhi", FaultSeverity.PERINGATAN, place, f"{place}: {words}", "kriteria", question.key
        )
        yield Gap(f"terpenuhi:{question.key}", place, (words,), FULFILLED, BUILDING, fault)


def days_left(until: str, today: date) -> str:
    """“3 hari lagi”, “hari ini”, “terlambat 2 hari”; empty without a limit."""
    if not until:
        return ""
    left = (date.fromisoformat(until) - today).days
    if left == 0:
        return "hari ini"
    return f"{left} hari lagi" if left > 0 else f"terlambat {-left} hari"


def show_minutes(minutes: int) -> str:
    """“45 menit”, “2 jam 30 menit”, “1 hari kerja”: eight hours are a working day."""
    if minutes >= 480 and minutes % 480 == 0:
        return f"{minutes // 480} hari kerja"
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} jam" if hours else "", f"{rest} menit" if rest else ""]
    return " ".join(part for part in parts if part) or "0 menit"
