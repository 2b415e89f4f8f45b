"""The forms of accreditation: periods, stages, numbers, the requirement board, and the dated rules.

Imports only the rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from berkas.rules.dates import show_short
from berkas.rules.fields import Choice, Field, Kind, Problem, Rows, Severity, choices_of
from berkas.rules.vocabulary import AccreditationCategory, AccreditationResult, AccreditationStage, Confidence

CATEGORIES = choices_of(AccreditationCategory)
RESULTS = choices_of(AccreditationResult)
STAGE_WORDS = choices_of(AccreditationStage)
MOVEMENTS = (
    Choice("baru", "Baru"),
    Choice("naik", "Naik"),
    Choice("tetap", "Tetap"),
    Choice("turun", "Turun"),
)
REQUIREMENT_STATES = (
    Choice("lengkap", "Lengkap"),
    Choice("belum_lengkap", "Belum lengkap"),
    Choice("kedaluwarsa", "Kedaluwarsa"),
)
_PERIOD = Field("period_id", "Periode", Kind.REFERENCE, required=True, source="periode_akreditasi")

ACCREDITATIONS = Rows("accreditations", "Akreditasi per periode", "Akreditasi", (
    _PERIOD,
    Field("applied_on", "Tanggal mengajukan", Kind.DATE),
    Field("result", "Hasil", Kind.CHOICE, required=True, choices=RESULTS, default="diproses"),
    Field("category", "Kategori", Kind.CHOICE, choices=CATEGORIES),
    Field("movement", "Perubahan", Kind.CHOICE, choices=MOVEMENTS,
          help="Dihitung bila kategori periode sebelumnya tercatat."),
    Field("decree_number", "Nomor SK", length=80),
    Field("decree_on", "Tanggal SK", Kind.DATE),
    Field("decree_attachment_id", "Naskah SK", Kind.FILE, source="lampiran"),
    Field("certificate_number", "Nomor sertifikat", length=80),
    Field("certificate_on", "Tanggal sertifikat", Kind.DATE),
    Field("certificate_attachment_id", "Sertifikat", Kind.FILE, source="lampiran"),
    Field("valid_from", "Berlaku sejak", Kind.DATE, help="Kosong: sejak awal periode."),
    Field("valid_until", "Berlaku sampai", Kind.DATE, help="Kosong: sampai akhir periode."),
    Field("revoked_on", "Tanggal dicabut", Kind.DATE),
    Field("revoked_reason", "Alasan dicabut", length=200),
    Field("note", "Catatan", length=200),
))  # fmt: skip
STAGES = Rows("stages", "Tahapan akreditasi", "Tahap", (
    _PERIOD,
    Field("stage", "Tahap", Kind.CHOICE, required=True, choices=STAGE_WORDS),
    Field("on_date", "Tanggal", Kind.DATE, required=True),
    Field("until_date", "Sampai", Kind.DATE),
    Field("done_by", "Oleh", length=120, help="Siapa yang memeriksa atau memutus."),
    Field("minutes_number", "Nomor berita acara", length=80),
    Field("attachment_id", "Berita acara", Kind.FILE, source="lampiran"),
    Field("outcome", "Hasil", length=200),
))  # fmt: skip
MEASURES = Rows("measures", "Angka untuk aturan kategori", "Angka", (
    _PERIOD,
    Field("measure", "Ukuran", Kind.CHOICE, required=True, source="istilah:ukuran_akreditasi"),
    Field("number", "Jumlah", Kind.INTEGER, required=True, least=0, most=100_000),
    Field("counted_on", "Keadaan tanggal", Kind.DATE, most="hari_ini"),
    Field("source", "Dihitung dari", length=160, help="Misalnya Sidbankum atau berkas permohonan."),
))  # fmt: skip
REQUIREMENTS = Rows("requirements", "Papan persyaratan", "Persyaratan", (
    Field("label", "Persyaratan", read_only=True),
    Field("state", "Keadaan", Kind.CHOICE, choices=REQUIREMENT_STATES),
    Field("reason", "Alasan atau catatan", length=200),
    Field("valid_until", "Berlaku sampai", Kind.DATE),
    Field("document_id", "Dokumen", Kind.CHOICE),
    Field("checked_on", "Diperiksa", Kind.DATE, most="hari_ini"),
))  # fmt: skip

_SURE = Field("confidence", "Keyakinan", Kind.CHOICE, group="Sumber", required=True,
              choices=choices_of(Confidence), default="terbaca",
              help="Angka yang tidak terbaca dalam peraturannya tampil dengan tanda ini.")  # fmt: skip
_SOURCE = Field("source", "Sumber", group="Sumber", length=240, wide=True, required=True,
                help="Pasal, surat, atau laman tempat aturan ini dibaca.")  # fmt: skip
PERIOD: tuple[Field, ...] = (
    Field("name", "Nama periode", group="Periode", required=True, length=40, help="Misalnya 2025–2027."),
    Field("code", "Kode", group="Periode", length=30, help="Kosongkan agar dibuat dari namanya."),
    Field("valid_from", "Hari pertama", Kind.DATE, group="Periode", required=True),
    Field("valid_until", "Hari terakhir", Kind.DATE, group="Periode", required=True),
    Field("decree", "SK penetapan", group="Periode", length=120),
    Field("accredited_nationally", "Terakreditasi nasional", Kind.INTEGER, group="Periode", least=0),
    _SOURCE,
    _SURE,
)  # fmt: skip
CATEGORY_RULE: tuple[Field, ...] = (
    Field("category", "Kategori", Kind.CHOICE, group="Aturan", required=True, choices=CATEGORIES),
    Field("measure", "Ukuran", Kind.CHOICE, group="Aturan", required=True,
          source="istilah:ukuran_akreditasi"),
    Field("least", "Paling sedikit", Kind.INTEGER, group="Aturan", required=True, least=0),
    Field("years", "Dihitung selama", Kind.INTEGER, group="Aturan", required=True, least=0, most=30,
          unit="tahun", default=3),
    Field("regulation", "Peraturan", group="Aturan", required=True, length=120, wide=True),
    Field("valid_from", "Berlaku sejak", Kind.DATE, group="Aturan", required=True),
    Field("valid_until", "Berlaku sampai", Kind.DATE, group="Aturan"),
    _SOURCE,
    _SURE,
)  # fmt: skip
REQUIREMENT: tuple[Field, ...] = (
    Field("label", "Persyaratan", group="Persyaratan", required=True, length=160, wide=True),
    Field("code", "Kode", group="Persyaratan", length=40, help="Kosongkan agar dibuat dari namanya."),
    Field("sort", "Urutan", Kind.INTEGER, group="Persyaratan", least=0),
    Field("needs_validity", "Memiliki masa berlaku", Kind.BOOLEAN, group="Persyaratan"),
    Field("valid_from", "Berlaku sejak", Kind.DATE, group="Persyaratan"),
    Field("valid_until", "Berlaku sampai", Kind.DATE, group="Persyaratan"),
    _SOURCE,
    _SURE,
)  # fmt: skip


def accreditation_checks(values: Mapping[str, Any], ends: Mapping[str, tuple[str, str]]) -> Iterable[Problem]:
    """Rules across the accreditations, stages and numbers of one OBH.

    `ends` maps the period's id as text to its first and last day.
    """
    rows = values.get("accreditations", ())
    yield from _per_period(rows)
    yield from _decrees(rows, ends)
    yield from _overlaps(rows, ends)
    yield from _stages(values.get("stages", ()), rows)
    yield from _measures(values.get("measures", ()), rows)


def _where(number: int, rows: Rows = ACCREDITATIONS) -> str:
    return f"{rows.title}, baris {number}"


def _per_period(rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    seen: set[str] = set()
    for number, row in enumerate(rows, 1):
        period = str(row.get("period_id") or "")
        if period in seen:
            yield Problem("accreditations", f"{_where(number)}: periode ini sudah ada pada baris lain.")
        seen.add(period)
        if row.get("result") == "terakreditasi" and not row.get("category"):
            yield Problem("accreditations", f"{_where(number)}: kategori wajib diisi bila terakreditasi.")
        if row.get("result") == "dicabut" and not row.get("revoked_on"):
            yield Problem("accreditations", f"{_where(number)}: tanggal dicabut wajib diisi.")
        if row.get("result") != "dicabut" and row.get("revoked_on"):
            yield Problem(
                "accreditations", f"{_where(number)}: ada tanggal dicabut, tetapi hasilnya bukan dicabut."
            )
        decree, revoked = row.get("decree_on"), row.get("revoked_on")
        if decree and revoked and revoked < decree:
            yield Problem(
                "accreditations", f"{_where(number)}: dicabut sebelum tanggal SK. Periksa keduanya."
            )
        if (
            row.get("decree_number")
            and row.get("certificate_on")
            and decree
            and row["certificate_on"] < decree
        ):
            yield Problem(
                "accreditations", f"{_where(number)}: sertifikat bertanggal sebelum SK.", Severity.SOFT
            )


def _decrees(rows: Sequence[Mapping[str, Any]], ends: Mapping[str, tuple[str, str]]) -> Iterable[Problem]:
    for number, row in enumerate(rows, 1):
        _first, last = ends.get(str(row.get("period_id") or ""), ("", ""))
        if last and row.get("decree_on") and row["decree_on"] > last:
            yield Problem(
                "accreditations",
                f"{_where(number)}: SK sesudah periodenya berakhir ({_day(last)}).",
                Severity.SOFT,
            )


def _overlaps(rows: Sequence[Mapping[str, Any]], ends: Mapping[str, tuple[str, str]]) -> Iterable[Problem]:
    """Two categories cannot be held on one day."""
    spans: list[tuple[str, str, int]] = []
    for number, row in enumerate(rows, 1):
        if row.get("result") not in ("terakreditasi", "dicabut"):
            continue
        first, last = ends.get(str(row.get("period_id") or ""), ("", ""))
        begin, end = row.get("valid_from") or first, row.get("revoked_on") or row.get("valid_until") or last
        if begin and end:
            spans.append((begin, end, number))
    ordered = sorted(spans)
    for (_, end, number), (begin, _, other) in pairwise(ordered):
        if begin <= end:
            yield Problem(
                "accreditations",
                f"{_where(max(number, other))}: masa berlakunya tumpang tindih dengan baris "
                f"{min(number, other)}.",
                Severity.SOFT,
            )


def _stages(stages: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    applied = {str(row.get("period_id") or ""): row.get("applied_on") or "" for row in rows}
    order = {choice.code: place for place, choice in enumerate(STAGE_WORDS)}
    latest: dict[str, tuple[str, int]] = {}
    dated = sorted(enumerate(stages, 1), key=lambda pair: (order.get(pair[1].get("stage") or "", 0), pair[0]))
    for number, row in dated:
        where, period, day = _where(number, STAGES), str(row.get("period_id") or ""), row.get("on_date") or ""
        if period not in applied:
            yield Problem("stages", f"{where}: periode itu tidak ada pada Akreditasi per periode.")
            continue
        if row.get("until_date") and day and row["until_date"] < day:
            yield Problem("stages", f"{where}: tanggal akhir mendahului tanggal awal.")
        if day and applied[period] and day < applied[period]:
            yield Problem(
                "stages", f"{where}: mendahului tanggal mengajukan. Periksa keduanya.", Severity.SOFT
            )
        place = order.get(row.get("stage") or "", 0)
        before, earlier = latest.get(period, ("", -1))
        if day and earlier < place and day < before:
            yield Problem("stages", f"{where}: mendahului tahap sebelumnya. Periksa keduanya.", Severity.SOFT)
        latest[period] = max((before, earlier), (day, place))


def _measures(measures: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]) -> Iterable[Problem]:
    known = {str(row.get("period_id") or "") for row in rows}
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(measures, 1):
        place = str(row.get("period_id") or ""), str(row.get("measure") or "")
        if place[0] not in known:
            yield Problem(
                "measures", f"{_where(number, MEASURES)}: periode itu tidak ada pada Akreditasi per periode."
            )
        if place in seen:
            yield Problem("measures", f"{_where(number, MEASURES)}: ukuran ini sudah ada pada baris lain.")
        seen.add(place)


def board_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """What is not complete says why; what needs a validity has one."""
    for row in values.get("requirements", ()):
        if row.get("state") == "belum_lengkap" and not row.get("reason"):
            yield Problem("requirements", f"{row.get('label')}: alasan wajib diisi bila belum lengkap.")
        if row.get("state") == "lengkap" and row.get("needs_validity") and not row.get("valid_until"):
            yield Problem("requirements", f"{row.get('label')}: masa berlaku belum diisi.", Severity.SOFT)


def span_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """The last day does not come before the first."""
    first, last = values.get("valid_from"), values.get("valid_until")
    if first and last and last < first:
        yield Problem("valid_until", "Hari terakhir mendahului hari pertama. Periksa keduanya.")


def _day(iso: str) -> str:
    return show_short(date.fromisoformat(iso))
