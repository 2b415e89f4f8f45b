"""Claims from a workbook: what an export of the official system or the desk's own list says of each of them.

A row is matched by the number in Sidbankum, by the claim's code, or by case and stage; the same file twice
adds nothing. States are set as the file says them, with the day of the file as the day of the step.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from berkas.engine.importing import ImportContext, ImportKind, ImportResult, Outcome
from berkas.engine.lookup import term_choices
from berkas.rooms.obh.commands import move_claim, save_claim
from berkas.rooms.obh.fields.claims import CLAIM_STATES, NEXT
from berkas.rooms.obh.queries.claims import load_claim
from berkas.rooms.obh.sheet.formcolumns import into_codes, into_words, term_code
from berkas.rooms.obh.sheet.rowwise import row_by_row
from berkas.rules.fields import Field, Kind
from berkas.rules.vocabulary import ReimbursementState as State
from berkas.sheets.records import Record
from berkas_db.book import Reading
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Contract, LegalCase, Reimbursement, ReimbursementEvent

FIELDS: tuple[Field, ...] = (
    Field("code", "Kode reimbursement", length=30),
    Field("sidbankum_number", "Nomor Sidbankum", length=60),
    Field("case", "Kode perkara", length=30, help="Kode pada Berkas, nomor perkara, atau nomor Sidbankum."),
    Field("stage", "Tahap", Kind.REFERENCE, source="istilah:tahap_perkara"),
    Field("submitted_on", "Tanggal masuk", Kind.DATE, required=True, most="hari_ini"),
    Field("claimed", "Diajukan", Kind.RUPIAH, required=True, least=0),
    Field("state", "Keadaan", Kind.CHOICE, choices=CLAIM_STATES),
    Field("on_date", "Tanggal keadaan", Kind.DATE, most="hari_ini"),
    Field("reason", "Alasan dikembalikan", length=2000),
    Field("approved", "Disetujui", Kind.RUPIAH, least=0),
    Field("paid", "Dibayar", Kind.RUPIAH, least=0),
    Field("fund", "Sumber dana", Kind.REFERENCE, source="istilah:sumber_dana"),
    Field("contract", "Nomor kontrak", length=80),
    Field("note", "Catatan", length=300),
)
_AFTER_RETURN = (State.PERBAIKAN.value, State.DISETUJUI.value, State.DIBAYAR.value)
"""Where a claim that names why it went back has come since."""
_WORDS = tuple(field for field in FIELDS if field.key == "fund")
_OTHER_HEADS = {
    "no. sidbankum": "sidbankum_number",
    "no sidbankum": "sidbankum_number",
    "no. perkara": "case",
    "nomor perkara": "case",
    "perkara": "case",
    "rupiah": "claimed",
    "jumlah": "claimed",
    "status": "state",
    "tanggal": "submitted_on",
    "tanggal pengajuan": "submitted_on",
}


def apply(step: Step, records: Sequence[Record], context: ImportContext, result: ImportResult) -> None:
    """Write every row; a row that cannot be written becomes a problem at its cell."""
    row_by_row(records, result, lambda record: _apply_one(step, record, context, result), "case", "code")


def _apply_one(step: Step, record: Record, context: ImportContext, result: ImportResult) -> None:
    values = record.values
    case_id = _case(step, values)
    typed = str(values.get("stage") or "")
    stage = term_code(step.session, "tahap_perkara", typed, label="Tahap", key="stage") if typed else None
    known = _known(step, values, case_id, stage)
    if not context.takes(known):
        result.tell(record.row, Outcome.SKIPPED)
        return
    before = dict(load_claim(step.session, known).values) if known else {}
    wanted: dict[str, Any] = {
        key: values[key]
        for key in ("sidbankum_number", "submitted_on", "claimed", "note")
        if values.get(key) is not None
    } | into_codes(step.session, _WORDS, values)
    if values.get("contract"):
        wanted["contract_id"] = _contract(step, str(values["contract"]))
    if known is None:
        if case_id is None:
            raise Refused(
                "Perkara baris ini tidak ada dalam register. Catat perkaranya dahulu.", "", ("case",)
            )
        wanted |= {"case_id": case_id, "stage": stage, "code": values.get("code")}
    saved = save_claim(step, wanted, id=known, version=None, reason=f"Impor {context.today.isoformat()}")
    if known is None and values.get("reason") and values.get("state") in _AFTER_RETURN:
        _go(step, saved, State.DIKEMBALIKAN, values, context)
    if values.get("state"):
        _go(step, saved, State(values["state"]), values, context)
    if known is None:
        result.tell(record.row, Outcome.ADDED)
    else:
        same = dict(load_claim(step.session, saved).values) == before
        result.tell(record.row, Outcome.SAME if same else Outcome.UPDATED)


def _case(step: Step, values: Mapping[str, Any]) -> int | None:
    typed = str(values.get("case") or "").partition(" · ")[0].strip()
    if not typed:
        return None
    for column in (LegalCase.code, LegalCase.sidbankum_number, LegalCase.court_number):
        found = list(
            step.session.execute(
                select(LegalCase.id).where(column == typed, LegalCase.trashed_at.is_(None)).limit(2)
            ).scalars()
        )
        if len(found) > 1:
            raise Refused(
                f"“{typed}” dimiliki lebih dari satu perkara. Tulis kode perkaranya.", "", ("case",)
            )
        if found:
            return found[0]
    return None


def _contract(step: Step, number: str) -> int:
    found = list(
        step.session.execute(
            select(Contract.id).where(Contract.number == number, Contract.trashed_at.is_(None)).limit(2)
        ).scalars()
    )
    if len(found) != 1:
        raise Refused(
            f"Kontrak “{number}” {'lebih dari satu' if found else 'tidak dikenal'}.", "", ("contract",)
        )
    return found[0]


def _known(step: Step, values: Mapping[str, Any], case_id: int | None, stage: str | None) -> int | None:
    """The same claim: by its number in Sidbankum, its own code, or its case and stage."""
    keys: list[Any] = []
    if values.get("sidbankum_number"):
        keys.append(Reimbursement.sidbankum_number == values["sidbankum_number"])
    if values.get("code"):
        keys.append(Reimbursement.code == values["code"])
    if case_id is not None:
        same = Reimbursement.stage == stage if stage else Reimbursement.stage.is_not(None)
        keys.append((Reimbursement.case_id == case_id) & same)
    for key in keys:
        found = step.session.execute(
            select(Reimbursement.id)
            .where(Reimbursement.trashed_at.is_(None), key)
            .order_by(Reimbursement.id)
            .limit(1)
        ).scalar_one_or_none()
        if found is not None:
            return found
    return None


def _go(step: Step, claim_id: int, wanted: State, values: Mapping[str, Any], context: ImportContext) -> None:
    """Walk the claim to a state by the ways the queue allows."""
    told = f"Menurut impor {context.today.isoformat()}"
    reasons = {State.DIKEMBALIKAN: values.get("reason") or told, State.DISETUJUI: told}
    for state in way_to(State(load_claim(step.session, claim_id).values["state"]), wanted):
        now = load_claim(step.session, claim_id).values
        day = str(values.get("on_date") or max(context.today.isoformat(), now["state_since"]))
        claimed = now["claimed"]
        approved = values.get("approved")
        amounts = {
            State.DISETUJUI: claimed if approved is None else approved,
            State.DIBAYAR: values.get("paid") if values.get("paid") is not None else now["approved"],
        }
        move_claim(
            step,
            claim_id,
            state.value,
            {
                "on_date": max(day, now["state_since"]),
                "amount": amounts.get(state),
                "reason": reasons.get(state),
            },
        )


def way_to(current: State, wanted: State) -> list[State]:
    """The shortest way through the queue from one state to another; empty when there is none."""
    paths: list[list[State]] = [[current]]
    seen = {current}
    while paths:
        path = paths.pop(0)
        if path[-1] is wanted:
            return path[1:]
        for following in NEXT[path[-1]]:
            if following not in seen and (path[-1], following) != (State.DISETUJUI, State.DIPERIKSA):
                seen.add(following)
                paths.append([*path, following])
    return []


def outgoing(session: Reading, _actor: Actor) -> Iterable[Mapping[str, Any]]:
    """Every claim in the columns of the import; its state stands there with its day."""
    stages = {choice.code: choice.label for choice in term_choices(session, "tahap_perkara")}
    codes = {row[0]: row[1] for row in session.execute(select(LegalCase.id, LegalCase.code))}
    contracts = {row[0]: row[1] for row in session.execute(select(Contract.id, Contract.number))}
    reasons = {
        row[0]: row[1]
        for row in session.execute(
            select(ReimbursementEvent.reimbursement_id, ReimbursementEvent.reason)
            .where(ReimbursementEvent.state == State.DIKEMBALIKAN.value)
            .order_by(ReimbursementEvent.on_date, ReimbursementEvent.id)
        )
    }
    claims = select(Reimbursement).where(Reimbursement.trashed_at.is_(None)).order_by(Reimbursement.id)
    for row in session.execute(claims).scalars():
        yield {
            "code": row.code, "sidbankum_number": row.sidbankum_number, "case": codes.get(row.case_id or 0),
            "stage": stages.get(row.stage or ""), "submitted_on": row.submitted_on, "claimed": row.claimed,
            "state": row.state, "on_date": row.state_since, "approved": row.approved, "paid": row.paid,
            "reason": reasons.get(row.id), "contract": contracts.get(row.contract_id or 0),
            **into_words(session, _WORDS, {"fund": row.fund}),
            "note": row.note,
        }  # fmt: skip


CLAIMS = ImportKind(
    key="reimbursement",
    title="Daftar reimbursement",
    fields=lambda _context: FIELDS,
    apply=apply,
    known_as=lambda _context: _OTHER_HEADS,
    outgoing=outgoing,
)
