"""Writes box openings, supervisions with findings, PPID requests with objections, reporting duties."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from berkas.engine import due, identities
from berkas.engine.access import Right, require
from berkas.engine.duties import plan_next
from berkas.engine.numbering import next_code, next_number
from berkas.engine.records import (
    keep_doubts,
    refuse_hard,
    row_problems,
    save_children,
    save_record,
    today_of,
    values_before,
)
from berkas.rooms.complaints.fields.information import EXCLUDED
from berkas.rooms.complaints.fields.registers import (
    BOX,
    DUTY,
    FINDING_ROWS,
    OBJECTION_ROWS,
    PPID,
    SENT_ROWS,
    SUPERVISION,
    box_checks,
    ppid_checks,
)
from berkas.rooms.complaints.queries.information import is_tested
from berkas.rules.dates import parse_time
from berkas.rules.fields import Problem, Severity, problems
from berkas.rules.vocabulary import ComplaintClass, ComplaintStatus, FollowupStatus
from berkas_db.changes import Step
from berkas_db.errors import Refused
from berkas_db.tables import (
    BoxOpening,
    PpidObjection,
    PpidRequest,
    ReportingDuty,
    ReportSent,
    ResultBand,
    Supervision,
    SupervisionFinding,
)

BOX_KIND = "ba-kotak"
PPID_KIND = "ppid"
OBJECTION_KIND = "ppid-keberatan"
_OMBUDSMAN_STEM, _OWN_STEM = "ORI", "PWS"
_OPEN = tuple(status.value for status in FollowupStatus if status.is_open)


def save_box(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep the opening of a box, also an empty one; its berita acara is numbered at once."""
    require(step.actor, Right.RECORD)
    whole = values_before(step, BoxOpening, id) | dict(values)
    doubts = problems(BOX, whole, today=today_of(step), checks=(box_checks,))
    refuse_hard(doubts)
    own = dict(values)
    if own.get("opened_time"):
        own["opened_time"] = _time(str(own["opened_time"]))
    if id is None:
        own["number"] = next_number(step, BOX_KIND, date.fromisoformat(whole["opened_on"]), own_series=True)
    saved = save_record(step, BoxOpening, own, id=id, version=version)
    keep_doubts(step, BoxOpening, saved, doubts, reason)
    found = whole.get("found") or 0
    step.say(f"Kotak pengaduan dibuka: {f'{found} pengaduan' if found else 'nihil'}")
    return saved


def _time(text: str) -> str:
    try:
        return parse_time(text).strftime("%H:%M")
    except ValueError as error:
        raise Refused(str(error), "", ("opened_time",)) from error


