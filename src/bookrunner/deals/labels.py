"""Labels: the words beside a value that say which figure it is.

Coupon (Interest Rate)*:   ->  "coupon"  ->  the coupon rule
Denominations:             ->  no figure of ours, but the end of the one before
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bookrunner.deals.references import is_reference
from bookrunner.deals.rules import RULES, Scope
from bookrunner.deals.rules.ratings import AGENCIES

if TYPE_CHECKING:
    from bookrunner.deals.rules import Rule

LONGEST: Final = 110  # characters of a label

_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[*†‡§]+|\(\d\)")
_PERIOD: Final = re.compile(
    r"\b(?:with\s+respect\s+to|during|for|in)\s+(?:the\s+)?(?:initial\s+)?(?:fixed"
    r"|floating|reset)[\s-]+(?:rate\s+)?(?:interest\s+)?period\b",
    re.IGNORECASE,
)
_OF_PERIOD: Final = re.compile(r"^(?:fixed|floating)\srate\s(?:period\s)?")
_NOTE_GLUED: Final = re.compile(r"(?<=[a-z])\s?\d$")
_INITIALS: Final = re.compile(r"\bU\.\s?S\.", re.IGNORECASE)
_MARKS: Final = re.compile(r"[^a-z0-9]+")
_RULED: Final = re.compile(
    "|".join(f"(?P<r{n}>{rule.labels})" for n, rule in enumerate(RULES))
)
_AGENCY: Final = re.compile("|".join(AGENCIES.values()), re.IGNORECASE)
# Labels that end the figure before them and state none of ours.
_OTHER: Final = re.compile(
    r"""(?:(?:senior|junior|lead)\s)*co\s?managers?|(?:minimum\s|authorized\s)?denominations?
    |multiples?|(?:expected\s|no\s)?listing|governing\slaw|(?:legal\s|offering\s)?format
    |form(?:\sof\soffering)?|ranking|rank|status|seniority|clear(?:ing|ance)|type|term|tenor
    |settlement\sagent|distribution|(?:paying|calculation)\sagent|business\sdays?|page
    |(?:regular\s)?record\sdates?|additional\samounts|selling\srestrictions|legal\scounsel
    |conflicts?\sof\sinterest|legend|(?:joint\s)?lead\smanagers?|underwriters?|dealers?
    |agents?|managers?|global\scoordinators?|sinking\sfund|interest\speriods?|delivery
    |(?:initial\s)?interest\s(?:reset|determination)\s(?:dates?|periods?)|collateral
    |(?:minimum|maximum)\sinterest\srate|index\s(?:maturity|currency)|other\sterms|total
    |mid\s?swap\s(?:rate|yield)|yield\sto\s(?:the\s)?(?:par\scall|first\scall|worst)
    |accrued\sinterest|security\sinterest|gross\sproceeds|underwriting|risk\sfactors
    |spread\smultiplier""",
    re.VERBOSE,
)
_OTHER_OPENING: Final = re.compile(
    r"""(?:(?:senior|junior|lead)\s)*co\s?managers?\s.*|(?:minimum\s)?denominations?\s.*
    |clear(?:ing|ance)\s.*|trustee.*|business\sdays?\s.*|change\sof\scontrol.*
    |(?:additional\s|optional\s)?tax\sredemption.*|special\s(?:mandatory|event)?.*
    |concurrent.*|stabilization.*|prohibition.*|target\smarket.*|mifid.*|interest\sreset.*
    |lookback.*|observation.*|interest\sdetermination.*|designated\s.*|accrued\sinterest.*
    |covenants?.*|repayment.*|sec\sregist.*|registration.*|gross\sproceeds\s.*
    |total\sproceeds.*|purchase\sprice\sby.*|ticker.*|reopening.*|u\s?k\sbail.*
    |mid\s?swap\s(?:rate|yield).*|yield\sto\s(?:the\s)?par\scall.*""",
    re.VERBOSE,
)


def plain_label(words: str) -> str:
    """A label in lower case, without brackets, marks and footnotes.

    >>> plain_label("Coupon (Interest Rate)*:")
    'coupon'
    """
    bare = _PERIOD.sub(" ", _ASIDE.sub(" ", _INITIALS.sub("US", words)))
    return _MARKS.sub(" ", bare.lower()).strip()


@lru_cache(maxsize=4096)
def rule_for(words: str) -> Rule | None:
    """The rule that reads what stands beside this label, or None."""
    label = plain_label(words) if len(words) <= LONGEST else ""
    if not label:
        return None
    whole = _MARKS.sub(" ", words.lower()).strip()
    for form in dict.fromkeys((label, whole, _NOTE_GLUED.sub("", label))):
        if (found := _RULED.fullmatch(form)) and found.lastgroup:
            return RULES[int(found.lastgroup[1:])]
    return _rule_of_period(label)


def _rule_of_period(label: str) -> Rule | None:
    """The rule of “fixed rate benchmark treasury”; but “floating rate notes” are notes."""
    bare = _OF_PERIOD.sub("", label)
    found = _RULED.fullmatch(bare) if bare != label else None
    rule = RULES[int(found.lastgroup[1:])] if found and found.lastgroup else None
    return None if rule is None or rule.scope is Scope.ONE or rule.name == "title" else rule


@lru_cache(maxsize=4096)
def is_other_label(words: str) -> bool:
    """Whether these are a label of something the reader does not read.

    >>> is_other_label("Denominations"), is_other_label("2028 Notes"), is_other_label("S&P")
    (True, False, False)
    """
    label = plain_label(words) if len(words) <= LONGEST else ""
    if not label or is_reference(words) or _AGENCY.fullmatch(words.strip()):
        return False
    return bool(_OTHER.fullmatch(label) or _OTHER_OPENING.fullmatch(label))


@lru_cache(maxsize=4096)
def ends_as_label(words: str) -> Rule | bool:
    """The rule of words that stand inside others, or whether they are another label."""
    if is_reference(words):
        return False
    return rule_for(words) or _OTHER.fullmatch(plain_label(words)) is not None


@lru_cache(maxsize=8192)
def is_label(words: str) -> bool:
    """Whether a rule answers to these words, or they end the figure before them."""
    return not is_reference(words) and (
        rule_for(words) is not None or is_other_label(words)
    )


@lru_cache(maxsize=4096)
def is_shaped_as_label(words: str) -> bool:
    """Whether words before a colon look like a label: few, capital first, no reference."""
    bare = words.strip().rstrip(":").strip()
    if not bare or not bare[0].isupper() or len(bare) > 60 or len(bare.split()) > 7:
        return False
    return not (
        is_reference(bare) or _AGENCY.search(bare) or re.search(r"[%$€£¥;]|\d{3}", bare)
    )
