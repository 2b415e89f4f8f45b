"""In which order a case is typed into the official system: headings and entries, the office's own list.

The screens of that system are known to nobody here; the order is ours until the office writes down its own.
As text: `# ` begins a heading, every other line is an entry by its label. Imports nothing of the project.
"""

from collections.abc import Mapping

MARK = "# "
SETTING = "obh.urutan_sidbankum_perkara"
"""Under which key the office's order is kept."""

ENTRIES: Mapping[str, Mapping[str, str]] = {
    "Permohonan": {
        "obh": "Pemberi Bantuan Hukum",
        "service_kind": "Jenis layanan",
        "request_on": "Tanggal permohonan",
        "request_form": "Bentuk permohonan",
        "completed_on": "Berkas lengkap",
        "answered_on": "Tanggal jawaban",
        "refusal_reason": "Alasan ditolak",
    },
    "Penerima": {
        "recipients": "Penerima (kode)",
        "sex": "Jenis kelamin",
        "status": "Status penerima",
        "unit": "Tempat penahanan",
        "poverty_proof": "Bukti miskin",
        "poverty_number": "Nomor bukti miskin",
        "poverty_issuer": "Penerbit bukti miskin",
        "poverty_on": "Tanggal bukti miskin",
    },
    "Perkara": {
        "title": "Perkara atau kegiatan",
        "matter": "Jenis kasus",
        "court": "Pengadilan",
        "court_number": "Nomor perkara",
        "current_stage": "Tahap",
        "attorney_number": "Nomor surat kuasa",
        "attorney_on": "Tanggal surat kuasa",
        "people": "Advokat dan paralegal",
        "verdict": "Putusan",
        "verdict_on": "Tanggal putusan",
        "in_force_on": "Berkekuatan hukum tetap",
        "outcome": "Hasil",
    },
    "Kegiatan nonlitigasi": {
        "activity_on": "Tanggal kegiatan",
        "activity_until": "Sampai tanggal",
        "activity_place": "Tempat kegiatan",
        "activity_topic": "Materi",
        "activity_speaker": "Narasumber",
        "participants": "Jumlah peserta",
    },
    "Reimbursement": {"claimed": "Diajukan (rupiah)", "stages": "Tahap yang diajukan"},
}
LABELS: Mapping[str, str] = {key: label for group in ENTRIES.values() for key, label in group.items()}
_KEYS = {label.casefold(): key for key, label in LABELS.items()}
LEFT_OVER = "Belum diurutkan"


def usual_order() -> tuple[tuple[str, str], ...]:
    """Pairs of heading and key in our own order; a heading has no key."""
    lines: list[tuple[str, str]] = []
    for heading, group in ENTRIES.items():
        lines.append((heading, ""))
        lines.extend(("", key) for key in group)
    return tuple(lines)


def _key(line: str) -> str:
    return _KEYS.get(" ".join(line.split()).casefold(), "")


def read_order(text: str) -> tuple[tuple[str, str], ...]:
    """The office's order; unknown labels are left out, entries that are not named come last."""
    if not text.strip():
        return usual_order()
    lines: list[tuple[str, str]] = []
    for raw in text.splitlines():
        key = _key(raw)
        if raw.startswith(MARK) and raw[1:].strip():
            lines.append((raw[1:].strip(), ""))
        elif key and ("", key) not in lines:
            lines.append(("", key))
    left = [("", key) for key in LABELS if ("", key) not in lines]
    return (*lines, (LEFT_OVER, ""), *left) if left else tuple(lines)


def write_order(lines: tuple[tuple[str, str], ...]) -> str:
    """The order as text, one label or heading in each line."""
    return "\n".join(f"{MARK}{heading}" if heading else LABELS[key] for heading, key in lines)


def order_problem(text: str) -> str:
    """Why a text is no order, as a sentence; empty when it is one."""
    seen: set[str] = set()
    for number, raw in enumerate(text.splitlines(), 1):
        if not raw.strip() or raw.startswith(MARK):
            continue
        key = _key(raw)
        if not key:
            return f"Baris {number}: “{raw.strip()[:40]}” bukan isian perkara."
        if key in seen:
            return f"Baris {number}: “{LABELS[key]}” sudah disebut di atas."
        seen.add(key)
    return ""
