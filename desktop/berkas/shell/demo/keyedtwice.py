"""Numbers the paper forms of a sample's visits, accounts for each, and keys the sheets a second time.

Second keying wants two people. Their accounts are made up, have no password and are shut again at the end,
so that nobody has to sign in to look at a sample. Imports no Qt.
"""

from berkas.engine.assessing import answers_of
from berkas.engine.keying_batches import Batch
from berkas.engine.second_keying import draw_sample, start_second
from berkas.rooms.visits.commands.forms import make_forms, note_keyed, settle_forms
from berkas.rooms.visits.commands.keying import finish_keying
from berkas.rules.second_keying import Settled
from berkas.rules.vocabulary import FormState, Role, SettledBy
from berkas.shell.demo.names import id_of
from berkas.shell.demo.reading import SampleOffice, Values
from berkas.shell.demo.registers import REASON
from berkas_db.book import Book
from berkas_db.changes import Actor, Step
from berkas_db.tables import AppUser, Assessment, Visit


def key_twice(book: Book, maker: Actor, office: SampleOffice) -> None:
    """Write every `ketik_kedua` of the sample, in a few steps of the book."""
    for record in office["ketik_kedua"]:
        batch, first, second = book.change(_begin, maker, record).result().value
        drawn = book.change(draw_sample, second, batch, seed=record["seed"]).result().value
        for place, id_ in enumerate(sorted(drawn.sheets)):
            book.change(_again, second, id_, record if place == 0 else {}).result()
        book.change(_shut, maker, (first, second)).result()


def _begin(step: Step, record: Values) -> tuple[Batch, Actor, Actor]:
    """Forms of a visit with what became of them, and two accounts; the first one keyed its sheets."""
    first, second = (
        _account(step, name, role)
        for name, role in ((record["first"], Role.PETUGAS), (record["second"], Role.VERIFIKATOR))
    )
    visit = id_of(step, Visit, "code", record["visit_id"])
    sheets = sorted(row.id for row in step.session.query(Assessment).filter_by(visit_id=visit))
    forms = make_forms(step, visit, record["instrument"], record["forms"])
    for key, state in (("void", FormState.BATAL), ("lost", FormState.HILANG)):
        for number, reason in record.get(key, {}).items():
            settle_forms(step, [forms[int(number) - 1]], state, reason)
    spoken_for = {int(number) for key in ("void", "lost") for number in record.get(key, {})}
    free = [form for number, form in enumerate(forms, 1) if number not in spoken_for]
    for form, sheet in zip(free, sheets, strict=True):
        note_keyed(step, form, sheet)
        step.update(Assessment, sheet, {"keyed_by_id": first.user_id})
    step.say("Formulir kertas contoh dicocokkan")
    return Batch(visit), first, second


def _account(step: Step, name: str, role: Role) -> Actor:
    login = "-".join(name.casefold().replace(",", " ").replace(".", " ").split())
    own = {"login": login, "full_name": name, "role": role.value}
    return Actor(step.insert(AppUser, own), name, role.value)


def _again(step: Step, id: int, record: Values) -> None:
    """The same answers once more; where the second keyer erred, the paper proved the first one right."""
    start_second(step, id)
    first = answers_of(step.session, id)
    wrong: dict[str, str] = record.get("wrong", {})
    settled = {key: Settled(SettledBy.PERTAMA, first[key]) for key in wrong}
    finish_keying(step, id, first | wrong, settled, reason=REASON)


def _shut(step: Step, people: tuple[Actor, Actor]) -> None:
    for one in people:
        if one.user_id is not None:
            step.update(AppUser, one.user_id, {"is_active": False})
    step.say("Akun pengetik contoh dihentikan")
