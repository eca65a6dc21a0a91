"""Labelled rows out of the project's own wording: phrases whose intent their author knows, about real contexts.

The corpora are the reading's ground truth; these rows add breadth. About a third take up another patient's words than
the one they answer, so that a good sentence said past the patient is learnt as a poor fit.
"""

from __future__ import annotations

from therapy_env.acts import ACTS
from therapy_env.core.noise import stream_key, uniform
from therapy_env.language.corpora import TherapistRow
from therapy_env.language.features import content, tokens
from therapy_env.language.wording import word

_INTENTS: dict[str, tuple[dict[str, float], str, float, float]] = {
    # intent: acts that the turn itself has, uptake, fit where it takes the patient up, appropriateness
    "listen": ({"explore": 1.0}, "acknowledge", 0.8, 0.75),
    "hold": ({}, "acknowledge", 0.85, 0.78),
    "goal": ({"explore": 1.0}, "acknowledge", 0.7, 0.65),
    "examine": ({"socratic": 1.0}, "examine", 0.8, 0.72),
    "reframe": ({"reframe": 1.0}, "examine", 0.75, 0.6),
    "consolidate": ({"reflect": 1.0, "hold": 0.5, "explore": 0.5}, "acknowledge", 0.75, 0.7),
    "repair": ({"repair": 1.0}, "ignore", 0.7, 0.55),
    "risk": ({"risk": 1.0, "hold": 0.5}, "ignore", 0.65, 0.55),
    "advise": ({"advise": 1.0}, "ignore", 0.3, 0.22),
    "agree": ({"collude": 1.0}, "endorse", 0.6, 0.06),
    "contradict": ({"challenge": 1.0}, "contest", 0.4, 0.1),
    "go_along": ({"accommodate": 1.0}, "accommodate", 0.65, 0.3),
    "support": ({"hold": 0.5, "reflect": 0.5, "explore": 1.0}, "acknowledge", 0.75, 0.7),
    "advocate": ({"explore": 1.0, "hold": 0.5, "advise": 0.5}, "acknowledge", 0.7, 0.65),
}
_TRUE = ("accurate", "congruent")


def worded_rows(rows: list[TherapistRow]) -> list[TherapistRow]:
    """Return worded turns for the contexts of ``rows``, in a fixed order."""
    contexts = list({(r.scenario, r.patient): r for r in rows}.values())
    made = []
    key = stream_key(7)
    for i, row in enumerate(contexts):
        for j in range(6):
            intent = list(_INTENTS)[(6 * i + j) % len(_INTENTS)]
            if intent == "agree" and row.belief_status in _TRUE:
                continue
            acts, uptake, fit, right = _INTENTS[intent]
            missed = uniform(key, i, 200 + j) < 0.35
            heard = contexts[(i + 17) % len(contexts)].patient if missed else row.patient
            opener = "hold" if uniform(key, i, 210 + j) < 0.5 else "reflect"
            labels = dict(acts)
            if intent == "hold":
                labels |= {"hold": 1.0, "reflect": 0.5} if opener == "reflect" else {"hold": 1.0}
            elif intent not in ("risk", "repair", "contradict", "advise"):
                labels.setdefault(opener, 1.0)
            vector = [0.85 * labels.get(name, 0.0) for name in ACTS]
            status_right = 0.05 if row.belief_status in _TRUE and intent == "contradict" else right
            said = word(vector, heard, intent=intent, key=key, turn=1000 * j + i)
            # what takes nothing of the patient's up may be a good sentence: it could be said to anyone
            taken_up = bool(set(content(tokens(said))) & set(content(tokens(row.patient))))
            made.append(
                TherapistRow.model_validate(
                    {
                        "scenario": row.scenario,
                        "patient": row.patient,
                        "belief": row.belief,
                        "belief_status": row.belief_status,
                        "therapist": said,
                        "acts": labels,
                        "uptake": uptake,
                        "target": intent not in ("advise", "repair", "risk"),
                        "fit": fit if taken_up else min(fit, 0.3),
                        "appropriate": status_right if taken_up else 0.6 * status_right,
                        "register": "informal",
                    }
                )
            )
    return made
