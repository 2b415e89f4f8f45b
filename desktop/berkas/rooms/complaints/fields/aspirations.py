"""The form of one aspiration: a question, wish or idea, left at an event or elsewhere.

Imports only the rules.
"""

from berkas.rules.fields import Field, Kind, choices_of
from berkas.rules.vocabulary import ComplaintClass, FollowupStatus

STATES = choices_of(FollowupStatus)
CLASSES = tuple(
    choice
    for choice in choices_of(ComplaintClass)
    if choice.code
    in {
        ComplaintClass.ASPIRASI.value,
        ComplaintClass.PERMINTAAN_INFORMASI.value,
        ComplaintClass.PENGADUAN_TIDAK_BERKADAR.value,
        ComplaintClass.PENGADUAN_BERKADAR.value,
    }
)
"""What an aspiration may turn out to be."""

ASPIRATION: tuple[Field, ...] = (
    Field("text", "Aspirasi", Kind.LONG_TEXT, group="Aspirasi", required=True, length=1_000, wide=True,
          help="Tanpa nama penyampainya."),
    Field("on_date", "Tanggal", Kind.DATE, group="Aspirasi", required=True, most="hari_ini"),
    Field("code", "Kode", group="Aspirasi", read_only=True),
    Field("event_id", "Acara", Kind.REFERENCE, group="Aspirasi", source="acara",
          help="Kosongkan bila tidak disampaikan pada acara."),
    Field("participant_group", "Dari kelompok", Kind.CHOICE, group="Aspirasi",
          source="istilah:kelompok_peserta"),
    Field("topic", "Pokok", Kind.CHOICE, group="Aspirasi", source="istilah:topik"),
    Field("complaint_class", "Kelas", Kind.CHOICE, group="Aspirasi", choices=CLASSES,
          default=ComplaintClass.ASPIRASI.value,
          help="Kelas pengaduan bila aspirasi ini dicatat sebagai pengaduan."),
    Field("unit_id", "Unit", Kind.REFERENCE, group="Jawaban", source="unit"),
    Field("obh_id", "OBH", Kind.REFERENCE, group="Jawaban", source="obh"),
    Field("answer", "Jawaban", Kind.LONG_TEXT, group="Jawaban", length=1_000),
    Field("status", "Keadaan", Kind.CHOICE, group="Jawaban", choices=STATES,
          default=FollowupStatus.BELUM_DITINDAKLANJUTI.value),
    Field("source", "Sumber", group="Jawaban", length=200),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Jawaban", length=5_000),
    Field("is_example", "Data contoh", Kind.BOOLEAN, group="Jawaban", default=False),
)  # fmt: skip
