"""The list of requests for legal aid of a workbook. Recipients come in as codes, never as names."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import or_, select

from berkas.engine.importing import ImportContext, ImportKind, ImportResult, Outcome
from berkas.engine.lookup import term_choices
from berkas.rooms.obh.commands import save_case, save_claim, save_recipient
from berkas.rooms.obh.fields.cases import CASE, KINDS, STATES, STATUSES
from berkas.rooms.obh.fields.retyping import LABELS
from berkas.rooms.obh.queries.cases import load_case
from berkas.rooms.obh.queries.likeness import the_obh
from berkas.rooms.obh.sheet.formcolumns import form_columns, into_codes, into_words, term_code
from berkas.rooms.obh.sheet.rowwise import row_by_row
from berkas.rules.fields import Choice, Field, Kind, choices_of
from berkas.rules.nearness import nearest
from berkas.rules.vocabulary import ServiceKind, Sex
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import CaseRecipient, LegalCase, Obh, Recipient, Reimbursement, Unit, UnitAlias

_HAND = ("code", "obh_id", "service_kind", "title", "court", "court_number", "current_stage", "request_on",
         "state", "sidbankum_number")  # fmt: skip
"""What has a column of its own below."""
_SEXES = (*choices_of(Sex), Choice(Sex.LAKI_LAKI.value, "L"), Choice(Sex.PEREMPUAN.value, "P"))
"""In words, and as such a column is filled."""
_MORE = form_columns(CASE, without=_HAND, labels={**LABELS, "poverty_until": "Bukti miskin berlaku sampai"})
FIELDS: tuple[Field, ...] = (
    Field("code", "Kode perkara", length=30),
    Field("obh", "PBH", Kind.REFERENCE, required=True, source="obh"),
    Field(
        "recipient",
        "Kode penerima",
        length=200,
        help="Tanpa nama dan NIK. Kosong: kode baru. Beberapa: titik koma.",
    ),
    Field("sex", "L/P", Kind.CHOICE, choices=_SEXES),
    Field("status", "Status penerima", Kind.CHOICE, choices=STATUSES),
    Field("is_child", "Anak", Kind.BOOLEAN),
    Field("service_kind", "Jenis layanan", Kind.CHOICE, required=True, choices=KINDS),
    Field("title", "Perkara atau kegiatan", required=True, length=200),
    Field("court", "Pengadilan", length=120),
    Field("court_number", "Nomor perkara", length=80),
    Field("stage", "Tahap", Kind.REFERENCE, source="istilah:tahap_perkara"),
    Field("unit", "Tempat tahanan", Kind.REFERENCE, source="unit"),
    Field("request_on", "Tanggal permohonan", Kind.DATE, required=True, most="hari_ini"),
    Field("state", "Keadaan", Kind.CHOICE, choices=STATES),
    Field("sidbankum_number", "Nomor Sidbankum", length=60),
    Field(
        "claimed", "Rupiah", Kind.RUPIAH, least=0, help="Bila diisi: reimbursement tahap itu ikut dicatat."
    ),
    *_MORE,
)
_OTHER_HEADS = {
    "no. perkara": "court_number",
    "no perkara": "court_number",
    "no. sidbankum": "sidbankum_number",
    "obh": "obh",
    "jenis": "service_kind",
    "perkara": "title",
    "kasus": "title",
    "tanggal": "request_on",
    "tempat penahanan": "unit",
    "jenis kelamin": "sex",
    "status": "state",
}
"""How offices head these columns in lists of their own (practice); matched beside our own words."""
_OWN = ("service_kind", "title", "court", "court_number", "request_on", "state", "sidbankum_number")


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every row; a row that cannot be written becomes a problem at its cell."""
    row_by_row(records, result, lambda record: _apply_one(step, record, context, result), "obh")


