"""The form of a reimbursement claim and the ways it may go through the queue. Imports only the rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from berkas.rules.fields import Choice, Field, Kind, Problem, Severity, choices_of
from berkas.rules.numbers import show_rupiah
from berkas.rules.vocabulary import ReimbursementState as State

CLAIM_STATES = choices_of(State)
CLAIM: tuple[Field, ...] = (
    Field("case_id", "Perkara atau kegiatan", Kind.REFERENCE, group="Yang diajukan", source="perkara",
          help="OBH, tahap, kontrak, dan tarif terisi dari perkara ini."),
    Field("packet_id", "Paket", Kind.REFERENCE, group="Yang diajukan", source="paket",
          help="Konsultasi dan investigasi diajukan per paket lima perkara."),
    Field("obh_id", "OBH", Kind.REFERENCE, group="Yang diajukan", required=True, source="obh"),
    Field("stage", "Tahap", Kind.CHOICE, group="Yang diajukan", source="istilah:tahap_perkara"),
    Field("submitted_on", "Masuk tanggal", Kind.DATE, group="Yang diajukan", required=True, most="hari_ini"),
    Field("sidbankum_number", "Nomor pada Sidbankum", group="Yang diajukan", length=60),
    Field("code", "Kode reimbursement", group="Yang diajukan", length=30,
          help="Kosongkan agar diberi nomor oleh Berkas."),
    Field("claimed", "Diajukan", Kind.RUPIAH, group="Uang", required=True, least=0),
    Field("contract_id", "Kontrak", Kind.REFERENCE, group="Uang", source="kontrak"),
    Field("fund", "Sumber dana", Kind.CHOICE, group="Uang", source="istilah:sumber_dana", default="apbn"),
    Field("owner_id", "Pemeriksa", Kind.REFERENCE, group="Uang", source="pengguna"),
    Field("note", "Catatan", Kind.LONG_TEXT, group="Catatan", wide=True,
          help="Jangan menulis nama, NIK, atau alamat penerima di sini."),
)  # fmt: skip

NEXT: Mapping[State, tuple[State, ...]] = {
    State.MASUK: (State.DIPERIKSA,),
    State.DIPERIKSA: (State.DISETUJUI, State.DIKEMBALIKAN),
    State.DIKEMBALIKAN: (State.PERBAIKAN,),
    State.PERBAIKAN: (State.DIPERIKSA, State.DISETUJUI, State.DIKEMBALIKAN),
    State.DISETUJUI: (State.DIBAYAR, State.DIPERIKSA),
    State.DIBAYAR: (),
}
"""Where a claim may go from each state; an agreed one goes back to the check only with a reason."""

ACTIONS: Mapping[State, str] = {
    State.DIPERIKSA: "Mulai periksa",
    State.DIKEMBALIKAN: "Kembalikan…",
    State.PERBAIKAN: "Perbaikan masuk",
    State.DISETUJUI: "Setujui…",
    State.DIBAYAR: "Catat pembayaran…",
}

REOPENED = "Buka kembali pemeriksaan…"


def action_words(current: State, wanted: State) -> str:
    """What the button of a step says: an agreed claim is opened again, any other one is begun."""
    return REOPENED if (current, wanted) == (State.DISETUJUI, State.DIPERIKSA) else ACTIONS[wanted]


def next_state(current: State, gaps: int) -> State | None:
    """The step most claims take next: one whose check found gaps goes back. None: the way is at its end."""
    if current is State.DIPERIKSA and gaps:
        return State.DIKEMBALIKAN
    if current is State.DISETUJUI:
        return State.DIBAYAR
    return next(iter(NEXT[current]), None)


MOVE_DATE = Field("on_date", "Tanggal", Kind.DATE, required=True, most="hari_ini")
MOVE_REASON = Field("reason", "Alasan", Kind.LONG_TEXT, length=2000, wide=True)
MOVE_AMOUNT = Field("amount", "Jumlah", Kind.RUPIAH, required=True, least=0)
CHECK_STATES = (
    Choice("ada", "Ada"),
    Choice("tidak_ada", "Tidak ada"),
    Choice("belum_diperiksa", "Belum diperiksa"),
    Choice("tidak_berlaku", "Tidak berlaku"),
)


def move_fields(current: State, wanted: State, *, gaps: int = 0) -> tuple[Field, ...]:
    """What is asked for a move: the day, for money its amount, for a way back the reason.

    `gaps` are the items the office did not find; to agree all the same wants a reason too.
    """
    fields = [MOVE_DATE]
    if wanted is State.DISETUJUI:
        fields.append(_named(MOVE_AMOUNT, "Disetujui"))
    if wanted is State.DIBAYAR:
        fields.append(_named(MOVE_AMOUNT, "Dibayar"))
    if wanted is State.DISETUJUI and gaps:
        fields.append(_required(MOVE_REASON, gaps_words(gaps)))
    elif wanted is State.DIKEMBALIKAN or (current, wanted) == (State.DISETUJUI, State.DIPERIKSA):
        fields.append(_required(MOVE_REASON))
    else:
        fields.append(_named(MOVE_REASON, "Catatan"))
    return tuple(fields)


def gaps_words(gaps: int) -> str:
    """What is said when a claim with gaps is to be agreed."""
    return f"Daftar periksa mencatat {gaps} butir tidak ada. Tulis mengapa tetap disetujui."


def _named(field: Field, label: str) -> Field:
    return Field(
        field.key, label, field.kind, required=field.required, least=field.least, length=field.length,
        wide=field.wide,
    )  # fmt: skip


def _required(field: Field, help_: str = "") -> Field:
    return Field(
        field.key, field.label, field.kind, required=True, length=field.length, wide=field.wide, help=help_
    )


def claim_checks(values: Mapping[str, Any]) -> Iterable[Problem]:
    """Rules across the fields of a claim."""
    if not values.get("case_id") and not values.get("packet_id"):
        yield Problem("case_id", "Perkara atau paket wajib diisi: apa yang diajukan?")
    if values.get("case_id") and values.get("packet_id"):
        yield Problem("packet_id", "Isi perkara atau paket, tidak keduanya.")
    if values.get("claimed") == 0:
        yield Problem("claimed", "Jumlah yang diajukan masih nol.", Severity.SOFT)


def tariff_doubt(claimed: int, amount: int | None, label: str) -> Problem | None:
    """More is asked than the tariff gives."""
    if amount is None or claimed <= amount:
        return None
    return Problem(
        "claimed",
        f"Diajukan {show_rupiah(claimed)}, lebih dari tarif “{label}” {show_rupiah(amount)}.",
        Severity.SOFT,
    )