def save_supervision(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep a supervision with its findings; a corrective action of the Ombudsman gets its due date."""
    require(step.actor, Right.RECORD)
    today = today_of(step)
    whole = values_before(step, Supervision, id) | dict(values)
    rows: Sequence[Mapping[str, Any]] = values.get("findings", ())
    found = problems(SUPERVISION, whole, today=today)
    found += row_problems("", "Temuan", FINDING_ROWS, rows, today=today)
    if whole.get("closed_on") and any(row.get("status") in _OPEN for row in rows):
        found.append(Problem("closed_on", "Masih ada temuan yang terbuka; belum dapat ditutup."))
    refuse_hard(found)
    own = dict(values)
    if not whole.get("code"):
        stem = _OMBUDSMAN_STEM if whole["origin"] == "ombudsman" else _OWN_STEM
        own["code"] = next_code(step, Supervision, f"{stem}-{whole['year']}")
    own |= _band(step, whole)
    saved = save_record(step, Supervision, own, id=id, version=version)
    keep_doubts(step, Supervision, saved, found, reason)
    if "findings" in values:
        numbered = [dict(row) | {"sort": sort} for sort, row in enumerate(rows)]
        for finding in save_children(step, SupervisionFinding, "supervision_id", saved, numbered):
            _count_finding(step, finding, whole["origin"])
    step.say(f"Pengawasan {own.get('code') or whole['code']} disimpan")
    return saved


def _band(step: Step, whole: Mapping[str, Any]) -> dict[str, str]:
    """The words for a number of the Ombudsman in the scheme of its year; words that were typed stay."""
    number, year = whole.get("result_number"), whole["year"]
    if number is None or whole.get("result_category") or whole["origin"] != "ombudsman":
        return {}
    row = step.session.execute(
        select(ResultBand.scheme, ResultBand.label)
        .where(
            ResultBand.scheme.startswith("ombudsman"),
            ResultBand.low <= float(number),
            ResultBand.high >= float(number),
            ResultBand.valid_from <= f"{year}-12-31",
            or_(ResultBand.valid_until.is_(None), ResultBand.valid_until >= f"{year}-01-01"),
        )
        .order_by(ResultBand.valid_from.desc())
        .limit(1)
    ).one_or_none()
    return {"result_scheme": row.scheme, "result_category": row.label} if row is not None else {}


def _count_finding(step: Step, finding_id: int, origin: str) -> None:
    finding = values_before(step, SupervisionFinding, finding_id)
    if origin != "ombudsman" or finding["kind"] != "tindakan_korektif":
        return
    case = due.supervision_case(step.session, finding_id)
    if case is None:
        return
    coming = due.next_open(due.keep(step, case))
    counted = coming.due.due if coming else None
    if counted is not None and (finding["due_on"] is None or finding["extensions"]):
        step.update(SupervisionFinding, finding_id, {"due_on": counted.isoformat()})


def save_request(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep a PPID request with its objections; both clocks are counted anew."""
    require(step.actor, Right.RECORD)
    today = today_of(step)
    before = values_before(step, PpidRequest, id)
    whole = before | dict(values)
    rows: Sequence[Mapping[str, Any]] = values.get("objections", ())
    found = problems(PPID, whole, today=today, checks=(ppid_checks,))
    found += row_problems("", "Keberatan", OBJECTION_ROWS, rows, today=today)
    found += _untested(step, whole)
    refuse_hard(found)
    received = date.fromisoformat(whole["received_on"])
    own = {key: value for key, value in values.items() if not key.startswith("reporter_")}
    own["status"] = _request_status(whole)
    if id is None or before["received_on"] != whole["received_on"]:
        own["clock_version"] = due.version_on(step.session, ComplaintClass.PPID.value, received).key
    if id is None:
        own["number"] = whole.get("number") or next_number(step, PPID_KIND, received, own_series=True)
    who = {
        key.removeprefix("reporter_"): value
        for key, value in values.items()
        if key.startswith("reporter_") and key != "reporter_code" and value
    }
    if who and not before.get("identity_id"):
        own["identity_id"] = identities.put(step, who, on=received)
    saved = save_record(step, PpidRequest, own, id=id, version=version)
    keep_doubts(step, PpidRequest, saved, found, reason)
    due.keep(step, due.ppid_case(step.session, saved))
    if "objections" in values:
        _keep_objections(step, saved, rows)
    step.say(f"Permohonan informasi {own.get('number') or before['number']} disimpan")
    return saved


def _untested(step: Step, whole: Mapping[str, Any]) -> Iterator[Problem]:
    """What is withheld as excluded information needs a consequence test behind it."""
    if whole.get("decision") != "ditolak" or whole.get("refusal_reason") != EXCLUDED:
        return
    information = whole.get("information_id")
    if not information or not is_tested(step.session, int(information)):
        sentence = "Pilih informasi dalam daftar yang sudah diuji konsekuensinya."
        yield Problem("information_id", sentence, Severity.SOFT)


def _request_status(whole: Mapping[str, Any]) -> str:
    if whole.get("closed_on"):
        return ComplaintStatus.SELESAI.value
    return (ComplaintStatus.DIJAWAB if whole.get("notice_on") else ComplaintStatus.DITERIMA).value


def _keep_objections(step: Step, request_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    numbered: list[dict[str, Any]] = []
    for row in rows:
        own = dict(row)
        if not own.get("number"):
            own["number"] = next_number(
                step, OBJECTION_KIND, date.fromisoformat(own["received_on"]), own_series=True
            )
        numbered.append(own)
    for objection in save_children(step, PpidObjection, "request_id", request_id, numbered):
        due.keep(step, due.objection_case(step.session, objection))


def reveal_requester(step: Step, id: int, reason: str) -> dict[str, Any]:
    """Who asks for information, for one look that the journal keeps."""
    require(step.actor, Right.SEE_IDENTITY)
    return identities.reveal(step, _requester(step, id), reason)


def correct_requester(step: Step, id: int, values: Mapping[str, Any], reason: str) -> None:
    """Correct who asks for information, with a reason."""
    require(step.actor, Right.RECORD)
    identities.correct(step, _requester(step, id), values, reason)


def _requester(step: Step, id: int) -> int:
    identity = step.session.execute(
        select(PpidRequest.identity_id).where(PpidRequest.id == id)
    ).scalar_one_or_none()
    if identity is None:
        raise Refused("Permohonan ini tidak mencatat pemohon.")
    return identity


def save_duty(
    step: Step, values: Mapping[str, Any], *, id: int | None, version: int | None, reason: str = ""
) -> int:
    """Keep a reporting duty with its periods; “nihil” counts as sent."""
    require(step.actor, Right.RECORD)
    today = today_of(step)
    whole = values_before(step, ReportingDuty, id) | dict(values)
    rows: Sequence[Mapping[str, Any]] = values.get("sent", ())
    found = problems(DUTY, whole, today=today)
    found += row_problems("", "Periode", SENT_ROWS, rows, today=today)
    found += [
        Problem("", f"Periode, baris {number}: isi tanggal dikirim.")
        for number, row in enumerate(rows, 1)
        if str(row.get("state")).startswith("terkirim") and not row.get("sent_on")
    ]
    refuse_hard(found)
    saved = save_record(step, ReportingDuty, dict(values), id=id, version=version)
    keep_doubts(step, ReportingDuty, saved, found, reason)
    if "sent" in values:
        kept = save_children(step, ReportSent, "duty_id", saved, rows)
        for sent, row in zip(kept, rows, strict=True):
            if row.get("sent_on") and row.get("id") is None:
                step.update(ReportSent, sent, {"sent_by_id": step.actor.user_id})
        plan_next(step, saved)
    step.say(f"Kewajiban laporan “{whole['name']}” disimpan")
    return saved