def _apply_one(step: Step, record: Record, context: ImportContext, result: ImportResult) -> None:
    values = record.values
    obh_id = the_obh(step.session, str(values["obh"]))
    known = _known(step, values, obh_id)
    if not context.takes(known):
        result.tell(record.row, Outcome.SKIPPED)
        return
    before = dict(load_case(step.session, known).values) if known else {}
    wanted = {key: values[key] for key in _OWN if values.get(key) is not None} | {"obh_id": obh_id}
    wanted |= into_codes(step.session, _MORE, values)
    if values.get("stage"):
        wanted["current_stage"] = term_code(
            step.session, "tahap_perkara", str(values["stage"]), label="Tahap", key="stage"
        )
    if known is None:
        wanted.setdefault("request_form", "tertulis")
        wanted["state"] = wanted.get("state") or "dimohonkan"
        wanted |= {"code": values["code"]} if values.get("code") else {}
        wanted["recipients"] = _recipients(step, values)
    reason = f"Impor {context.today.isoformat()}"
    saved = save_case(step, wanted, id=known, version=None, reason=reason)
    claims = _claim(step, saved, values, wanted, reason) if values.get("claimed") else False
    if known is None:
        result.tell(record.row, Outcome.ADDED)
    else:
        same = not claims and dict(load_case(step.session, saved).values) == before
        result.tell(record.row, Outcome.SAME if same else Outcome.UPDATED)


def _known(step: Step, values: Mapping[str, Any], obh_id: int) -> int | None:
    """The same case: by the number of Sidbankum, its own code, or OBH with the court's number."""
    keys = [
        *(
            [LegalCase.sidbankum_number == values["sidbankum_number"]]
            if values.get("sidbankum_number")
            else []
        ),
        *([LegalCase.code == values["code"]] if values.get("code") else []),
        *(
            [(LegalCase.obh_id == obh_id) & (LegalCase.court_number == values["court_number"])]
            if values.get("court_number")
            else []
        ),
    ]
    for key in keys:
        found = step.session.execute(
            select(LegalCase.id).where(LegalCase.trashed_at.is_(None), key).order_by(LegalCase.id).limit(1)
        ).scalar_one_or_none()
        if found is not None:
            return found
    return _alike(step, values, obh_id)


def _alike(step: Step, values: Mapping[str, Any], obh_id: int) -> int | None:
    """A case without any number of its own: same OBH, kind, day and words, and the same recipient."""
    numbers = (LegalCase.court_number, values.get("court_number"))
    statement = select(LegalCase.id).where(
        LegalCase.trashed_at.is_(None),
        LegalCase.obh_id == obh_id,
        LegalCase.service_kind == values.get("service_kind"),
        LegalCase.request_on == values.get("request_on"),
        LegalCase.title == values.get("title"),
        numbers[0].is_(None) if numbers[1] else LegalCase.id.is_not(None),
    )
    codes = _codes(values)
    if codes:
        statement = (
            statement.join(CaseRecipient, CaseRecipient.case_id == LegalCase.id)
            .join(Recipient, Recipient.id == CaseRecipient.recipient_id)
            .where(Recipient.code == codes[0])
        )
    found = list(step.session.execute(statement.order_by(LegalCase.id).limit(2)).scalars())
    return found[0] if len(found) == 1 else None


def _claim(
    step: Step, case_id: int, values: Mapping[str, Any], wanted: Mapping[str, Any], reason: str
) -> bool:
    """The claim of the row's stage, once; True when something of it changed."""
    stage = wanted.get("current_stage")
    known = step.session.execute(
        select(Reimbursement.id, Reimbursement.claimed)
        .where(
            Reimbursement.case_id == case_id,
            Reimbursement.trashed_at.is_(None),
            Reimbursement.stage == stage if stage else Reimbursement.id.is_not(None),
        )
        .limit(1)
    ).one_or_none()
    if known is not None and known.claimed == values["claimed"]:
        return False
    own = {"claimed": values["claimed"]}
    if known is None:
        own |= {"case_id": case_id, "stage": stage, "submitted_on": values["request_on"]}
    save_claim(step, own, id=known.id if known else None, version=None, reason=reason)
    return True


