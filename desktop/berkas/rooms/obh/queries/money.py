"""Budget and realisation of OBH per year, as the papers of every room read them."""

from berkas.engine.budgets import Parts, YearMoney, money

__all__ = ["Parts", "YearMoney", "money"]
