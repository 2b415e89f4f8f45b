"""Every command a window or the command line can call, and the roles it obeys: a table of its own, no window.

A command that is not in the table fails the test, and so does one that looks at anything before it looks at
who asks: it is called with nothing at all.
"""

import ast
import importlib
import inspect
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import berkas
from berkas.rooms.complaints.commands.work import record_event
from berkas.rules.vocabulary import AnswerPass, Role
from berkas.rules.vocabulary import ComplaintEvent as Event
from berkas_db.book import Book
from berkas_db.changes import Actor, Step
from berkas_db.errors import Refused
from berkas_db.tables import Unit

SOURCE = Path(berkas.__file__).parent
GLASS = (
    "desk",
    "shell/startup",
    "shell/window",
    "shell/cli",
    "shell/firstrun",
    "shell/palette.py",
    "rooms/*/editor",
    "rooms/*/page.py",
    "rooms/*/table",
    "rooms/*/sheet",
)

EVERYBODY = set(Role.codes())
ADMIN = {"admin"}
CLERKS = {"admin", "petugas", "verifikator"}
VERIFIERS = {"admin", "verifikator"}
DECIDERS = {"admin", "pimpinan"}
CLOSERS = {"admin", "pimpinan", "verifikator"}
SEERS = {"admin", "petugas", "pimpinan"}
WORKERS = CLERKS | DECIDERS

