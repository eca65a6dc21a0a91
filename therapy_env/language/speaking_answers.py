"""Which lines answer which kind of question: the question that is asked is the question that is answered."""

from __future__ import annotations

from therapy_env.cues import Cues, Risk, Talk
from therapy_env.language.speaking_questions import Asked

FIRM = 0.7
"""Firmness above which no doubt is heard."""
DOUBTFUL = 0.4
"""Firmness below which the thought is held at a distance."""
OPEN = 0.35
"""Disclosure below which a belief is only hinted at, and answers below which a question is dodged."""
UPSET = 0.6
"""Arousal above which feelings are told as they are told when upset."""

NEVER_DODGED = frozenset(
    ("greeting", "closing", "thanks", "confirm", "us", "risk", "permission", "homework", "who", "ask_back")
)
"""Kinds of question that are met in some way even when nothing is given away."""

PERSONAL = frozenset(
    ("evidence", "alternative", "perspective", "certainty", "meaning", "worst", "scale", "feeling", "body", "reasons",
     "thought", "to_a_friend")
)
"""Kinds of question that are passed over where little is given away; plain questions of fact are answered briefly."""

ABOUT_BELIEF = frozenset(
    ("evidence", "alternative", "certainty", "meaning", "worst", "perspective", "closed", "any", "")
)
"""Kinds of question in answer to which a belief is spoken of as often as it is in mind."""

_NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "onset": ("help", "health"),
    "family": ("childhood", "partner"),
    "partner": ("family", "friends"),
    "friends": ("leisure", "family"),
    "work": ("money", "day"),
    "home": ("day", "family"),
    "sleep": ("health", "day"),
    "health": ("sleep", "help"),
    "mood": ("day", "sleep"),
    "day": ("leisure", "home"),
    "childhood": ("family",),
    "faith": ("meaning", "family"),
    "money": ("work", "home"),
    "leisure": ("day", "friends"),
    "meaning": ("faith", "childhood"),
    "help": ("health", "onset"),
}


def band(firmness: float) -> str:
    """Return the name of the firmness band: firm, leaning or doubtful."""
    return "firm" if firmness > FIRM else "leaning" if firmness >= DOUBTFUL else "doubtful"


def feelings(arousal: float) -> tuple[str, ...]:
    """Return the pools that tell a feeling at this arousal."""
    if arousal > UPSET:
        return ("feelings_upset", "shared.upset", "combo.upset", "feelings_calm")
    return ("feelings_calm", "shared.calm", "feelings_upset")


def topic_pools(topic: str) -> tuple[str, ...]:
    """Return the pools that answer a question of fact about ``topic``."""
    if not topic:
        return ()
    near = _NEIGHBOURS[topic]
    return (
        f"fact.{topic}",
        f"situation.{topic}",
        "shared.told_already",
        *(f"fact.{other}" for other in near),
    )


