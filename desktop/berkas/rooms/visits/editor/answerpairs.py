"""Two windows' answers to one question, side by side in words; what lies in the vault stays hidden."""

from collections.abc import Mapping

from berkas.desk.conflicts import HIDDEN
from berkas.engine.merging import Clash
from berkas.kit.answers import AnswerForm
from berkas.kit.comparison import Pair
from berkas.rooms.visits.commands.keyed import ANSWERS
from berkas.rules.instruments import Item


def answer_pair(form: AnswerForm | None, clash: Clash) -> Pair | None:
    """The pair of a clash between answers; None for any other clash."""
    if clash.key != ANSWERS or form is None:
        return None
    code = str(clash.row).split("@")[0]
    item = form.instrument.items.get(code)
    sides = (each["answer"] if isinstance(each, Mapping) else each for each in (clash.theirs, clash.yours))
    personal = item is not None and bool(item.personal)
    theirs, yours = (_answer_words(item, each) for each in sides)
    return Pair(item.label if item else code, HIDDEN if personal and theirs else theirs, yours)


def _answer_words(item: Item | None, answer: object) -> str:
    """An answer by the labels of its options."""
    if answer is None:
        return ""
    given = answer if isinstance(answer, tuple) else (answer,)
    labels = {option.code: option.label for option in item.choices} if item else {}
    return ", ".join(labels.get(str(each), str(each)) for each in given)
