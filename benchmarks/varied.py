"""Articles to measure speed on: the repository's own, varied. In: how many. Out: a folder of them, and a registry.

Every copy has its paragraphs in another order, one of them from another article of its language, and another day in its
date header: no two are the same.
"""

from __future__ import annotations

import random
import re
from itertools import count, product
from pathlib import Path

from musnad import languages

SEED = 20_260_101
FEWEST_ALIASES = 1_000
"""So many names and aliases the registry has at least in each language; what is missing is made up."""

_GIVEN = {
    "ar": "أحمد محمود خالد سمير يوسف إبراهيم طارق نبيل فارس رامي وليد هشام عمر زياد ماهر"
    " باسم عادل كريم جمال سعيد حسام أيمن رائد منير فؤاد لطفي شادي بلال أنور صلاح",
    "he": "יוסי דוד משה אבי רון גיל עומר נועם אורי איתן יונתן דניאל ברק אלון עמית ליאור"
    " תומר רועי שחר מתן אסף ניר עידו גדי יגאל צבי ארנון דורון חיים אמנון",
}
_FAMILY = {
    "ar": "الخطيب الحداد النجار الصباغ القاسم العلي المصري الشامي البغدادي الحلبي الطرابلسي"
    " الكردي السعدي التميمي الزهراني العتيبي الشمري الدوسري القحطاني الغامدي الحربي"
    " المطيري العنزي الرشيدي البلوي الجهني الأنصاري الهاشمي الفارسي الكوفي النابلسي"
    " المقدسي الغزي الصفدي",
    "he": "כהן-צדק לוינסון מזרחי-גל פרידמן ביטון דהן אברג'יל אזולאי מלכה-רז אוחיון גבאי חדד"
    " שפירא גולדברג רוזנברג קפלן וייס גרינברג שטרן קליין הורוביץ ברגר אדלר זילברמן"
    " לנדאו סגל-אור ברנע שגיא תבור ארבל גלעדי יריב נווה הראל",
}
_PARAGRAPH_END = re.compile(r"\n+")
_DAY = re.compile(r"(?<=-0)[1-9]\b")


def articles(seeds: Path, folder: Path, number: int) -> int:
    """Write `number` varied articles to `folder` as ``*.txt``; returns their size in bytes."""
    folder.mkdir(parents=True)
    originals = [path.read_bytes().decode("utf-8") for path in sorted(seeds.glob("*.txt"))]
    shelves = _by_language(originals)
    chance = random.Random(SEED)
    seen: set[str] = set()
    size = 0
    for at in range(number):
        original = originals[at % len(originals)]
        others = shelves[languages.detect(original)]
        text = next(text for _ in count() if (text := _varied(original, others, chance)) not in seen)
        seen.add(text)
        data = text.encode()
        (folder / f"{at:06}.txt").write_bytes(data)
        size += len(data)
    return size


def _by_language(texts: list[str]) -> dict[str | None, list[str]]:
    """The paragraphs of all texts, the first of each left out, by language."""
    shelves: dict[str | None, list[str]] = {}
    for text in texts:
        shelves.setdefault(languages.detect(text), []).extend(_PARAGRAPH_END.split(text.strip())[1:])
    return shelves


def _varied(text: str, others: list[str], chance: random.Random) -> str:
    """The text with one paragraph from another, its paragraphs in another order, and another day in its header."""
    head, *paragraphs = _PARAGRAPH_END.split(text.strip("\n"))
    paragraphs[chance.randrange(len(paragraphs))] = chance.choice(others)
    chance.shuffle(paragraphs)
    shuffled = "\n\n".join([head, *paragraphs]) + "\n"
    return _DAY.sub(lambda _: str(chance.randint(1, 9)), shuffled)


def registry(actors: Path, path: Path) -> int:
    """Write the registry with made-up people added; returns how many names were added in each language."""
    known = actors.read_text(encoding="utf-8")
    full = {
        language: [" ".join(pair) for pair in product(_GIVEN[language].split(), _FAMILY[language].split())]
        for language in _GIVEN
    }
    lines = [known.rstrip("\n")]
    added = 0
    for at, (arabic, hebrew) in enumerate(zip(full["ar"], full["he"], strict=True)):
        if arabic not in known and hebrew not in known:  # a name denotes one actor
            added += 1
            lines += [f"- id: made-up-{at}", f"  name: Made Up {at}", "  type: person"]
            lines.append(f'  names: {{ar: {arabic}, he: "{hebrew}"}}')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    if added < FEWEST_ALIASES:
        raise ValueError(f"{added} made-up names, fewer than {FEWEST_ALIASES}: add given or family names")
    return added