OBEYS: dict[str, set[str]] = {
    "engine.accused.protect_names": CLERKS,
    "engine.accounts.change_own_password": EVERYBODY,
    "engine.accounts.create_first_account": ADMIN,
    "engine.accounts.give_temporary_password": ADMIN,
    "engine.checking.note_check": EVERYBODY,
    "engine.copies.note_copy": EVERYBODY,
    "engine.copies.set_places": ADMIN,
    "engine.due.requests.date_requests": CLERKS,
    "engine.duties.note_sent": CLERKS,
    "engine.duties.plan_year": CLERKS,
    "engine.emptying.empty_trash": ADMIN,
    "engine.printregister.note_printing": EVERYBODY,
    "engine.founding.found_office": ADMIN,
    "engine.issuing.issue": CLERKS,
    "engine.instrument_versions.move_assessments": ADMIN,
    "engine.letters.begin_letter": CLERKS,
    "engine.likeness.joining.join": CLERKS,
    "engine.likeness.pairs.call_different": CLERKS,
    "engine.letters.give_number": CLERKS,
    "engine.locking.set_lock_minutes": ADMIN,
    "engine.merging.save_merged": WORKERS,
    "engine.packages.copies.name_this_copy": ADMIN,
    "engine.packages.settling.settle": ADMIN,
    "engine.press.check_texts": CLERKS,
    "engine.protecting.note_sheet": EVERYBODY,
    "engine.records.restore_record": CLERKS,
    "engine.records.trash_records": CLERKS,
    "engine.recovery_codes.make_codes": ADMIN,
    "engine.recovery_codes.recover": EVERYBODY,
    "engine.replies.record_reply": CLERKS,
    "engine.second_keying.draw_sample": VERIFIERS,
    "engine.second_keying.release_second": VERIFIERS,
    "engine.second_keying.start_second": CLERKS,
    "rooms.award.commands.beginning.begin_round": CLERKS,
    "rooms.award.commands.entries.add_finding": CLERKS,
    "rooms.award.commands.entries.add_units": CLERKS,
    "rooms.award.commands.entries.save_entry": CLERKS,
    "rooms.award.commands.entries.save_history": CLERKS,
    "rooms.award.commands.entries.save_innovation": CLERKS,
    "rooms.award.commands.judging.save_judged": CLERKS,
    "rooms.award.commands.proofs.accept_lent": CLERKS,
    "rooms.award.commands.proofs.cover_proof": CLERKS,
    "rooms.award.commands.proofs.describe_together": CLERKS,
    "rooms.award.commands.proofs.keep_pattern": CLERKS,
    "rooms.award.commands.proofs.revise_proof": CLERKS,
    "rooms.award.commands.proofs.share_proof": CLERKS,
    "rooms.award.commands.ranking.keep_ranking": VERIFIERS,
    "rooms.award.commands.repairing.save_task": CLERKS,
    "rooms.award.commands.rounds.save_round": CLERKS,
    "rooms.award.commands.signing.lock_entry": VERIFIERS,
    "rooms.award.commands.signing.note_signatures": CLERKS,
    "rooms.award.commands.signing.open_revision": VERIFIERS,
    "rooms.award.commands.verification.add_proofs": CLERKS,
    "rooms.award.commands.verification.describe_proof": CLERKS,
    "rooms.award.commands.verification.remove_proof": CLERKS,
    "rooms.complaints.commands.aspirations.complaint_of_aspiration": CLERKS,
    "rooms.complaints.commands.aspirations.save_aspiration": CLERKS,
    "rooms.complaints.commands.aspirations.task_of_aspiration": CLERKS,
    "rooms.complaints.commands.tasks.task_of_complaint": CLERKS,
    "rooms.complaints.commands.tasks.tasks_of_supervision": CLERKS,
    "rooms.complaints.commands.attachments.add_attachment": CLERKS,
    "rooms.complaints.commands.information.save_information": CLERKS,
    "rooms.complaints.commands.intake.correct_person": CLERKS,
    "rooms.complaints.commands.intake.correct_reporter": CLERKS,
    "rooms.complaints.commands.intake.reveal_person": SEERS,
    "rooms.complaints.commands.intake.reveal_reporter": SEERS,
    "rooms.complaints.commands.intake.save_complaint": CLERKS,
    "rooms.complaints.commands.letters.begin_notice": CLERKS,
    "rooms.complaints.commands.ppidnames.draw_named_register": SEERS,
    "rooms.complaints.commands.registers.correct_requester": CLERKS,
    "rooms.complaints.commands.registers.reveal_requester": SEERS,
    "rooms.complaints.commands.registers.save_box": CLERKS,
    "rooms.complaints.commands.registers.save_duty": CLERKS,
    "rooms.complaints.commands.registers.save_request": CLERKS,
    "rooms.complaints.commands.registers.save_supervision": CLERKS,
    "rooms.complaints.commands.work.record_event": DECIDERS,
    "rooms.followups.commands.close_followup": CLOSERS,
    "rooms.followups.commands.followup_of_finding": CLERKS,
    "rooms.followups.commands.reopen_followup": CLOSERS,
    "rooms.followups.commands.report_done": CLERKS,
    "rooms.followups.commands.save_finding": CLERKS,
    "rooms.followups.commands.save_followup": CLERKS,
    "rooms.obh.commands.accreditation.save_category_rule": ADMIN,
    "rooms.obh.commands.accreditation.save_period": ADMIN,
    "rooms.obh.commands.accreditation.save_regency": ADMIN,
    "rooms.obh.commands.accreditation.save_requirement": ADMIN,
    "rooms.obh.commands.cases.save_case": CLERKS,
    "rooms.obh.commands.cases.save_recipient": CLERKS,
    "rooms.obh.commands.claims.claim_case": CLERKS,
    "rooms.obh.commands.claims.make_packet": CLERKS,
    "rooms.obh.commands.claims.move_claim": CLERKS,
    "rooms.obh.commands.claims.return_letter": CLERKS,
    "rooms.obh.commands.claims.save_claim": CLERKS,
    "rooms.obh.commands.identities.correct_recipient": CLERKS,
    "rooms.obh.commands.identities.enter_recipient": CLERKS,
    "rooms.obh.commands.identities.find_recipients": SEERS,
    "rooms.obh.commands.identities.reveal_recipient": SEERS,
    "rooms.obh.commands.money.save_contract": CLERKS,
    "rooms.obh.commands.money.save_tariff": CLERKS,
    "rooms.obh.commands.obh.save_obh": CLERKS,
    "rooms.obh.commands.people.save_person": CLERKS,
    "rooms.obh.commands.posts.save_posbankum": CLERKS,
    "rooms.obh.commands.retyping.mark_cases_typed": CLERKS,
    "rooms.obh.commands.retyping.save_case_order": ADMIN,
    "rooms.obh.commands.posts.save_prison": CLERKS,
    "rooms.obh.commands.posts.tick_week": CLERKS,
    "rooms.office.commands.checkrules.save_check_rules": ADMIN,
    "rooms.office.commands.instruments.install_edition": ADMIN,
    "rooms.office.commands.keeping.restore_from_trash": CLERKS,
    "rooms.office.commands.letters.begin_general": CLERKS,
    "rooms.office.commands.letters.save_incoming": CLERKS,
    "rooms.office.commands.letters.save_outgoing": CLERKS,
    "rooms.office.commands.letters.save_text": ADMIN,
    "rooms.office.commands.office.count_again": ADMIN,
    "rooms.office.commands.office.put_holiday": ADMIN,
    "rooms.office.commands.office.remove_holiday": ADMIN,
    "rooms.office.commands.office.save_holiday": ADMIN,
    "rooms.office.commands.office.save_letterhead": ADMIN,
    "rooms.office.commands.office.save_office": ADMIN,
    "rooms.office.commands.office.save_official": ADMIN,
    "rooms.office.commands.office.save_pattern": ADMIN,
    "rooms.office.commands.rules.declare_holidays": ADMIN,
    "rooms.office.commands.rules.install_clock": ADMIN,
    "rooms.office.commands.rules.remove_clock": ADMIN,
    "rooms.office.commands.rules.save_clock": ADMIN,
    "rooms.office.commands.terms.save_term": ADMIN,
    "rooms.office.commands.units.save_unit": CLERKS,
    "rooms.office.commands.users.save_user": ADMIN,
    "rooms.visits.commands.annex.draw_annex": SEERS,
    "rooms.visits.commands.assessments.lock_assessment": VERIFIERS,
    "rooms.visits.commands.assessments.mark_sidbankum": CLERKS,
    "rooms.visits.commands.assessments.return_assessment": VERIFIERS,
    "rooms.visits.commands.assessments.save_assessment": CLERKS,
    "rooms.visits.commands.assessments.verify_assessment": VERIFIERS,
    "rooms.visits.commands.events.save_event": CLERKS,
    "rooms.visits.commands.forms.make_forms": CLERKS,
    "rooms.visits.commands.forms.settle_forms": CLERKS,
    "rooms.visits.commands.keyed.save_with_answers": CLERKS,
    "rooms.visits.commands.keying.finish_keying": CLERKS,
    "rooms.visits.commands.redflags.follow_up_flags": CLERKS,
    "rooms.visits.commands.photos.add_event_photos": CLERKS,
    "rooms.visits.commands.photos.add_photos": CLERKS,
    "rooms.visits.commands.photos.describe_event_photo": CLERKS,
    "rooms.visits.commands.photos.describe_photo": CLERKS,
    "rooms.visits.commands.photos.remove_event_photo": CLERKS,
    "rooms.visits.commands.photos.remove_photo": CLERKS,
    "rooms.visits.commands.respondents.correct_respondent": CLERKS,
    "rooms.visits.commands.respondents.reveal_respondent": SEERS,
    "rooms.visits.commands.sheetproofs.add_sheet_proofs": CLERKS,
    "rooms.visits.commands.sheetproofs.describe_sheet_proof": CLERKS,
    "rooms.visits.commands.sheetproofs.remove_sheet_proof": CLERKS,
    "rooms.visits.commands.surveybatch.save_survey_batch": CLERKS,
    "rooms.visits.commands.surveymonth.begin_periods": CLERKS,
    "rooms.visits.commands.surveyplans.note_lowest": CLERKS,
    "rooms.visits.commands.surveyplans.plan_fault": CLERKS,
    "rooms.visits.commands.sidbankum.save_sidbankum_order": CLERKS,
    "rooms.visits.commands.sidbankum.unmark_sidbankum": CLERKS,
    "rooms.visits.commands.surveys.save_survey_period": CLERKS,
    "rooms.visits.commands.tracing.draw_sample": CLERKS,
    "rooms.visits.commands.visits.save_visit": CLERKS,
}
"""The roles a command obeys, written by hand from what each role is for."""

