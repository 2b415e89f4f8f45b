"""A sheet to be typed into Sidbankum, and the order in which its answers are typed."""

from PySide6.QtWidgets import QWidget

from berkas.desk import retyping
from berkas.rooms.visits.fields.sidbankum import default_order, order_problem, read_order, write_order
from berkas.rooms.visits.queries.sidbankum import Retyped, SidbankumOrder


class RetypeDialog(retyping.RetypeDialog):
    """The answers of one interview in order."""

    def __init__(self, sheet: Retyped, parent: QWidget | None = None, *, may_write: bool = True) -> None:
        typed = f" Ditandai sudah diinput {sheet.typed_on}." if sheet.typed_on else ""
        super().__init__(
            f"Lembar ketik Sidbankum: {sheet.code}",
            sheet.facts,
            f"{sheet.order.said} Enter menyalin jawaban lalu maju.{typed}",
            sheet.lines,
            parent,
            may_write=may_write,
        )
        self.sheet = sheet


class OrderDialog(retyping.OrderDialog):
    """The order of one instrument: `# ` a heading, else an item's key."""

    def __init__(self, order: SidbankumOrder, parent: QWidget | None = None) -> None:
        self._instrument = order.instrument
        super().__init__(
            f"Urutan ketik: {order.instrument.title}",
            "Satu baris satu butir, menurut urutan layar Sidbankum. Baris yang diawali “# ” menjadi judul; "
            "kata sesudah “|” hanya keterangan. "
            "Alt+↑ dan Alt+↓ memindahkan baris. Butir yang tidak ditulis muncul terakhir.",
            write_order(order.lines, order.instrument),
            parent,
            usual=write_order(default_order(order.instrument), order.instrument),
            problem=lambda text: order_problem(text, order.instrument),
        )

    def written(self) -> str:
        """The order as text; empty when it is the instrument's own."""
        lines = read_order(self.text.toPlainText(), self._instrument)
        own = default_order(self._instrument)
        return "" if lines == own else write_order(lines)
