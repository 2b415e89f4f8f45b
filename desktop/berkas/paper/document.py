"""Parts in, PDF bytes out.

`render` is all a room needs. Loading it is cheap; reportlab comes with the first paper.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from berkas.paper.frame import Frame
from berkas.paper.parts import Part
from berkas.paper.pictures import Cover, Poster


def render(parts: Sequence[Part], frame: Frame, *, on_page: Callable[[int], None] | None = None) -> bytes:
    """The paper as PDF. The same parts and frame give the same bytes on every computer.

    `on_page` is called with the number of every finished page; what it raises ends the rendering (cancel).
    Raises AttachedError for an attached PDF that cannot be read.
    """
    from berkas.paper._press.compose import Composer
    from berkas.paper._press.flow import Flow
    from berkas.paper._press.press import Press
    from berkas.paper.attachments import lay_in

    press = Press(frame, on_page)
    letterhead = not (parts and isinstance(parts[0], Cover | Poster))
    Flow(press, letterhead=letterhead).run(Composer(press, parts).blocks())
    made = press.close()
    return lay_in(made, press.openings) if press.openings else made
