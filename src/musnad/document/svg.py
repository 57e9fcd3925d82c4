"""SVG: shapes and words go in, a picture that stands in a page comes out, as markup. Nothing is measured but text.

Every word is escaped here, and controls in it are named. A picture has a title and a description for those who do not
see it, and takes its colours from classes, so that it follows the colour scheme of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from musnad.document import markup

Value = str | float | None

FITS, SMALLEST = 780.0, 0.8
"""Up to which width a picture may shrink to its place, and to what part of itself a wider one may: it then scrolls."""

PLAIN = 12.0
"""Size of the type where none is given, as the style sheet has it."""

_NARROW = frozenset("iljtfrI.,:;'|!()[]-/ ’·")
_WIDE = frozenset("mwMW@%—…→")


def width(words: str, size: float) -> float:
    """About how wide a line is in a sans-serif type of `size`, rather too much than too little."""
    return size * sum(map(_em, words))


def wrap(words: str, most: float, size: float) -> list[str]:
    """The words in lines no wider than `most`, where no single word is wider."""
    lines: list[str] = []
    for word in words.split():
        if lines and width(f"{lines[-1]} {word}", size) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def element(name: str, *children: str, **attributes: Value) -> Markup:
    """One element; ``class_`` and ``stroke_width`` are written ``class`` and ``stroke-width``, None is left out."""
    given = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _shown(value))
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return Markup("<{}{}/>").format(Markup(name), given)
    inside = Markup("").join(child if isinstance(child, Markup) else escape(_shown(child)) for child in children)
    return Markup("<{}{}>{}</{}>").format(Markup(name), given, inside, Markup(name))


def lines(words: Sequence[str], x: float, y: float, size: float, **attributes: Value) -> Markup:
    """Words in lines, one below the other, the first with its baseline at `y`."""
    given = {"font_size": None if size == PLAIN else size, **attributes}
    if len(words) == 1:
        return element("text", words[0], x=x, y=y, **given)
    spans = [element("tspan", line, x=x, y=y + number * 1.25 * size) for number, line in enumerate(words)]
    return element("text", *spans, **given)


def box(x: float, y: float, across: float, down: float, **attributes: Value) -> Markup:
    """A rectangle with soft corners."""
    return element("rect", x=x, y=y, width=across, height=down, rx=5, **attributes)


def curve(x_1: float, y_1: float, x_2: float, y_2: float, **attributes: Value) -> Markup:
    """A line from left to right that leaves and arrives level; its class says that it is not filled."""
    middle = (x_1 + x_2) / 2
    path = f"M{_shown(x_1)} {_shown(y_1)}C{_shown(middle)} {_shown(y_1)} {_shown(middle)} {_shown(y_2)} "
    return element("path", d=f"{path}{_shown(x_2)} {_shown(y_2)}", **attributes)


def picture(name: str, size: tuple[float, float], title: str, description: str, *shapes: Markup) -> Markup:
    """The whole picture.

    Args:
        name: an id of its own on the page.
        size: width and height, in the units in which the shapes are placed.
        title: what it shows, in a few words.
        description: the same as the shapes say, in words.
        shapes: what is drawn, from the back to the front.
    """
    across, down = map(_shown, size)
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", description, id=f"{name}-desc"),
        *shapes,
        viewBox=f"0 0 {across} {down}",
        width=size[0],
        height=size[1],
        style=f"min-width:{_shown(SMALLEST * size[0])}px" if size[0] > FITS else None,
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
        class_="drawn",
    )


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.34
    if char in _WIDE:
        return 0.95
    if char.isupper() or char.isdigit() or ord(char) > 0x2FF:
        return 0.69
    return 0.57


def _shown(value: Value) -> str:
    if isinstance(value, str):
        return markup.visible(value)
    return f"{value or 0:.1f}".rstrip("0").rstrip(".")