OF_ONES_OWN = {
    "engine.accounts.change_own_password",
    "engine.recovery_codes.recover",
    "engine.checking.note_check",
    "engine.copies.note_copy",
    "engine.printregister.note_printing",
    "engine.protecting.note_sheet",
}
"""No record of the office: one's own password, the door before anybody came in, what the program notes."""


def _glass() -> Iterator[Path]:
    for pattern in GLASS:
        for found in SOURCE.glob(pattern):
            yield from [found] if found.is_file() else found.rglob("*.py")


def _is_command(thing: object) -> bool:
    if not inspect.isfunction(thing) or not thing.__module__.startswith("berkas."):
        return False
    return thing.__code__.co_varnames[:1] == ("step",) and thing.__annotations__.get("step") in {Step, "Step"}


@cache
def called_from_outside() -> dict[str, Callable[..., Any]]:
    """Commands by their place and name, as the glass imports them."""
    found: dict[str, Callable[..., Any]] = {}
    for path in _glass():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(
                ("berkas.engine", "berkas.rooms")
            ):
                continue
            module = importlib.import_module(node.module or "")
            for alias in node.names:
                thing = getattr(module, alias.name, None)
                if _is_command(thing):
                    found[f"{thing.__module__.removeprefix('berkas.')}.{thing.__name__}"] = thing
    return found


