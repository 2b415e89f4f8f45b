"""The forms of recipients of legal aid and of their cases, with the rules that go across fields.

Recipients are codes here; who they are lies in the vault. Pure values: imports only the rules.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from berkas.rooms.obh.fields.people import WORKERS
from berkas.rules.fields import Choice, Field, Kind, Problem, Rows, Severity, choices_of
from berkas.rules.vocabulary import CaseState, PersonStatus, RequestForm, ServiceKind, Sex, VulnerableGroup

ADULT_AGE = 18
STATUSES = choices_of(PersonStatus)
KINDS = choices_of(ServiceKind)
STATES = choices_of(CaseState)
REALLY = (Choice("ya", "Ya"), Choice("tidak", "Tidak"), Choice("tidak_diketahui", "Tidak diketahui"))
FORMS = (Choice("asli", "Asli"), Choice("legalisir", "Legalisir"), Choice("salinan", "Salinan"))
ANSWERS = (
    Choice("asli", "Asli"),
    Choice("tidak_tercatat", "Tidak tercatat pada penerbit"),
    Choice("belum_dijawab", "Belum dijawab"),
)
"""What the issuer of a proof of poverty says of it."""

RECIPIENT: tuple[Field, ...] = (
    Field("code", "Kode penerima", group="Penerima", length=30,
          help="Kosongkan agar diberi nomor oleh Berkas."),
    Field("status", "Status", Kind.CHOICE, group="Penerima", required=True, choices=STATUSES,
          default="masyarakat"),
    Field("status_since", "Status sejak", Kind.DATE, group="Penerima", most="hari_ini"),
    Field("is_child", "Anak", Kind.BOOLEAN, group="Penerima",
          help="Berumur di bawah 18 tahun pada saat perkara. Sekali anak, tetap dilindungi."),
    Field("child_basis", "Dasar", group="Penerima", length=120,
          help="Umur saat perkara, LPKA, atau penetapan."),
    Field("sex", "Jenis kelamin", Kind.CHOICE, group="Penerima", choices=choices_of(Sex)),
    Field("age_group", "Kelompok umur", Kind.CHOICE, group="Penerima", source="istilah:kelompok_umur"),
    Field("vulnerable_group", "Kelompok rentan", Kind.CHOICE, group="Penerima",
          choices=choices_of(VulnerableGroup)),
    Field("unit_id", "Ditempatkan di", Kind.REFERENCE, group="Keberadaan", source="unit"),
    Field("regency_id", "Kabupaten/kota asal", Kind.REFERENCE, group="Keberadaan", source="kabupaten"),
    Field("language", "Bahasa", group="Keberadaan", length=40, help="Bila bukan bahasa Indonesia."),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Keberadaan"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Keberadaan", wide=True,
          help="Jangan menulis nama, NIK, atau alamat di sini."),
)  # fmt: skip
DETENTIONS = Rows("detentions", "Riwayat penempatan", "Penempatan", (
    Field("unit_id", "UPT", Kind.REFERENCE, source="unit"),
    Field("place", "Tempat lain", length=120),
    Field("from_date", "Sejak", Kind.DATE, required=True, most="hari_ini"),
    Field("until_date", "Sampai", Kind.DATE),
    Field("reason", "Alasan pindah", length=120),
))  # fmt: skip

CASE: tuple[Field, ...] = (
    Field("code", "Kode perkara", group="Permohonan", length=30,
          help="Kosongkan agar diberi nomor oleh Berkas."),
    Field("obh_id", "OBH", Kind.REFERENCE, group="Permohonan", required=True, source="obh"),
    Field("service_kind", "Jenis layanan", Kind.CHOICE, group="Permohonan", required=True, choices=KINDS),
    Field("state", "Keadaan", Kind.CHOICE, group="Permohonan", required=True, choices=STATES,
          default="dimohonkan"),
    Field("title", "Perkara atau kegiatan", group="Permohonan", required=True, length=200, wide=True,
          help="Tanpa nama penerima, misalnya “Pencurian, Pasal 363 KUHP”."),
    Field("matter", "Jenis kasus", Kind.CHOICE, group="Permohonan", source="istilah:jenis_kasus"),
    Field("request_on", "Tanggal permohonan", Kind.DATE, group="Permohonan", required=True, most="hari_ini"),
    Field("request_form", "Bentuk permohonan", Kind.CHOICE, group="Permohonan", required=True,
          choices=choices_of(RequestForm), default="tertulis"),
    Field("has_thumb_print", "Cap jempol", Kind.BOOLEAN, group="Permohonan"),
    Field("written_down_by", "Dituliskan oleh", group="Permohonan", length=120),
    Field("completed_on", "Berkas lengkap", Kind.DATE, group="Permohonan", most="hari_ini",
          help="Sejak hari ini OBH menjawab dalam 3 hari kerja."),
    Field("answered_on", "Dijawab", Kind.DATE, group="Permohonan", most="hari_ini"),
    Field("refusal_reason", "Alasan ditolak", group="Permohonan", length=300, wide=True),
    Field("poverty_proof", "Bukti miskin", Kind.CHOICE, group="Bukti miskin", source="istilah:bukti_miskin",
          help="Daftarnya diatur di Pengaturan Kantor. Kartu BPJS ditolak tiga formulir nonlitigasi."),
    Field("poverty_number", "Nomor", group="Bukti miskin", length=80),
    Field("poverty_issuer", "Penerbit", group="Bukti miskin", length=120),
    Field("poverty_on", "Tanggal", Kind.DATE, group="Bukti miskin", most="hari_ini"),
    Field("poverty_until", "Berlaku sampai", Kind.DATE, group="Bukti miskin"),
    Field("poverty_checked_on", "Keaslian ditanyakan", Kind.DATE, group="Bukti miskin", most="hari_ini",
          help="Kepada desa, kelurahan, atau penerbitnya."),
    Field("poverty_check_result", "Jawaban penerbit", Kind.CHOICE, group="Bukti miskin", choices=ANSWERS),
    Field("court", "Pengadilan", group="Perkara", length=120),
    Field("court_number", "Nomor perkara", group="Perkara", length=80),
    Field("attorney_number", "Nomor surat kuasa", group="Perkara", length=80),
    Field("attorney_on", "Tanggal surat kuasa", Kind.DATE, group="Perkara", most="hari_ini"),
    Field("appointment_number", "Nomor penunjukan hakim", group="Perkara", length=80),
    Field("current_stage", "Tahap sekarang", Kind.CHOICE, group="Perkara", source="istilah:tahap_perkara"),
    Field("verdict", "Putusan", Kind.LONG_TEXT, group="Perkara", wide=True),
    Field("verdict_on", "Tanggal putusan", Kind.DATE, group="Perkara", most="hari_ini"),
    Field("in_force_on", "Berkekuatan hukum tetap", Kind.DATE, group="Perkara"),
    Field("outcome", "Hasil", Kind.CHOICE, group="Perkara", source="istilah:hasil_perkara"),
    Field("activity_on", "Tanggal kegiatan", Kind.DATE, group="Kegiatan nonlitigasi"),
    Field("activity_until", "Sampai tanggal", Kind.DATE, group="Kegiatan nonlitigasi"),
    Field("activity_place", "Tempat kegiatan", group="Kegiatan nonlitigasi", length=120),
    Field("activity_topic", "Materi", group="Kegiatan nonlitigasi", length=200),
    Field("activity_speaker", "Narasumber", group="Kegiatan nonlitigasi", length=120),
    Field("participants", "Jumlah peserta", Kind.INTEGER, group="Kegiatan nonlitigasi", least=0),
    Field("packet_id", "Paket", Kind.REFERENCE, group="Kegiatan nonlitigasi", source="paket",
          help="Konsultasi dan investigasi diajukan per paket lima perkara."),
    Field("regency_id", "Kabupaten/kota", Kind.REFERENCE, group="Sidbankum", source="kabupaten",
          help="Tempat perkara atau kegiatan."),
    Field("fund", "Sumber dana", Kind.CHOICE, group="Sidbankum", source="istilah:sumber_dana",
          default="apbn"),
    Field("contract_id", "Kontrak", Kind.REFERENCE, group="Sidbankum", source="kontrak"),
    Field("sidbankum_number", "Nomor pada Sidbankum", group="Sidbankum", length=60),
    Field("sidbankum_on", "Dimasukkan ke Sidbankum", Kind.DATE, group="Sidbankum", most="hari_ini"),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Sidbankum"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Sidbankum", wide=True),
)  # fmt: skip
CASE_RECIPIENTS = Rows("recipients", "Penerima bantuan hukum", "Penerima", (
    Field("recipient_id", "Kode penerima", Kind.REFERENCE, required=True, source="penerima"),
    Field("role", "Kedudukan", Kind.CHOICE, source="istilah:peran_dalam_perkara"),
    Field("status_then", "Status saat itu", Kind.CHOICE, choices=STATUSES),
    Field("age_then", "Umur saat itu", Kind.INTEGER, least=0, most=120, unit="tahun"),
    Field("is_child_then", "Anak", Kind.BOOLEAN),
))  # fmt: skip
CASE_PEOPLE = Rows("people", "Advokat dan paralegal yang mendampingi", "Pendamping", (
    Field("person_id", "Nama", Kind.REFERENCE, required=True, source="orang"),
    Field("role", "Sebagai", Kind.CHOICE, required=True, choices=WORKERS, default="advokat"),
    Field("from_date", "Sejak", Kind.DATE),
    Field("until_date", "Sampai", Kind.DATE),
    Field("really_assists", "Benar mendampingi", Kind.CHOICE, choices=REALLY, help="Menurut penerima."),
))  # fmt: skip
STAGES = Rows("stages", "Tahap perkara", "Tahap", (
    Field("stage", "Tahap", Kind.CHOICE, required=True, source="istilah:tahap_perkara"),
    Field("court", "Pengadilan", length=120),
    Field("number", "Nomor", length=80),
    Field("from_date", "Sejak", Kind.DATE),
    Field("until_date", "Sampai", Kind.DATE),
    Field("outcome", "Hasil", length=200),
))  # fmt: skip
CASE_DOCUMENTS = Rows("documents", "Berkas perkara", "Dokumen", (
    Field("kind", "Jenis", Kind.CHOICE, required=True, source="istilah:jenis_dokumen_perkara"),
    Field("title", "Nama dokumen", required=True, length=200),
    Field("number", "Nomor", length=80),
    Field("document_on", "Tanggal", Kind.DATE, most="hari_ini"),
    Field("form", "Bentuk", Kind.CHOICE, choices=FORMS),
    Field("item_code", "Butir daftar periksa", length=20, help="Misalnya PID03; boleh kosong."),
    Field("attachment_id", "Berkas", Kind.FILE, source="lampiran"),
))  # fmt: skip
HEARINGS = Rows("hearings", "Sidang dan pertemuan", "Sidang", (
    Field("on_date", "Tanggal", Kind.DATE, required=True),
    Field("stage", "Tahap", Kind.CHOICE, source="istilah:tahap_perkara"),
    Field("agenda", "Agenda", length=200),
    Field("attended_by", "Hadir mendampingi", length=120, help="Advokat atau paralegal yang datang."),
    Field("was_accompanied", "Didampingi", Kind.BOOLEAN),
    Field("note", "Catatan", length=200),
))  # fmt: skip
FUNDING = Rows("funding", "Dana lain untuk perkara ini", "Dana lain", (
    Field("fund", "Sumber dana", Kind.CHOICE, required=True, source="istilah:sumber_dana",
          default="apbd_kabkota"),
    Field("payer", "Dibayar oleh", required=True, length=120),
    Field("stage", "Tahap", Kind.CHOICE, source="istilah:tahap_perkara", help="Kosong: seluruh perkara."),
    Field("amount", "Jumlah", Kind.RUPIAH, least=0),
    Field("year", "Tahun", Kind.INTEGER, required=True, least=2013, most=2100),
    Field("source", "Diketahui dari", length=200),
))  # fmt: skip
CASE_ROWS: tuple[Rows, ...] = (CASE_RECIPIENTS, CASE_PEOPLE, STAGES, HEARINGS, CASE_DOCUMENTS, FUNDING)

_COURT = frozenset({"court", "court_number", "attorney_number", "attorney_on", "appointment_number",
                    "current_stage", "verdict", "verdict_on", "in_force_on", "outcome"})  # fmt: skip
_ACTIVITY = frozenset({"activity_on", "activity_until", "activity_place", "activity_topic",
                       "activity_speaker", "participants", "packet_id"})  # fmt: skip
_KEYS = frozenset(field.key for field in CASE)
_STAGES = {
    ServiceKind.PIDANA: {"penyidikan", "penuntutan", "persidangan", "banding", "kasasi", "pk"},
    ServiceKind.PERDATA: {"somasi", "mediasi", "gugatan", "banding", "kasasi", "pk"},
    ServiceKind.TUN: {"somasi", "mediasi", "gugatan", "banding", "kasasi", "pk"},
}
"""Stages that were read or inferred per kind; the office's own stages are never doubted."""
_KNOWN_STAGES = frozenset().union(*_STAGES.values())


