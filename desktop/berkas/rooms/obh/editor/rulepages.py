"""The pages of the dated rules of accreditation. Only who manages the office writes; everybody reads."""

from berkas.desk import Desk, RecordPage, RecordSpec
from berkas.engine.access import Right
from berkas.kit.filters import Filter
from berkas.kit.tableview import EmptyState
from berkas.rooms.obh.commands.accreditation import (
    save_category_rule,
    save_period,
    save_regency,
    save_requirement,
)
from berkas.rooms.obh.fields.accreditation import (
    CATEGORIES,
    CATEGORY_RULE,
    PERIOD,
    REQUIREMENT,
    span_checks,
)
from berkas.rooms.obh.fields.places import REGENCY, REGENCY_KINDS, regency_checks
from berkas.rooms.obh.queries.rules import (
    CATEGORY_RULES,
    PERIODS,
    REGENCIES,
    REQUIREMENTS,
    load_category_rule,
    load_period,
    load_regency,
    load_requirement,
)
from berkas.rooms.obh.sheet import IMPORTS
from berkas.rules.fields import choices_of
from berkas.rules.vocabulary import Confidence
from berkas_db.tables import AccreditationPeriod, CategoryRule, Regency, Requirement

_SURE = Filter("confidence", "Keyakinan", choices=choices_of(Confidence), blanks=False)


def doubt_tone(text: str) -> str:
    """How loud it is that something was not read in its source."""
    return "" if text in ("", Confidence.TERBACA.label) else "peringatan"


class PeriodPage(RecordPage):
    """Accreditation periods; the next one is added when its decree is known."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh", model=AccreditationPeriod, word="periode", title="Periode akreditasi",
                listing=PERIODS, writes=Right.MANAGE_OFFICE, fields=PERIOD, load=load_period,
                save=save_period, checks=(span_checks,), tones={"confidence": doubt_tone},
                empty=EmptyState("Belum ada periode akreditasi.", "Periode baru", "obh"),
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)


class CategoryRulePage(RecordPage):
    """Least numbers per category, with their regulation and how sure they are."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh", model=CategoryRule, word="aturan", title="Aturan kategori",
                listing=CATEGORY_RULES, writes=Right.MANAGE_OFFICE, fields=CATEGORY_RULE,
                load=load_category_rule, save=save_category_rule, checks=(span_checks,),
                tones={"confidence": doubt_tone},
                filters=(Filter("category", "Kategori", choices=CATEGORIES, blanks=False), _SURE),
                empty=EmptyState("Tidak ada aturan kategori yang cocok.", "Aturan baru", "obh"),
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)


class RequirementPage(RecordPage):
    """Requirements that stand on the requirement board."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh", model=Requirement, word="persyaratan", title="Persyaratan akreditasi",
                listing=REQUIREMENTS, writes=Right.MANAGE_OFFICE, fields=REQUIREMENT, load=load_requirement,
                save=save_requirement, checks=(span_checks,), tones={"confidence": doubt_tone},
                filters=(_SURE,),
                empty=EmptyState("Tidak ada persyaratan yang cocok.", "Persyaratan baru", "obh"),
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)


class RegencyPage(RecordPage):
    """Regencies and cities; an office types or takes in those of its own province."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk,
            RecordSpec(
                room="obh", model=Regency, word="wilayah", title="Kabupaten dan kota",
                listing=REGENCIES, writes=Right.MANAGE_OFFICE, fields=REGENCY, load=load_regency,
                save=save_regency, checks=(regency_checks, span_checks), tones={"confidence": doubt_tone},
                filters=(Filter("kind", "Jenis", choices=REGENCY_KINDS, blanks=False), _SURE),
                imports=IMPORTS["kabupaten"],
                empty=EmptyState("Tidak ada kabupaten atau kota yang cocok.", "Wilayah baru", "obh"),
            ),
        )  # fmt: skip
        self.set_offers(print=False, trash=False)
