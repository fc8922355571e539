"""What a short value may be by its shape alone: a security code, an expiry date, a date of birth, or a part of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callscribe.polish.detectors.numbers.birth_dates import is_calendar_date
from callscribe.polish.detectors.numbers.expiry_dates import EXPIRY_YEARS, month_and_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callscribe.polish.detectors.numbers.number_words import Reading
    from callscribe.polish.detectors.numbers.short_values import ShortValue


@dataclass(frozen=True, slots=True)
class ValueShapes:
    """The words of one call, in which values are looked at.

    Attributes:
        readings: One for each word.
        kinds: What each word is in a date.
    """

    readings: Sequence[Reading]
    kinds: str

    def fits(self, entity_type: str, value: ShortValue) -> bool:
        """Whether a value may be all that was understood of an answer."""
        digits = len(value.digits)
        if entity_type == "CARD_CVV":
            return set(value.kinds) <= set("nhs") and 2 <= digits <= 5
        if entity_type == "CARD_EXPIRY":
            return "o" not in value.kinds and len(value.parts) <= 5 and digits <= (4 if "m" in value.kinds else 6)
        return bool(set(value.kinds) & set("mod")) or digits >= 2

    def is_whole(self, entity_type: str, value: ShortValue) -> bool:
        """Whether a value is a whole answer by its shape."""
        digits = len(value.digits)
        if entity_type == "CARD_CVV":
            return set(value.kinds) <= set("nhs") and digits in (3, 4)
        if entity_type == "CARD_EXPIRY":
            if not set(value.kinds) <= set("nmds") or not (digits >= 3 or "m" in value.kinds):
                return False
            if "s" in value.kinds:
                if digits not in (3, 4):
                    return False
                month, year = value.digits[:-2], value.digits[-2:]
                return 1 <= int(month) <= 12 and int(year) in EXPIRY_YEARS
            date = month_and_year(self.readings, self.kinds, value.first, value.last)
            return bool(date) and 1 <= int(date[:2]) <= 12 and int(date[2:]) in EXPIRY_YEARS
        if "d" in value.kinds:
            return any(self.readings[index].text.count("/") == 2 or digits >= 5 for index in value.parts)
        if not set(value.kinds) & set("mo"):
            return len(value.parts) >= 3 and digits >= 5
        year_alone = digits == 4 and value.digits[:2] in ("19", "20") and "o" not in value.kinds
        return digits >= (2 if "o" in value.kinds else 3) and not year_alone

    def is_joined(self, entity_type: str, value: ShortValue) -> bool:
        """Whether parts make a whole over what stands between: not "in nineteen eighty five we paid two"."""
        bare = entity_type == "DATE_OF_BIRTH" and not set(value.kinds) & set("mod")
        if bare and not is_calendar_date(self.readings, self.kinds, value.first, value.last):
            return False
        return self.is_whole(entity_type, value)

    def is_telling(self, entity_type: str, value: ShortValue) -> bool:
        """Whether a value is hardly a time or a year."""
        if entity_type == "DATE_OF_BIRTH":
            named = bool(set(value.kinds) & set("md"))
            return named or is_calendar_date(self.readings, self.kinds, value.first, value.last)
        if entity_type != "CARD_CVV":
            return True
        shapes = "".join(self.readings[index].shape for index in value.parts)
        if "h" in value.kinds or (set(shapes) & set("TYV") and value.digits.endswith(("00", "15", "30", "45"))):
            return False
        return set(shapes) == {"U"} or value.digits[:2] not in ("19", "20")


def weight(value: ShortValue) -> int:
    """How much a value says: a digit counts one, a month or an ordinal two."""
    return len(value.digits) + 2 * sum(kind in "mo" for kind in value.kinds)