def case_keys(values: Mapping[str, Any]) -> frozenset[str]:
    """The fields a kind of service needs; those of the other kind only while something is in them."""
    kind = values.get("service_kind")
    if not kind:
        return _KEYS
    aside = _ACTIVITY if ServiceKind(kind).is_litigation else _COURT
    return _KEYS - {key for key in aside if not values.get(key)}


def recipient_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of a recipient."""
    if values.get("status") == "anak_binaan" and not values.get("is_child"):
        yield Problem("is_child", "Anak: status Anak Binaan selalu dilindungi sebagai anak. Jawab “ya”.")
    if values.get("age_group") == "di_bawah_18" and not values.get("is_child"):
        yield Problem(
            "is_child", "Anak: kelompok umurnya di bawah 18 tahun, tetapi belum dijawab “ya”.", Severity.SOFT
        )


def detention_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Each stay names a place, ends after it began, and does not overlap the next one."""
    stays = sorted(values.get("detentions", ()), key=lambda row: row.get("from_date") or "")
    for number, row in enumerate(stays, 1):
        where = f"Riwayat penempatan, baris {number}"
        if not row.get("unit_id") and not row.get("place"):
            yield Problem("detentions", f"{where}: isi UPT atau tempat lain.")
        if row.get("until_date") and row.get("from_date") and row["until_date"] < row["from_date"]:
            yield Problem("detentions", f"{where}: tanggal akhir mendahului tanggal awal.")
    for earlier, later in pairwise(stays):
        if (earlier.get("until_date") or "9999") > (later.get("from_date") or "9999"):
            yield Problem(
                "detentions", "Riwayat penempatan: dua penempatan saling tumpang tindih.", Severity.SOFT
            )


