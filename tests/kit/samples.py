"""Fields, rows, sources and pages for tests. Names are invented."""

from array import array
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from datetime import date

from berkas.kit.filters import Filter
from berkas.kit.memorysource import MemorySource
from berkas.kit.record import HistoryLine, RecordSheet
from berkas.kit.register import EmptyState, RegisterPage
from berkas.kit.rows import RowsEditor
from berkas.kit.spine import SpineRequest
from berkas.rules.fields import Choice, Column, Field, Kind

TODAY = date(2025, 6, 12)
CLASSES = (Choice("a", "A"), Choice("b", "B"), Choice("c", "C"))
REGIONS = (
    Choice("7", "Lapas Kelas IIA Contoh", "Bangka"),
    Choice("8", "Rutan Contoh", "Belitung"),
    Choice("9", "LPKA Contoh"),
)
FIELDS = (
    Field("name", "Nama PBH", group="Identitas", required=True, wide=True, help="Sesuai akta pendirian."),
    Field("nik", "NIK ketua", Kind.NIK, group="Identitas"),
    Field("grade", "Akreditasi", Kind.CHOICE, group="Identitas", choices=CLASSES),
    Field("unit", "Unit", Kind.REFERENCE, group="Identitas", source="unit"),
    Field("date", "Tanggal SK", Kind.DATE, group="Legalitas", required=True),
    Field("money", "Pagu litigasi", Kind.RUPIAH, group="Legalitas"),
    Field("days", "Lama layanan", Kind.INTEGER, group="Legalitas", unit="hari", least=1, most=90),
    Field("share", "Bagian", Kind.DECIMAL, group="Legalitas"),
    Field("active", "Masih aktif", Kind.BOOLEAN, group="Legalitas"),
    Field(
        "kinds",
        "Jenis layanan",
        Kind.MULTI,
        group="Legalitas",
        choices=(Choice("l", "Litigasi"), Choice("n", "Nonlitigasi")),
    ),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Legalitas"),
    Field("made", "Dicatat", Kind.INSTANT, group="Legalitas", read_only=True),
)
RECORD = {
    "name": "LBH Contoh Serumpun",
    "grade": "b",
    "unit": 7,
    "date": "2025-06-12",
    "money": 8_500_000,
    "days": 14,
    "share": 3.125,
    "active": True,
    "kinds": ("l",),
    "note": "Kantor di lantai dua.",
    "made": "12 Jun 2025 10.42 WIB",
}
COLUMNS = (
    Column("no", "Nomor", width=10, sortable=True),
    Column("name", "Nama", width=24, sortable=True),
    Column("grade", "Akreditasi", width=8),
    Column("money", "Pagu", Kind.RUPIAH, 14, sortable=True),
    Column("due", "Tenggat", width=18, shown=False),
)


def today() -> date:
    """The day of these tests."""
    return TODAY


def lookup(source: str, typed: str) -> Sequence[Choice]:
    """Units by code, part of the name, or all."""
    if source != "unit":
        return ()
    if typed.startswith("="):
        return [choice for choice in REGIONS if choice.code == typed[1:]]
    return [choice for choice in REGIONS if typed.casefold() in choice.label.casefold()]


def rows(count: int) -> dict[int, tuple[str, ...]]:
    """Rows with ids from 1."""
    return {
        each: (f"{each:03}/2025", f"PBH Contoh {each}", "ABC"[each % 3], f"Rp{each}.000.000", "hari ini")
        for each in range(1, count + 1)
    }


def values(count: int) -> dict[int, Mapping[str, object]]:
    """Stored values of `rows`."""
    return {
        each: {"no": each, "name": f"PBH Contoh {each}", "grade": "abc"[each % 3], "money": each * 1_000_000}
        for each in range(1, count + 1)
    }


def source(count: int) -> MemorySource:
    """A small list."""
    return MemorySource(COLUMNS, rows(count), values(count))


FILTERS = (
    Filter("grade", "Akreditasi", choices=CLASSES),
    Filter("money", "Pagu", Kind.RUPIAH),
    Filter("name", "Nama PBH", Kind.TEXT),
)


def sheet() -> RecordSheet:
    """A sheet with child rows and a history."""
    made = RecordSheet(FIELDS, lookup, today=today)
    members = RowsEditor(
        [Field("person", "Nama anggota", required=True), Field("until", "Izin sampai", Kind.DATE)],
        row_name="Advokat",
        today=today,
    )
    members.set_values([{"id": 3, "person": "Contoh Satu"}, {"id": 4, "person": "Contoh Dua"}])
    made.add_section("Advokat", members)
    made.show_record(RECORD, title="LBH Contoh Serumpun", subtitle="003/2025")
    made.set_history([HistoryLine("12 Jun 2025 10.42", "Petugas contoh", "Pagu diubah")])
    return made


def register(count: int = 20, **more: object) -> RegisterPage:
    """A page with a list and a sheet."""
    return RegisterPage(
        source(count),
        title="Register PBH",
        empty=EmptyState("Belum ada PBH.", "PBH baru", "obh"),
        filters=FILTERS,
        sheet=sheet(),
        lookup=lookup,
        today=today,
        **more,  # pyright: ignore[reportArgumentType]
    )


class HeldSource:
    """Answers a question only when told to; remembers what was asked and what was interrupted."""

    def __init__(self, count: int) -> None:
        self.columns: Sequence[Column] = COLUMNS[:2]
        self.count = count
        self.asked: list[tuple[SpineRequest, Future[array[int]]]] = []
        self.interrupted = 0
        self.busy = 0
        self.read: list[tuple[int, ...]] = []

    def spine(self, request: SpineRequest) -> "Future[array[int]]":
        future: Future[array[int]] = Future()
        future.set_running_or_notify_cancel()
        self.asked.append((request, future))
        return future

    def answer(self, place: int, ids: Sequence[int]) -> None:
        """Answer the question asked at that place."""
        self.asked[place][1].set_result(array("q", ids))

    def rows(self, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        if self.busy:
            self.busy -= 1
            raise TimeoutError
        self.read.append(tuple(ids[:2]))
        return {each: (str(each), f"baris {each}") for each in ids}

    def interrupt(self) -> None:
        self.interrupted += 1


class MillionSource:
    """A million ids in memory, in either order; rows are made when they are asked for."""

    def __init__(self, count: int = 1_000_000) -> None:
        self.columns: Sequence[Column] = COLUMNS[:2]
        self._up = array("q", range(1, count + 1))
        self._down = array("q", range(count, 0, -1))
        self.most_at_once = 0

    def spine(self, request: SpineRequest) -> "Future[array[int]]":
        ids = self._down if request.descending else self._up
        future: Future[array[int]] = Future()
        future.set_result(ids if request.limit is None else ids[: request.limit])
        return future

    def rows(self, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        self.most_at_once = max(self.most_at_once, len(ids))
        return {each: (str(each), f"baris {each}") for each in ids}

    def interrupt(self) -> None:
        """Nothing runs."""
