"""A card on a page: its items side by side, each item a label, the labels of its slots, and what they hold."""

from collections.abc import Iterator

from guanbiao.forms.catalogue import CARD_COLUMN, Card, slot_key
from guanbiao.pages.filled import Filled, placed
from guanbiao.pages.page import Placed

CARD_WIDTH = 3  # columns of the page that a column of the card takes: item, slot, figure


def card_rows(index: int, card: Card, filled: Filled, top: int) -> Iterator[Placed]:
    """The rows of a card, block `index` of its form, from the row `top` of the page on."""
    for side, items in enumerate(card.columns):
        left, at = side * CARD_WIDTH, top
        if card.heading:
            yield Placed(at, left, card.heading[0], "head", at, left + 1)
            yield Placed(at, left + 2, card.heading[1], "head")
            at += 1
        for item in items:
            bare = not any(slot.label for slot in item.slots)
            yield Placed(at, left, item.label, "stub", at + len(item.slots) - 1, left + int(bare))
            for slot in item.slots:
                if not bare:
                    yield Placed(at, left + 1, slot.label, "stub")
                key = (index, slot_key(item, slot), CARD_COLUMN)
                yield placed(filled.values.get(key), at, left + 2, "total")
                at += 1
