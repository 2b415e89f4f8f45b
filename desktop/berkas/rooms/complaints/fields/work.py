"""The steps of work on a complaint: what may be done in which state, what it asks for, where it leads.

Pure values: imports only the rules.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from berkas.rules.fields import Choice, Field, Kind
from berkas.rules.vocabulary import ComplaintEvent as Event
from berkas.rules.vocabulary import ComplaintStatus as Status

OPEN = frozenset(status for status in Status if status.is_open)
_WAITING = frozenset({Status.MENUNGGU_KELENGKAPAN})
_ANSWERED = frozenset({Status.DIJAWAB, Status.DIPUTUS})
_BEFORE_ANSWER = OPEN - _ANSWERED

YES_NO = (Choice("ya", "Ya"), Choice("tidak", "Tidak"))


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that can be done: the word on its button, in which states, the state after it (None: the
    same), and its questions with the labels they have here; a label ending in "*" must be answered."""

    kind: Event
    words: str
    states: frozenset[Status]
    leads_to: Status | None = None
    asks: tuple[tuple[str, str], ...] = (("note", "Catatan"),)
    decides: bool = False


MOVES: tuple[Move, ...] = (
    Move(Event.DIVERIFIKASI, "Verifikasi", frozenset({Status.DITERIMA}), Status.DIVERIFIKASI),
    Move(Event.DITERUSKAN, "Salurkan", _BEFORE_ANSWER - _WAITING, Status.DITERUSKAN,
         (("recipient", "Disalurkan kepada*"), ("unit_id", "Unit penerima"), ("note", "Catatan"))),
    Move(Event.DISPOSISI, "Disposisi", _BEFORE_ANSWER, None,
         (("recipient", "Kepada*"), ("note", "Isi disposisi*"), ("due_on", "Selesai sebelum"))),
    Move(Event.DIMINTA_LENGKAP, "Minta kelengkapan", _BEFORE_ANSWER - _WAITING, Status.MENUNGGU_KELENGKAPAN,
         (("note", "Yang harus dilengkapi*"), ("document", "Surat permintaan"))),
    Move(Event.BERKAS_LENGKAP, "Nyatakan lengkap", _BEFORE_ANSWER, None),
    Move(Event.KLARIFIKASI, "Klarifikasi", _BEFORE_ANSWER, None,
         (("recipient", "Kepada*"), ("note", "Hasil atau isi klarifikasi*"), ("document", "Surat atau BA"))),
    Move(Event.DIPERIKSA, "Periksa", _BEFORE_ANSWER - _WAITING, Status.DIPERIKSA),
    Move(Event.DIJAWAB, "Jawab", OPEN - _WAITING, Status.DIJAWAB,
         (("note", "Isi jawaban*"), ("document", "Nomor surat jawaban"))),
    Move(Event.DITOLAK, "Tolak", _BEFORE_ANSWER, Status.DIJAWAB,
         (("note", "Alasan penolakan*"), ("document", "Nomor surat"))),
    Move(Event.DIPUTUS, "Putus", OPEN - _WAITING, Status.DIPUTUS,
         (("result", "Hasil*"), ("note", "Isi keputusan*"), ("document", "Nomor keputusan")), decides=True),
    Move(Event.DIBERITAHUKAN, "Beri tahu pelapor", OPEN, None,
         (("note", "Cara memberi tahu*"), ("document", "Nomor surat"))),
    Move(Event.DIPERPANJANG, "Perpanjang batas waktu", OPEN, None,
         (("step_key", "Langkah*"), ("days", "Tambahan hari*"), ("document", "Surat perpanjangan*"),
          ("note", "Alasan*"))),
    Move(Event.JEDA_MULAI, "Mulai jeda", OPEN, None,
         (("note", "Alasan jeda*"), ("document", "Dokumen yang mendasari*"))),
    Move(Event.JEDA_SELESAI, "Akhiri jeda", OPEN, None),
    Move(Event.LANGKAH_TIDAK_BERLAKU, "Tandai langkah tidak berlaku", OPEN, None,
         (("step_key", "Langkah*"), ("note", "Alasan*"))),
    Move(Event.DINYATAKAN_BUKAN_WEWENANG, "Nyatakan bukan wewenang", _BEFORE_ANSWER, None,
         (("note", "Alasan dan dasar*"), ("document", "Nomor surat"))),
    Move(Event.DILIMPAHKAN, "Limpahkan", OPEN, Status.DILIMPAHKAN,
         (("recipient", "Dilimpahkan kepada*"), ("document", "Surat pelimpahan"), ("note", "Catatan"))),
    Move(Event.DIGABUNG, "Gabungkan", OPEN, Status.DIGABUNG,
         (("other_number", "Nomor pengaduan induk*"), ("note", "Alasan*"))),
    Move(Event.DICABUT, "Catat pencabutan", OPEN, Status.DICABUT,
         (("note", "Alasan pelapor*"), ("document", "Surat pencabutan"))),
    Move(Event.DITUTUP, "Tutup", OPEN - _WAITING, Status.SELESAI,
         (("has_benefit", "Pelapor mendapat penjelasan atau manfaat*"), ("note", "Catatan penutupan*")),
         decides=True),
    Move(Event.DIBUKA_KEMBALI, "Buka kembali", frozenset(Status) - OPEN - {Status.DIGABUNG},
         Status.DIPERIKSA, (("note", "Alasan*"),), decides=True),
    Move(Event.CATATAN, "Tambah catatan", frozenset(Status), None, (("note", "Catatan*"),)),
)  # fmt: skip

