"""Problems of surveys, the matrix of plans (RTL) and what became of them, as tables of a paper."""

from collections.abc import Callable, Sequence

from berkas.engine.officepaper import day
from berkas.paper.parts import Align, Band, KeyValues, Table, TableColumn
from berkas.rooms.visits.queries.surveyplans import Plan, SurveyFault
from berkas.rules.numbers import show_integer
from berkas.rules.vocabulary import FollowupStatus

NO_PLAN = "Belum ada rencana"
_RowsOf = Callable[[str, SurveyFault], list[tuple[str, ...]]]
_NUMBER = TableColumn("No", mm=10, align=Align.CENTRE)


def fault_table(faults: Sequence[SurveyFault]) -> Table:
    """What the surveys showed, also what lies outside the unit's authority."""
    return _banded(
        (_NUMBER, TableColumn("Unsur", share=2), TableColumn("Masalah", share=4),
         TableColumn("Keterangan", share=3)),
        faults,
        lambda number, fault: [
            (number, fault.element, fault.problem,
             f"Di luar kewenangan: {fault.excluded}" if fault.excluded else "")
        ],
        "Belum ada masalah yang dicatat.",
    )  # fmt: skip


def plan_matrix(faults: Sequence[SurveyFault], *, state: bool = True) -> Table:
    """Who does what until when about every problem within the unit's authority; how far, unless left out."""

    def rows(number: str, fault: SurveyFault) -> list[tuple[str, ...]]:
        plans = fault.plans or (None,)
        return [
            (number if first else "", fault.element if first else "", fault.problem if first else "",
             plan.task if plan else NO_PLAN, plan.owner if plan else "", _until(plan),
             *((plan.state if plan else "",) if state else ()))
            for first, plan in ((place == 0, plan) for place, plan in enumerate(plans))
        ]  # fmt: skip

    return _banded(
        (_NUMBER, TableColumn("Unsur", share=2), TableColumn("Masalah", share=3),
         TableColumn("Rencana tindak lanjut", share=4), TableColumn("Penanggung jawab", share=2),
         TableColumn("Waktu", mm=32), *((TableColumn("Keadaan", share=2),) if state else ())),
        [fault for fault in faults if not fault.excluded],
        rows,
        "Belum ada masalah dalam kewenangan unit.",
    )  # fmt: skip


def implementation_table(faults: Sequence[SurveyFault]) -> Table:
    """What was done about every plan, and when somebody else closed it."""
    return _banded(
        (_NUMBER, TableColumn("Unsur", share=2), TableColumn("Rencana tindak lanjut", share=4),
         TableColumn("Penanggung jawab", share=2), TableColumn("Batas", mm=27),
         TableColumn("Yang dilakukan", share=4), TableColumn("Keadaan", mm=34)),
        [fault for fault in faults if not fault.excluded and fault.plans],
        lambda number, fault: [
            (number if place == 0 else "", fault.element if place == 0 else "", plan.task, plan.owner,
             day(plan.due_on), plan.result or "–", _state(plan))
            for place, plan in enumerate(fault.plans)
        ],
        "Belum ada rencana tindak lanjut.",
    )  # fmt: skip


def progress(faults: Sequence[SurveyFault]) -> KeyValues:
    """How many problems and plans there are, and how far the plans are."""
    plans = [plan for fault in faults for plan in fault.plans]
    inside = [fault for fault in faults if not fault.excluded]
    numbers = (
        ("Masalah dicatat", len(faults)),
        ("Di luar kewenangan", len(faults) - len(inside)),
        ("Belum ada rencananya", sum(not fault.plans for fault in inside)),
        ("Rencana tindak lanjut", len(plans)),
        ("Masih berjalan", sum(plan.status in _OPEN for plan in plans)),
        ("Selesai", sum(plan.is_done for plan in plans)),
    )
    return KeyValues(tuple((label, show_integer(number)) for label, number in numbers), label_width=52)


_OPEN = frozenset(
    status.value
    for status in FollowupStatus
    if status not in (FollowupStatus.SELESAI, FollowupStatus.TIDAK_DAPAT_DITINDAKLANJUTI)
)


def _until(plan: Plan | None) -> str:
    if plan is None:
        return ""
    return f"{day(plan.start_on)} – {day(plan.due_on)}" if plan.due_on else f"mulai {day(plan.start_on)}"


def _state(plan: Plan) -> str:
    closed = day(plan.closed_on)
    return f"{plan.state}, {closed}" if closed else plan.state


def _banded(
    columns: tuple[TableColumn, ...], faults: Sequence[SurveyFault], rows_of: _RowsOf, empty: str
) -> Table:
    """The rows of every problem, under a band per unit, service and period when there are several."""
    rows: list[tuple[str, ...] | Band] = []
    heads = list(dict.fromkeys(_head(fault) for fault in faults))
    number = 0
    for head in heads:
        if len(heads) > 1:
            rows.append(Band(head))
        for fault in faults:
            if _head(fault) == head:
                number += 1
                rows.extend(rows_of(str(number), fault))
    return Table(columns=columns, rows=rows, empty=empty)


def _head(fault: SurveyFault) -> str:
    return ", ".join(part for part in (fault.service, fault.unit, fault.period) if part)
