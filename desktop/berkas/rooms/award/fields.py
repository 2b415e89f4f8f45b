"""Forms of the award room: a round with its stages, a unit in it with its team, findings, proofs, history.

Pure values: imports only the rules.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Rows, Severity, choices_of
from berkas.rules.vocabulary import AwardResult, AwardStage, FindingKind, FollowupStatus, SignerRole

PROPOSALS = (
    Choice("diusulkan", "Diusulkan"),
    Choice("tidak_diusulkan", "Tidak diusulkan"),
    Choice("ditunda", "Ditunda"),
)
EVALUATIONS = (
    Choice("berita_acara", "Berita acara hasil evaluasi"),
    Choice("surat_keterangan", "Surat keterangan hasil evaluasi"),
)

ROUND: tuple[Field, ...] = (
    Field("year", "Tahun", Kind.DIGITS, group="Putaran", required=True, length=4),
    Field("code", "Kode", group="Putaran", length=30,
          help="Kosongkan agar diberi kode oleh Berkas, misalnya P2HAM-2025."),
    Field("title", "Judul", group="Putaran", required=True, length=200, wide=True,
          help="Misalnya: Verifikasi Pelayanan Publik Berbasis HAM Tahun 2025."),
    Field("award_name", "Nama hasil", group="Putaran", length=120,
          help="“Penghargaan” menurut aturan 2018, “Predikat Unit Kerja P2HAM” sejak 2022."),
    Field("instrument", "Instrumen", Kind.CHOICE, group="Aturan", required=True,
          help="Versi instrumen disimpan bersama putaran; jawaban lama tetap dibuka dengan versinya."),
    Field("legal_basis", "Dasar hukum", Kind.LONG_TEXT, group="Aturan", required=True, wide=True,
          help="Peraturan atau surat yang menugaskan kantor melakukan verifikasi pada tahun ini."),
    Field("legal_basis_on", "Tanggal dasar hukum", Kind.DATE, group="Aturan"),
    Field("ministry_id", "Kementerian", Kind.REFERENCE, group="Aturan", source="kementerian",
          help="Kementerian yang menyelenggarakan putaran ini."),
    Field("letterhead_id", "Kop surat", Kind.CHOICE, group="Aturan",
          help="Kosongkan untuk kop yang berlaku pada tanggal surat."),
    Field("team_decree_number", "Nomor SK Tim", group="Aturan", length=80),
    Field("team_decree_on", "Tanggal SK Tim", Kind.DATE, group="Aturan"),
    Field("upload_from", "Data dukung mulai", Kind.DATE, group="Waktu"),
    Field("upload_until", "Data dukung sampai", Kind.DATE, group="Waktu"),
    Field("repair_until", "Batas perbaikan", Kind.DATE, group="Waktu"),
    Field("evidence_from", "Bukti paling lama", Kind.DATE, group="Waktu",
          help="Foto sebelum tanggal ini dianggap terlalu lama."),
    Field("evidence_until", "Bukti paling baru", Kind.DATE, group="Waktu"),
    Field("previous_round_id", "Putaran sebelumnya", Kind.REFERENCE, group="Lainnya", source="putaran"),
    Field("is_closed", "Putaran ditutup", Kind.BOOLEAN, group="Lainnya"),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Lainnya",
          help="Putaran rekaan, bukan hasil nyata."),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Lainnya", wide=True),
)  # fmt: skip

STAGE: tuple[Field, ...] = (
    Field("stage", "Tahap", Kind.CHOICE, required=True, choices=choices_of(AwardStage)),
    Field("name", "Nama menurut aturan", length=120),
    Field("from_date", "Mulai", Kind.DATE),
    Field("until_date", "Sampai", Kind.DATE),
    Field("basis", "Dasar", length=160),
)

ENTRY: tuple[Field, ...] = (
    Field("round_id", "Putaran", Kind.REFERENCE, group="Unit", source="putaran", required=True),
    Field("unit_id", "Unit", Kind.REFERENCE, group="Unit", source="unit", required=True),
    Field("stage", "Tahap", Kind.CHOICE, group="Unit", choices=choices_of(AwardStage),
          default=AwardStage.PERMOHONAN.value),
    Field("authority_note", "Dasar kewenangan", Kind.LONG_TEXT, group="Unit", wide=True,
          help="Wajib bila unit berada di bawah kementerian lain: dasar penugasan, atau pelimpahan."),
    Field("requested_on", "Permohonan diterima", Kind.DATE, group="Permohonan dan pencanangan"),
    Field("requested_number", "Nomor surat permohonan", group="Permohonan dan pencanangan", length=80),
    Field("declared_on", "Pencanangan", Kind.DATE, group="Permohonan dan pencanangan"),
    Field("declared_place", "Tempat pencanangan", group="Permohonan dan pencanangan", length=160),
    Field("declaration_attachment_id", "Surat pernyataan pencanangan", Kind.FILE, source="lampiran",
          group="Permohonan dan pencanangan",
          help="Pindaian pernyataan yang ditandatangani kepala unit."),
    Field("operator_name", "Operator P2HAM", group="Permohonan dan pencanangan", length=120, personal=True),
    Field("operator_phone", "Telepon operator", Kind.PHONE, group="Permohonan dan pencanangan",
          personal=True),
    Field("account_given_on", "Akun diberikan", Kind.DATE, group="Permohonan dan pencanangan"),
    Field("self_done_on", "Penilaian mandiri selesai", Kind.DATE, group="Permohonan dan pencanangan"),
    Field("head_name", "Nama kepala unit", group="Kepala unit", length=120,
          help="Kosongkan untuk kepala unit yang tercatat pada tanggal verifikasi."),
    Field("head_nip", "NIP kepala unit", Kind.NIP, group="Kepala unit"),
    Field("head_rank", "Pangkat/golongan", group="Kepala unit", length=80),
    Field("head_position", "Jabatan", group="Kepala unit", length=160),
    Field("verified_on", "Tanggal verifikasi", Kind.DATE, group="Verifikasi lapangan", most="hari_ini"),
    Field("visit_id", "Kegiatan", Kind.REFERENCE, group="Verifikasi lapangan", source="kegiatan",
          help="Kegiatan dengan surat tugasnya."),
    Field("verification_number", "Nomor berita acara", group="Verifikasi lapangan", length=80,
          help="Kosongkan bila berita acara diberi nomor saat diterbitkan."),
    Field("verification_text", "Hasil dalam satu kalimat", Kind.LONG_TEXT, group="Verifikasi lapangan",
          wide=True,
          help="Dicetak dalam berita acara."),
    Field("repair_until", "Batas perbaikan", Kind.DATE, group="Verifikasi lapangan"),
    Field("second_look_on", "Pemeriksaan kedua", Kind.DATE, group="Verifikasi lapangan"),
    Field("second_visit_id", "Kegiatan kedua", Kind.REFERENCE, group="Verifikasi lapangan",
          source="kegiatan"),
    Field("second_look_text", "Hasil pemeriksaan kedua", Kind.LONG_TEXT, group="Verifikasi lapangan",
          wide=True, help="Satu kalimat: kekurangan mana yang sudah dan belum diperbaiki."),
    Field("evaluation_kind", "Surat hasil evaluasi", Kind.CHOICE, group="Evaluasi dan pengusulan",
          choices=EVALUATIONS,
          help="Diterbitkan Direktorat Jenderal; di sini hanya dicatat."),
    Field("evaluation_number", "Nomor hasil evaluasi", group="Evaluasi dan pengusulan", length=80),
    Field("evaluation_on", "Tanggal hasil evaluasi", Kind.DATE, group="Evaluasi dan pengusulan"),
    Field("evaluation_attachment_id", "Naskah hasil evaluasi", Kind.FILE, source="lampiran",
          group="Evaluasi dan pengusulan", help="Pindaian surat dari Direktorat Jenderal."),
    Field("proposal", "Usulan", Kind.CHOICE, group="Evaluasi dan pengusulan", choices=PROPOSALS),
    Field("proposed_on", "Tanggal usulan", Kind.DATE, group="Evaluasi dan pengusulan"),
    Field("proposal_reason", "Alasan usulan", Kind.LONG_TEXT, group="Evaluasi dan pengusulan", wide=True),
    Field("result", "Hasil", Kind.CHOICE, group="Penetapan", choices=choices_of(AwardResult),
          default=AwardResult.BELUM_DITETAPKAN.value),
    Field("decree_number", "Nomor keputusan", group="Penetapan", length=80),
    Field("decree_on", "Tanggal keputusan", Kind.DATE, group="Penetapan"),
    Field("decree_attachment_id", "Naskah keputusan", Kind.FILE, source="lampiran", group="Penetapan"),
    Field("handed_over_on", "Dilimpahkan", Kind.DATE, group="Penetapan"),
    Field("handed_over_to", "Dilimpahkan kepada", group="Penetapan", length=160),
    Field("note", "Catatan internal", Kind.LONG_TEXT, group="Catatan", wide=True, help="Tidak dicetak."),
)  # fmt: skip

MEMBER: tuple[Field, ...] = (
    Field("role", "Kedudukan", Kind.CHOICE, required=True,
          choices=tuple(choice for choice in choices_of(SignerRole) if choice.code != "kepala_unit"),
          default=SignerRole.ANGGOTA_TIM.value),
    Field("name", "Nama", required=True, length=120),
    Field("nip", "NIP", Kind.NIP),
    Field("rank", "Pangkat/golongan", length=80),
    Field("position", "Jabatan", length=160),
)  # fmt: skip

WITNESS: tuple[Field, ...] = (
    Field("name", "Nama", required=True, length=120),
    Field("nip", "NIP", Kind.NIP),
    Field("position", "Jabatan dan instansi", length=160,
          help="Misalnya: Kepala Bidang pada Direktorat Jenderal HAM, Forkopimda."),
)  # fmt: skip

FINDING: tuple[Field, ...] = (
    Field("title", "Temuan", required=True, length=200, wide=True,
          help="Satu kalimat, misalnya: Bilik penggeledahan belum terpisah."),
    Field("advice", "Saran", Kind.LONG_TEXT, wide=True),
    Field("severity", "Tingkat", Kind.CHOICE, source="istilah:tingkat_temuan"),
    Field("found_on", "Ditemukan", Kind.DATE, required=True, most="hari_ini"),
    Field("due_on", "Batas perbaikan", Kind.DATE),
    Field("status", "Keadaan", Kind.CHOICE, choices=choices_of(FollowupStatus),
          default=FollowupStatus.BELUM_DITINDAKLANJUTI.value),
)  # fmt: skip

FINDING_KIND = FindingKind.TEMUAN

STAGES = Rows("stages", "Tahapan dan tanggal", "Tahap", STAGE)
MEMBERS = Rows("members", "Tim verifikasi", "Anggota tim", MEMBER)
WITNESSES = Rows("witnesses", "Saksi pencanangan", "Saksi", WITNESS)
FINDINGS = Rows("findings", "Temuan dan saran", "Temuan", FINDING)

PROOF: tuple[Field, ...] = (
    Field("caption", "Keterangan", length=200, wide=True, help="Apa yang terlihat; dicetak di bawah foto."),
    Field("place", "Tempat", length=120),
    Field("taken_on", "Tanggal diambil", Kind.DATE, most="hari_ini"),
    Field("taken_by", "Diambil oleh", length=120),
    Field("alt_text", "Uraian bagi pembaca tunanetra", Kind.LONG_TEXT, wide=True),
    Field("must_cover", "Ada yang harus ditutup", Kind.BOOLEAN,
          help="Wajah warga binaan atau anak, blok hunian, kunci. Foto tidak dicetak sebelum ditutup."),
    Field("shared_reason", "Alasan dipakai pada lebih dari satu kriteria", length=200, wide=True),
)  # fmt: skip

HISTORY: tuple[Field, ...] = (
    Field("unit_id", "Unit", Kind.REFERENCE, source="unit", required=True),
    Field("year", "Tahun", Kind.DIGITS, required=True, length=4),
    Field("award", "Penghargaan", required=True, length=200, wide=True),
    Field("level", "Tingkat", length=80),
    Field("decree_number", "Nomor keputusan", length=80),
    Field("decree_on", "Tanggal keputusan", Kind.DATE, most="hari_ini"),
    Field("attachment_id", "Naskah keputusan atau piagam", Kind.FILE, source="lampiran"),
    Field("source", "Sumber", length=200, wide=True),
    Field("note", "Catatan", Kind.LONG_TEXT, wide=True),
)

INNOVATION: tuple[Field, ...] = (
    Field("unit_id", "Unit", Kind.REFERENCE, source="unit", required=True),
    Field("name", "Nama inovasi", required=True, length=200, wide=True),
    Field("description", "Uraian", Kind.LONG_TEXT, wide=True),
    Field("started_on", "Mulai", Kind.DATE, most="hari_ini"),
    Field("ended_on", "Berakhir", Kind.DATE),
    Field("attachment_id", "Dokumen atau foto", Kind.FILE, source="lampiran"),
    Field("source", "Sumber", length=200, wide=True),
)

SIGNING: tuple[Field, ...] = (
    Field("signed_on", "Tanggal tanda tangan", Kind.DATE, required=True, most="hari_ini"),
    Field("scan", "Pindaian yang sudah ditandatangani", Kind.FILE, source="lampiran",
          help="Boleh menyusul."),
)  # fmt: skip

REPAIR: tuple[Field, ...] = (
    Field("owner", "Penanggung jawab", length=120, personal=True),
    Field("position", "Jabatan", length=160),
    Field("due_on", "Selesai paling lambat", Kind.DATE),
    Field("minutes", "Perkiraan pekerjaan (menit)", Kind.INTEGER, least=1, most=100_000,
          help="Kosongkan untuk perkiraan kantor."),
    Field("note", "Petunjuk", Kind.LONG_TEXT, wide=True, help="Dicetak pada lembar tugas."),
)  # fmt: skip

_ORDERS = {
    "round": (
        ("upload_from", "upload_until", "Batas akhir data dukung mendahului awalnya."),
        ("evidence_from", "evidence_until", "Bukti paling baru mendahului bukti paling lama."),
    ),
    "entry": (
        ("requested_on", "declared_on", "Pencanangan mendahului permohonan. Periksa kedua tanggal."),
        ("verified_on", "second_look_on", "Pemeriksaan kedua mendahului verifikasi."),
        ("verified_on", "repair_until", "Batas perbaikan mendahului tanggal verifikasi."),
        ("verified_on", "decree_on", "Keputusan mendahului tanggal verifikasi."),
    ),
}


def round_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of a round."""
    yield from _in_order("round", values)


def entry_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of a unit in a round."""
    yield from _in_order("entry", values)
    if values.get("result") == AwardResult.MEMPEROLEH_PREDIKAT and not values.get("decree_number"):
        yield Problem("decree_number", "Predikat dicatat tanpa nomor keputusan.", Severity.SOFT)
    if values.get("proposal") in ("tidak_diusulkan", "ditunda") and not values.get("proposal_reason"):
        yield Problem("proposal_reason", "Alasan usulan wajib diisi bila unit tidak diusulkan atau ditunda.")
    if values.get("handed_over_on") and not values.get("handed_over_to"):
        yield Problem("handed_over_to", "Sebutkan kepada siapa unit ini dilimpahkan.")


def _in_order(form: str, values: Mapping[str, Any]) -> Iterable[Problem]:
    for first, last, sentence in _ORDERS[form]:
        if values.get(first) and values.get(last) and values[last] < values[first]:
            yield Problem(last, sentence, Severity.HARD if form == "round" else Severity.SOFT)