ROUTES = frozenset({Event.DITERUSKAN, Event.DISPOSISI, Event.DILIMPAHKAN})
"""Steps that hand a complaint on."""

BY_KIND: Mapping[Event, Move] = {move.kind: move for move in MOVES}

_FORMS_OF_ADDRESS = frozenset(
    [
        "kepala",
        "ketua",
        "pimpinan",
        "plt",
        "plh",
        "bapak",
        "ibu",
        "pak",
        "bu",
        "sdr",
        "sdri",
        "saudara",
        "yth",
        "kalapas",
        "karutan",
        "kabapas",
        "kakanwil",
    ]
)
_ABOVE = frozenset(
    [
        "atasan",
        "pengawas",
        "inspektorat",
        "inspektur",
        "majelis",
        "panwasda",
        "panwaspus",
        "mpd",
        "mpw",
        "mkn",
    ]
)


def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name, without signs, case, degrees and forms of address at its beginning."""
    words = re.findall(r"\w+", text.split(",", maxsplit=1)[0].casefold())
    while words and words[0] in _FORMS_OF_ADDRESS:
        words.pop(0)
    return tuple(words)


def is_named(name: str, recipient: str, *, parts: bool = True) -> bool:
    """Whether a recipient is somebody, or their head: “Lapas Contoh”, “Kepala Lapas Contoh”; with `parts`
    also “Seksi Pelayanan Lapas Contoh”; never “Atasan Kepala Lapas Contoh”."""
    wanted, words = plain_words(name), plain_words(recipient)
    if not wanted or not words:
        return False
    if wanted == words:
        return True
    if not parts or len(wanted) < 2 or _ABOVE & set(words[: len(words) - len(wanted)]):
        return False
    return any(words[n : n + len(wanted)] == wanted for n in range(len(words) - len(wanted) + 1))


_QUESTIONS: Mapping[str, Field] = {
    "recipient": Field("recipient", "Kepada", length=200),
    "unit_id": Field("unit_id", "Unit", Kind.REFERENCE, source="unit"),
    "note": Field("note", "Catatan", Kind.LONG_TEXT, length=20_000),
    "document": Field("document", "Surat", length=120),
    "step_key": Field("step_key", "Langkah", Kind.CHOICE),
    "days": Field("days", "Hari", Kind.INTEGER, least=1, most=365),
    "due_on": Field("due_on", "Selesai sebelum", Kind.DATE),
    "result": Field("result", "Hasil", Kind.REFERENCE, source="istilah:hasil_pengaduan"),
    "has_benefit": Field("has_benefit", "Manfaat", Kind.CHOICE, choices=YES_NO),
    "other_number": Field("other_number", "Nomor", length=80),
}


FIRST: Mapping[str, Mapping[Status, tuple[Event, ...]]] = {
    "instansi_lain": {
        Status.DITERIMA: (Event.DILIMPAHKAN, Event.DIJAWAB),
        Status.DIVERIFIKASI: (Event.DILIMPAHKAN, Event.DIJAWAB),
    },
    "pbh": {
        Status.DITERIMA: (Event.KLARIFIKASI, Event.DITERUSKAN, Event.DIJAWAB),
        Status.DIVERIFIKASI: (Event.KLARIFIKASI, Event.DITERUSKAN, Event.DIPUTUS),
        Status.DITERUSKAN: (Event.DIPERIKSA, Event.DIPUTUS, Event.DIBERITAHUKAN),
    },
    "notaris": {Status.DITERIMA: (Event.DITERUSKAN, Event.DIMINTA_LENGKAP, Event.DIJAWAB)},
}
"""The steps people take first in a stream, where it differs from the others."""

RECIPIENTS: Mapping[str, str] = {
    "mutu_layanan": "Misalnya admin SP4N-LAPOR! kantor atau atasan unit; bukan unit yang diadukan.",
    "perilaku_pegawai": "Misalnya ULP (SIPIDU), atasan langsung, atau inspektorat; bukan yang diadukan.",
    "notaris": "MPD, lalu MPW atau MKN menurut wewenangnya.",
    "pbh": "Panwasda sesudah klarifikasi dan berita acara; Panwaspus (BPHN) untuk sanksi.",
    "instansi_lain": "Instansi yang berwenang.",
    "informasi_publik": "PPID atau bagian yang menguasai informasinya.",
}
"""Where a stream leads, as the line under the recipient."""


def questions(move: Move, steps: tuple[Choice, ...] = (), *, stream: str = "") -> tuple[Field, ...]:
    """The form of a step of work: its date first; `steps` are the steps of the clock that run; in a
    `stream` the recipient says where it leads."""
    asked = [Field("on_date", "Tanggal", Kind.DATE, required=True, most="hari_ini")]
    for key, label in move.asks:
        field = replace(_QUESTIONS[key], label=label.rstrip("*"), required=label.endswith("*"))
        if key == "step_key":
            field = replace(field, choices=steps)
        elif key == "recipient" and move.kind in ROUTES:
            field = replace(field, help=RECIPIENTS.get(stream, ""))
        asked.append(field)
    return tuple(asked)


def moves_in(status: Status, *, paused: bool, verified: bool = False) -> list[Move]:
    """What may be done in a state; one pause at a time."""
    offered = [move for move in MOVES if status in move.states]
    left_out = {Event.JEDA_MULAI if paused else Event.JEDA_SELESAI}
    if verified:
        left_out.add(Event.DIVERIFIKASI)
    return [move for move in offered if move.kind not in left_out]
