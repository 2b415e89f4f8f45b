"""Which lists a sample office may hold, and which entries their records may have.

The entries are those of the rooms' own forms, so that a sample never says more than a person could type.
What a list needs beside its form is named here. Imports no Qt.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from berkas.engine.retention import FIELDS as RETENTION
from berkas.rooms.award.fields import (
    ENTRY,
    FINDINGS,
    HISTORY,
    INNOVATION,
    MEMBERS,
    REPAIR,
    ROUND,
    STAGES,
    WITNESSES,
)
from berkas.rooms.complaints.fields.information import INFORMATION, TESTS
from berkas.rooms.complaints.fields.intake import ACCUSED, COMPLAINT
from berkas.rooms.complaints.fields.registers import (
    BOX,
    DUTY,
    FINDING_ROWS,
    OBJECTION_ROWS,
    PPID,
    SENT_ROWS,
    SUPERVISION,
)
from berkas.rooms.obh.fields.accreditation import REQUIREMENTS
from berkas.rooms.obh.fields.cases import CASE, CASE_ROWS, DETENTIONS, RECIPIENT
from berkas.rooms.obh.fields.claims import CLAIM
from berkas.rooms.obh.fields.obh import OBH
from berkas.rooms.obh.fields.posts import PARALEGALS, POSBANKUM, PRISON, REPORTS, SESSIONS
from berkas.rooms.obh.fields.rows import ROWS as OBH_ROWS
from berkas.rooms.office.fields.office import HOLIDAY, LETTERHEAD, OFFICE, OFFICIAL, PATTERN, POSITIONS
from berkas.rooms.office.fields.units import ROWS as UNIT_ROWS
from berkas.rooms.office.fields.units import UNIT
from berkas.rooms.visits.fields.event import EVENT, EVENT_ROWS
from berkas.rooms.visits.fields.interview import HEAD
from berkas.rooms.visits.fields.survey import SURVEY, SURVEY_ROWS
from berkas.rooms.visits.fields.visit import VISIT, VISIT_ROWS
from berkas.rules.fields import Field, Rows


@dataclass(frozen=True, slots=True)
class Shape:
    """Entries of one kind of record, and the entries of the rows that belong to it, by their key."""

    keys: frozenset[str]
    rows: Mapping[str, frozenset[str]]


def _keys(fields: Iterable[Field]) -> frozenset[str]:
    return frozenset(field.key for field in fields)


def _shape(
    fields: Iterable[Field], rows: Iterable[Rows] = (), more: str = "", **named: frozenset[str]
) -> Shape:
    below = {each.key: _keys(each.fields) for each in rows} | named
    return Shape(_keys(fields) | frozenset(more.split()), below)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EVENT = _words("kind on_date note document recipient unit_id due_on step_key days result has_benefit other")

SHAPES: Mapping[str, Shape] = {
    "kantor": _shape(OFFICE),
    "kop": _shape(LETTERHEAD),
    "pejabat": _shape(OFFICIAL, (POSITIONS,)),
    "pola_nomor": _shape(PATTERN),
    "libur": _shape(HOLIDAY),
    "unit": _shape(UNIT, UNIT_ROWS, "source"),
    "kementerian_unit": _shape(
        (), (), "units", ministries=_words("ministry_id valid_from valid_until source")
    ),
    "obh": _shape(
        OBH,
        OBH_ROWS,
        "source board_period",
        requirements=_keys(REQUIREMENTS.fields) | {"requirement_id"},
    ),
    "penerima": _shape(RECIPIENT, (DETENTIONS,), "source"),
    "perkara": _shape(CASE, CASE_ROWS),
    "reimbursement": _shape(CLAIM, (), "checks", steps=_words("state on_date amount reason")),
    "posbankum": _shape(POSBANKUM, (PARALEGALS, REPORTS)),
    "layanan_lapas": _shape(PRISON, (SESSIONS,)),
    "kegiatan": _shape(VISIT, VISIT_ROWS, "source"),
    "ketik_kedua": _shape((), (), "visit_id instrument forms void lost first second seed wrong"),
    "wawancara_dasar": Shape(frozenset(), {}),
    "wawancara": _shape(HEAD, (), "mutu jawaban"),
    "survei": _shape(SURVEY, SURVEY_ROWS, "source is_example answers"),
    "putaran": _shape(ROUND, (STAGES,)),
    "verifikasi": _shape(
        ENTRY,
        (MEMBERS, WITNESSES),
        "source signed_on photos_on photos_by seeds answers self_answers notes documents fewer_photos",
        findings=_keys(FINDINGS.fields) | {"item_code"},
        tasks=_keys(REPAIR) | {"gap"},
    ),
    "riwayat": _shape(HISTORY),
    "inovasi": _shape(INNOVATION),
    "adegan": _shape((), (), "item scene place"),
    "pengaduan": _shape(COMPLAINT, (), "key", accused=_keys(ACCUSED), events=_EVENT),
    "kotak": _shape(BOX),
    "informasi": _shape(INFORMATION, (TESTS,)),
    "ppid": _shape(PPID, (), "", objections=_keys(OBJECTION_ROWS)),
    "pengawasan": _shape(SUPERVISION, (), "", findings=_keys(FINDING_ROWS)),
    "pengawasan_bersama": _shape(SUPERVISION, (), "units", pokok=_words("subject findings")),
    "kewajiban": _shape(DUTY, (), "", sent=_keys(SENT_ROWS)),
    "acara": _shape(EVENT, EVENT_ROWS),
    "temuan": _shape(
        (),
        (),
        "code source kind title text advice severity is_secret unit_id obh_id found_on due_on gain effort"
        " status closed_on is_example note survey_period_id item_code",
    ),
    "tindak_lanjut": _shape(
        (),
        (),
        "code title task source finding_id unit_id obh_id owner_official_id owner_name start_on due_on status"
        " reported_on result_text closed_on close_note is_secret is_example",
        notes=_words("on_date status text"),
    ),
    "surat": _shape((), (), "text visit_id on is_numbered"),
    "versi": _shape((), (), "instrument edition item label"),
    "retensi": _shape(RETENTION, (), "kind"),
    "dokumen": _shape((), (), "kind of on title issued classification"),
}
"""By the word of the list; `kantor`, `wawancara_dasar` and `pengawasan_bersama` are single records."""