def _codes(values: Mapping[str, Any]) -> list[str]:
    """The codes of a row's recipients, as they are parted by semicolons."""
    return [code.strip() for code in str(values.get("recipient") or "").split(";") if code.strip()]


def _recipients(step: Step, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    codes = _codes(values)
    if not codes and not ServiceKind(values["service_kind"]).is_litigation:
        return []
    status = values.get("status") or "masyarakat"
    child = bool(values.get("is_child")) or status == "anak_binaan"
    return [
        {
            "recipient_id": _recipient(step, code, {"status": status, "is_child": child}, values),
            "status_then": status,
            "is_child_then": child,
        }
        for code in codes or [""]
    ]


def _recipient(step: Step, code: str, person: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """The recipient with this code, or a new one as the row tells it."""
    found = (
        step.session.execute(
            select(Recipient.id).where(Recipient.trashed_at.is_(None), Recipient.code == code)
        ).scalar_one_or_none()
        if code
        else None
    )
    if found is not None:
        return found
    unit = _unit(step, str(values["unit"])) if values.get("unit") else None
    own = {**person, "code": code, "sex": values.get("sex"), "unit_id": unit}
    return save_recipient(step, own, id=None, version=None)


def _unit(step: Step, typed: str) -> int:
    alias = select(UnitAlias.unit_id).where(UnitAlias.name == typed)
    found = step.session.execute(
        select(Unit.id).where(
            Unit.trashed_at.is_(None),
            or_(Unit.code == typed, Unit.name == typed, Unit.short_name == typed, Unit.id.in_(alias)),
        )
    ).scalars()
    ids = set(found)
    if len(ids) != 1:
        near = nearest(typed, step.session.execute(select(Unit.name)).scalars())
        hint = f" Maksud Anda “{near}”?" if near else " Tulis nama lengkap atau kodenya."
        raise Refused(f"Unit “{typed}” tidak dikenal.{hint}", fields=("unit",))
    return ids.pop()


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every case in the columns of the import, recipients by code; money has a list of its own."""
    stages = {choice.code: choice.label for choice in term_choices(session, "tahap_perkara")}
    partners = {row[0]: row[1] for row in session.execute(select(Obh.id, Obh.name))}
    people = _people(session)
    cases = select(LegalCase).where(LegalCase.trashed_at.is_(None)).order_by(LegalCase.id)
    for row in session.execute(cases).scalars():
        values = {column.key: getattr(row, column.key) for column in _MORE}
        yield {
            **{key: getattr(row, key) for key in _OWN},
            **into_words(session, _MORE, values),
            **people.get(row.id, {}),
            "code": row.code,
            "obh": partners[row.obh_id],
            "stage": stages.get(row.current_stage or ""),
        }


def _people(session: Reading) -> dict[int, dict[str, Any]]:
    """What each case's recipients put into its row: all codes, and the facts of the first."""
    found: dict[int, dict[str, Any]] = {}
    rows = session.execute(
        select(CaseRecipient.case_id, Recipient.code, Recipient.sex, CaseRecipient.status_then,
               CaseRecipient.is_child_then, Unit.name)
        .join(Recipient, Recipient.id == CaseRecipient.recipient_id)
        .outerjoin(Unit, Unit.id == Recipient.unit_id)
        .order_by(CaseRecipient.id)
    )  # fmt: skip
    for row in rows:
        own = found.get(row.case_id)
        if own is None:
            found[row.case_id] = {
                "recipient": row.code, "sex": row.sex, "status": row.status_then,
                "is_child": bool(row.is_child_then), "unit": row.name,
            }  # fmt: skip
        else:
            own["recipient"] = f"{own['recipient']}; {row.code}"
    return found


CASES = ImportKind(
    key="cases",
    title="Daftar permohonan",
    fields=lambda _context: FIELDS,
    apply=apply,
    known_as=lambda _context: _OTHER_HEADS,
    outgoing=outgoing,
)