def answer_pools(question: Asked, cues: Cues, belief: int, preoccupation: float, *, strained: bool) -> tuple[str, ...]:
    """Return, in order of preference, the pools that answer a question; empty where only words can tell.

    Args:
        question: what was asked.
        cues: what the turn is to show.
        belief: index of the belief that the question would be about.
        preoccupation: how much of the day that belief takes, from the persona.
        strained: whether something stood between the two a moment ago.
    """
    b = belief
    how = band(cues.firmness)
    own = cues.disclosure >= OPEN
    thinks_again = cues.insight > 0.4 or how == "doubtful"
    match question.kind:
        case "risk":
            if cues.risk == Risk.NONE:
                return ("risk.denies", "shared.risk_none")
            return ("risk.admits", "shared.risk_told")
        case "feeling":
            return feelings(cues.arousal)
        case "body":
            return ("~fact.health", *feelings(cues.arousal))
        case "scale":
            level = "high" if cues.arousal > 0.62 else "middle" if cues.arousal > 0.32 else "low"
            return (f"shared.bad_{level}", *feelings(cues.arousal))
        case "evidence":
            if not own:
                return (f"hints.{b}", "shared.hinting")
            return (f"for.{b}", "shared.evidence_none", "situations")
        case "alternative":
            if not own:
                return ("shared.maybe_other", "shared.hinting")
            if how == "doubtful":
                return (f"alternative.{b}", f"against.{b}", "shared.maybe_other")
            if thinks_again:
                return (f"against.{b}", "shared.maybe_other")
            return ("shared.no_other",) if how == "firm" else ("shared.maybe_other", f"against.{b}")
        case "perspective":
            who = question.person
            if question.topic == "health":
                return ("fact.help", "fact.health", f"shared.others_unsaid.{who}")
            named = ("~fact.partner", "~fact.family", "~fact.friends")
            if own and thinks_again:
                return (f"~against.{b}", *named, f"shared.others_doubt.{who}", f"against.{b}")
            return (*named, f"shared.others_unsaid.{who}", "style.dont_know")
        case "to_a_friend":
            return ("shared.to_a_friend", f"against.{b}") if own else ("shared.to_a_friend",)
        case "thought":
            return (f"{how}.{b}", f"+{how}.{b}") if own else (f"hints.{b}", "shared.hinting")
        case "obstacle":
            return ("stuck", "+staying", "shared.staying")
        case "trigger":
            return ("situations", "coping")
        case "ask_back":
            return ("shared.asks_back",)
        case "pastime":
            return ("fact.leisure", "coping", "strengths")
        case "self":
            return ("fact.work", "fact.family", "fact.home", "strengths")
        case "certainty":
            if not own:
                return ("shared.hinting", f"hints.{b}")
            return (f"shared.{how}", f"+{how}.{b}", f"combo.{how}")
        case "example":
            topical = (f"situation.{question.topic}",) if question.topic else ()
            return (*topical, "situations", f"for.{b}", "shared.told_already")
        case "onset":
            return ("fact.onset", "shared.told_already")
        case "frequency":
            often = "high" if preoccupation > 0.5 else "middle" if preoccupation > 0.25 else "low"
            return (f"shared.often_{often}",)
        case "coping":
            return ("coping", f"safety.{b}", "strengths")
        case "household":
            return ("fact.family", "fact.home", "fact.partner", "shared.told_already")
        case "support":
            near = (f"fact.{question.topic}",) if question.topic in ("family", "partner", "friends") else ()
            return (*near, "fact.friends", "fact.family", "fact.partner", "shared.not_told")
        case "safety":
            return (f"safety.{b}", "coping") if own else ("coping", "shared.hinting")
        case "reasons":
            return ("risk.protective", "strengths", "goals")
        case "goal":
            return ("goals", "willing")
        case "strengths":
            return ("strengths", "fact.leisure", "coping")
        case "meaning":
            return (
                "fact.meaning",
                *(("core_beliefs", "intermediate_beliefs") if own else ()),
                "style.dont_know",
            )
        case "worst":
            return ("intermediate_beliefs", "core_beliefs", *feelings(max(cues.arousal, 0.61)))
        case "impact":
            topical = (f"~fact.{question.topic}",) if question.topic else ()
            return (*topical, "fact.day", "fact.mood", "fact.sleep", f"safety.{b}", "fact.leisure", "stuck")
        case "homework":
            if cues.talk == Talk.CHANGE:
                return ("shared.taking_on", "+changing", "shared.changing", "combo.changing")
            if cues.talk == Talk.SUSTAIN or cues.answer < OPEN:
                return ("yes_but", "+staying", "stuck", "shared.butting", "shared.staying", "combo.staying")
            return ("shared.might_try", "shared.butting", "yes_but")
        case "help":
            return ("fact.help", "goals", "shared.told_already")
        case "presenting":
            return ("presenting", "openings", *(() if own else (f"hints.{b}",)), "goals")
        case "us":
            if cues.warmth > 0.45:
                return ("thaw", "shared.thawing", "shared.us_warm") if strained else ("shared.us_warm", "held")
            return ("shared.us_cool", "shared.us_warm")
        case "closing":
            return ("shared.closings_warm",) if cues.warmth > 0.4 else ("shared.closings_cool",)
        case "thanks":
            return ("shared.thanked",)
        case "greeting":
            return ("shared.greetings",)
        case "permission":
            refuses = cues.warmth < 0.35 and (cues.talk == Talk.SUSTAIN or cues.answer < OPEN)
            return ("shared.rather_not",) if refuses else ("shared.yes_you_may",)
        case "more":
            if question.topic:
                return topic_pools(question.topic)
            return (f"for.{b}", "situations") if own else (f"hints.{b}", "situations")
        case "closed":
            told = (f"~for.{b}",) if own else ()
            return ("~facts", "~situations", "~coping", "~strengths", *told, "shared.yes_and_no")
        case "fact":
            return topic_pools(question.topic)
        case _:
            return ()
