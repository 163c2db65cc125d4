"""What an audit found, in a sentence of passports.

A verdict comes in, a sentence goes out that any renderer draws: the claim in its own
words, the finding, and the figures it was found by.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from bookrunner.briefs.audit import Finding
from bookrunner.briefs.story import Form, Line, Said, Section

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bookrunner.briefs.audit import Verdict
    from bookrunner.briefs.held import Held
    from bookrunner.briefs.story import Sentence

_FORMS: Final = {
    "count": Form.COUNT,
    "names": Form.TEXT,
    "ratio": Form.SHARE,
    "years": Form.YEARS,
}


def said_section(verdicts: Sequence[Verdict]) -> Section | None:
    """What is said of a sale and what the record says; None where nothing is said."""
    if not verdicts:
        return None
    first = Line(label="Said of this deal", sentence=_in_short(verdicts))
    each = [
        Line(label=v.finding.value, sentence=sentence(v), detail=True) for v in verdicts
    ]
    return Section(key="said", heading="Said of this deal", blocks=(first, *each))


def _in_short(verdicts: Sequence[Verdict]) -> Sentence:
    """The claims that fall, in full; the others counted."""
    fallen = [v for v in verdicts if v.finding in {Finding.CORRECTED, Finding.WRONG}]
    told = [part for v in fallen for part in (*sentence(v), ".  ")]
    found = Counter(v.finding for v in verdicts if v not in fallen)
    counted = ", ".join(f"{n} {finding.value}" for finding, n in found.items())
    return (*told, f"{counted[:1].upper()}{counted[1:]}.")


def sentence(verdict: Verdict) -> Sentence:
    """A claim, what was found, and the figures it was found by.

    >>> from bookrunner.briefs.audit import audited
    >>> from bookrunner.briefs.words import spoken
    >>> from bookrunner.deals import shipped_deal
    >>> spoken(sentence(audited(shipped_deal("amzn-2025-11-17"))[0]))
    '“Amazon is raising $12bn”: corrected, $15.00bn; $12.00bn was the target'
    """
    return (f"“{verdict.claim.claim}”: ", *_FINDINGS[verdict.finding](verdict))


def _confirmed(_: Verdict) -> Sentence:
    return ("confirmed",)


def _corrected(verdict: Verdict) -> Sentence:
    was = [(_said(verdict, each), f" was the {each.stage}") for each in verdict.agreeing]
    earlier = [part for told in was for part in ("; ", *told)]
    return ("corrected, ", *_figures(verdict, verdict.others), *earlier)


def _wrong(verdict: Verdict) -> Sentence:
    return ("wrong, ", *_figures(verdict, verdict.others))


def _other_scope(verdict: Verdict) -> Sentence:
    claim, others = verdict.claim, _scoped(verdict, verdict.others)
    if verdict.agreeing:
        rest = ("; not of ", *others) if others else ()
        return ("true only of ", *_scoped(verdict, verdict.agreeing), *rest)
    if claim.scope:
        basis = f"another basis, {claim.scope}, that no source at hand states; "
        return (basis, *others)
    return ("no figure at hand adds it up: ", *others)


def _not_found(_: Verdict) -> Sentence:
    return ("not found, no figure at hand speaks of it",)


_FINDINGS: Final[Mapping[Finding, Callable[[Verdict], Sentence]]] = {
    Finding.CONFIRMED: _confirmed,
    Finding.CORRECTED: _corrected,
    Finding.WRONG: _wrong,
    Finding.OTHER_SCOPE: _other_scope,
    Finding.NOT_FOUND: _not_found,
}


def _scoped(verdict: Verdict, figures: Sequence[Held]) -> Sentence:
    """Each scope once, with its figure: two reports of one scope need no second word."""
    first = {each.scope: each for each in reversed(figures)}
    told = [(f"{s} (", _said(verdict, each), ")") for s, each in reversed(first.items())]
    return _joined(told)


def _figures(verdict: Verdict, figures: Sequence[Held]) -> Sentence:
    return _joined([(_said(verdict, each),) for each in figures])


def _joined(parts: Sequence[Sentence]) -> Sentence:
    commas = [(", ", *part) for part in parts[1:]]
    return tuple(chain(*parts[:1], *commas))


def _said(verdict: Verdict, each: Held) -> Said:
    claim = verdict.claim
    place = (*verdict.others, *verdict.agreeing).index(each)
    key = f"claim:{claim.claim_id}" + (f":{each.stage or place + 1}" if place else "")
    return Said(key=key, figure=each.figure, form=_FORMS.get(claim.unit, Form.MONEY))