CALLS: dict[str, tuple[Any, ...]] = {
    "engine.records.restore_record": (Unit, "unit", 1),
    "engine.records.trash_records": (Unit, "unit", [1]),
    "rooms.award.commands.verification.judge": (1, AnswerPass.VERIFIKATOR, {}),
    "rooms.complaints.commands.work.record_event": (1, Event.DITUTUP, {}),
}
"""Commands whose right depends on what is asked; the others are called with nothing."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    with Book.create(tmp_path_factory.mktemp("hak") / "a.berkas", office_name="Kantor Contoh") as book:
        yield book


def _nothing(parameter: inspect.Parameter) -> object:
    """The number of a record that is not there, else nothing at all."""
    return 999_999 if parameter.name == "id" or parameter.name.endswith("_id") else None


def refused(book: Book, name: str, command: Callable[..., Any], role: str) -> bool:
    """Whether the role is the reason why it does not happen."""
    given = list(inspect.signature(command).parameters.values())[1:]
    named = {
        each.name: _nothing(each)
        for each in given
        if each.kind is each.KEYWORD_ONLY and each.default is each.empty
    }
    placed = [each for each in given if each.kind in {each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD}]
    arguments = CALLS.get(name, tuple(_nothing(each) for each in placed if each.default is each.empty))
    try:
        book.change(command, Actor(None, "Siapa Contoh", role), *arguments, **named).result()
    except Refused as error:
        return " tidak berhak " in str(error)
    except Exception:  # noqa: BLE001  it was let through and then found nothing to work on
        return False
    return False


def test_the_table_knows_every_command_that_can_be_called() -> None:
    assert set(called_from_outside()) == set(OBEYS)


@pytest.mark.parametrize("name", sorted(OBEYS))
def test_a_command_obeys_these_roles_only(book: Book, name: str) -> None:
    command = called_from_outside()[name]
    assert {role for role in EVERYBODY if not refused(book, name, command, role)} == OBEYS[name]


def test_who_only_reads_writes_no_record() -> None:
    assert {name for name, roles in OBEYS.items() if "pengawas" in roles} == OF_ONES_OWN


@pytest.mark.parametrize(
    ("event", "roles"), [(Event.DITUTUP, DECIDERS), (Event.DIBUKA_KEMBALI, DECIDERS), (Event.DICABUT, CLERKS)]
)
def test_deciding_about_a_complaint_is_not_everybody_s(book: Book, event: Event, roles: set[str]) -> None:
    allowed = set()
    for role in EVERYBODY:
        try:
            book.change(record_event, Actor(None, "Siapa Contoh", role), 1, event, {}).result()
        except Refused as error:
            if " tidak berhak " not in str(error):
                allowed.add(role)
        except Exception:  # noqa: BLE001  let through, nothing to work on
            allowed.add(role)
    assert allowed == roles