_AFTER_REQUEST = (
    ("completed_on", "Berkas lengkap"),
    ("answered_on", "Tanggal jawaban"),
    ("verdict_on", "Tanggal putusan"),
    ("activity_on", "Tanggal kegiatan"),
)


def case_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of a case."""
    request = values.get("request_on")
    for key, label in _AFTER_REQUEST:
        if request and values.get(key) and values[key] < request:
            yield Problem(key, f"{label} mendahului tanggal permohonan. Periksa keduanya.")
    if (
        values.get("in_force_on")
        and values.get("verdict_on")
        and values["in_force_on"] < values["verdict_on"]
    ):
        yield Problem("in_force_on", "Berkekuatan hukum tetap mendahului tanggal putusan. Periksa keduanya.")
    if values.get("state") == "ditolak" and not values.get("refusal_reason"):
        yield Problem("refusal_reason", "Alasan ditolak wajib diisi bila permohonan ditolak.")
    if values.get("request_form") == "lisan" and not values.get("written_down_by"):
        yield Problem(
            "written_down_by", "Permohonan lisan dituliskan OBH: isi siapa yang menuliskan.", Severity.SOFT
        )
    kind = values.get("service_kind")
    litigation = bool(kind) and ServiceKind(kind).is_litigation
    if litigation and values.get("state") in ("berjalan", "selesai") and not values.get("attorney_number") \
            and values.get("request_form") != "penunjukan_hakim":  # fmt: skip
        yield Problem(
            "attorney_number",
            "Perkara berjalan tanpa surat kuasa. Isi nomornya atau alasannya.",
            Severity.SOFT,
        )
    yield from _stage_and_activity(values, kind)
    until = values.get("poverty_until")
    if request and until and until < request:
        yield Problem("poverty_until", "Bukti miskin sudah berakhir sebelum permohonan.", Severity.SOFT)


def _stage_and_activity(values: Mapping[str, Any], kind: Any) -> Iterable[Problem]:  # noqa: ANN401  a code
    stage = values.get("current_stage")
    known = _STAGES.get(ServiceKind(kind)) if kind else None
    if known is not None and stage in _KNOWN_STAGES - known:
        yield Problem(
            "current_stage", "Tahap ini tidak lazim bagi jenis layanan itu. Periksa keduanya.", Severity.SOFT
        )
    first, last = values.get("activity_on"), values.get("activity_until")
    if first and last and last < first:
        yield Problem("activity_until", "Kegiatan berakhir sebelum dimulai. Periksa keduanya.")
    if values.get("packet_id") and kind not in ("konsultasi", "investigasi"):
        yield Problem("packet_id", "Hanya konsultasi hukum dan investigasi perkara masuk ke dalam paket.")


def case_row_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the rows of a case."""
    kind = values.get("service_kind")
    if kind and ServiceKind(kind).is_litigation and not values.get("recipients"):
        yield Problem(
            "recipients", "Penerima bantuan hukum: perkara litigasi memerlukan sedikitnya satu penerima."
        )
    seen: set[str] = set()
    for number, row in enumerate(values.get("recipients", ()), 1):
        who = str(row.get("recipient_id") or "")
        if who in seen:
            yield Problem(
                "recipients", f"Penerima bantuan hukum, baris {number}: kode ini sudah ada pada baris lain."
            )
        seen.add(who)


def case_date_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the days of stages and hearings."""
    for number, row in enumerate(values.get("stages", ()), 1):
        if row.get("from_date") and row.get("until_date") and row["until_date"] < row["from_date"]:
            yield Problem("stages", f"Tahap perkara, baris {number}: tanggal akhir mendahului tanggal awal.")
    request = values.get("request_on")
    for number, row in enumerate(values.get("hearings", ()), 1):
        if request and row.get("on_date") and row["on_date"] < request:
            yield Problem(
                "hearings",
                f"Sidang dan pertemuan, baris {number}: lebih dahulu daripada permohonan.",
                Severity.SOFT,
            )


def is_child_row(row: Mapping[str, Any]) -> bool:
    """Whether a row of a case says that its recipient was a child then."""
    age = row.get("age_then")
    role = row.get("role") or ""
    return (
        bool(row.get("is_child_then"))
        or row.get("status_then") == "anak_binaan"
        or (age is not None and int(age) < ADULT_AGE)
        or role in ("anak", "anak_korban", "anak_saksi")
    )
