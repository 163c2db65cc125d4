"""Labels: the words beside a value that say which figure it is.

Coupon (Interest Rate)*:   ->  "coupon"  ->  the coupon rule
Denominations:             ->  no figure of ours, but the end of the one before
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bookrunner.deals.references import is_reference
from bookrunner.deals.rules import RULES
from bookrunner.deals.rules.ratings import AGENCIES

if TYPE_CHECKING:
    from bookrunner.deals.rules import Rule

LONGEST: Final = 110  # characters of a label

_ASIDE: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[*†‡§]+|\(\d\)")
_INITIALS: Final = re.compile(r"\bU\.\s?S\.", re.IGNORECASE)
_MARKS: Final = re.compile(r"[^a-z0-9]+")
_RULED: Final = re.compile(
    "|".join(f"(?P<r{n}>{rule.labels})" for n, rule in enumerate(RULES))
)
_AGENCY: Final = re.compile("|".join(AGENCIES.values()), re.IGNORECASE)
# Labels that end the figure before them and state none of ours.
_OTHER: Final = re.compile(
    r"""(?:(?:senior|junior|lead)\s)*co\s?managers?(?:\s.*)?
    |(?:minimum\s|authorized\s)?denominations?(?:\s.*)?|multiples?|listing|expected\slisting|governing\slaw
    |format|offering\sformat|form(?:\sof\soffering)?|ranking|rank|status|seniority|clear(?:ing|ance)(?:\s.*)?
    |settlement\sagent|distribution|trustee.*|paying\sagent|calculation\sagent|business\sdays?(?:\s.*)?|record\sdates?
    |regular\srecord\sdates?|change\sof\scontrol.*|(?:additional\s|optional\s)?tax\sredemption|special\smandatory.*
    |additional\samounts|concurrent\soffering.*|stabilization.*|selling\srestrictions|conflicts?\sof\sinterest
    |legal\scounsel|prohibition.*|target\smarket.*|mifid.*|legend|joint\slead\smanagers?|lead\smanagers?|underwriters?
    |dealers?|agents?|managers?|global\scoordinators?|sinking\sfund|interest\sreset.*|interest\speriods?|lookback.*
    |observation.*|interest\sdetermination.*|initial\sinterest\s(?:reset|period|determination).*|minimum\sinterest.*
    |maximum\sinterest.*|index\smaturity|index\scurrency|designated\s.*|page|mid\s?swap\s(?:rate|yield).*
    |yield\sto\s(?:the\s)?(?:par\scall|first\scall|worst).*|accrued\sinterest.*|collateral|covenants?.*|repayment.*
    |risk\sfactors.*|sec\sregist.*|registration.*|type|other\sterms|delivery|security\sinterest|gross\sproceeds(?:\s.*)?
    |total(?:\sproceeds.*)?|purchase\sprice\sby.*|underwriting|ticker.*|tenor|term|concurrent.*|reopening.*""",
    re.VERBOSE,
)


def plain_label(words: str) -> str:
    """A label in lower case, without brackets, marks and footnotes.

    >>> plain_label("Coupon (Interest Rate)*:")
    'coupon'
    """
    bare = _ASIDE.sub(" ", _INITIALS.sub("US", words))
    return _MARKS.sub(" ", bare.lower()).strip()


@lru_cache(maxsize=4096)
def rule_for(words: str) -> Rule | None:
    """The rule that reads what stands beside this label, or None."""
    label = plain_label(words) if len(words) <= LONGEST else ""
    if not label:
        return None
    whole = _MARKS.sub(" ", words.lower()).strip()
    for form in dict.fromkeys((label, whole)):
        if (found := _RULED.fullmatch(form)) and found.lastgroup:
            return RULES[int(found.lastgroup[1:])]
    return None


@lru_cache(maxsize=4096)
def is_other_label(words: str) -> bool:
    """Whether these are a label of something the reader does not read.

    >>> is_other_label("Denominations"), is_other_label("2028 Notes"), is_other_label("S&P")
    (True, False, False)
    """
    label = plain_label(words) if len(words) <= LONGEST else ""
    if not label or is_reference(words) or _AGENCY.fullmatch(words.strip()):
        return False
    return _OTHER.fullmatch(label) is not None


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
