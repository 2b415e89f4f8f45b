"""What this room changes. Every function is a command: it checks the right, the values, then writes."""

from berkas.rooms.obh.commands.accreditation import (
    save_category_rule,
    save_period,
    save_regency,
    save_requirement,
)
from berkas.rooms.obh.commands.cases import save_case, save_recipient
from berkas.rooms.obh.commands.claims import (
    claim_case,
    make_packet,
    move_claim,
    return_letter,
    save_check,
    save_claim,
)
from berkas.rooms.obh.commands.identities import (
    correct_recipient,
    enter_recipient,
    find_recipients,
    reveal_recipient,
)
from berkas.rooms.obh.commands.money import save_contract, save_tariff
from berkas.rooms.obh.commands.obh import save_obh
from berkas.rooms.obh.commands.people import save_person
from berkas.rooms.obh.commands.posts import save_posbankum, save_prison
from berkas.rooms.obh.commands.retyping import mark_cases_typed, save_case_order

__all__ = [
    "claim_case",
    "correct_recipient",
    "enter_recipient",
    "find_recipients",
    "make_packet",
    "mark_cases_typed",
    "move_claim",
    "return_letter",
    "reveal_recipient",
    "save_case",
    "save_case_order",
    "save_category_rule",
    "save_check",
    "save_claim",
    "save_contract",
    "save_obh",
    "save_period",
    "save_person",
    "save_posbankum",
    "save_prison",
    "save_recipient",
    "save_regency",
    "save_requirement",
    "save_tariff",
]
