"""Cues of small turns that decide a sentence: a way out of an offer, a step inside the frame, a label, a shrug."""

from __future__ import annotations

from therapy_env.language.reading_words import Entry

TABLE: list[Entry] = [
    (
        "way_out",
        "keep wait fancy interest welcome or ask once leave choice refusal prefer pass want wish care",
        r"\b(?:it|they|that|this)(?:'ll| will| can) (?:keep|wait)\b|\b(?:want|care|wish|fancy) (?:to hear|me to|it|them"
        r"|that|one|either)\b[^.!?\n]*\?|\b(?:of|any) (?:any )?(?:interest|use|help)\b[^.!?\n]*\?"
        r"|\bor (?:do|would|is|shall|should|are) (?:you|it|we|i)\b|\bor (?:we|i|you) (?:can|could|have|may|just)\b"
        r"|\bor (?:not|leave|only|first|something else|none)\b|\b(?:if|once) you (?:ask|want|say|nod|prefer|choose)\b"
        r"|\byour (?:leave|choice|say|call)\b|\ba (?:refusal|no) (?:will|is|does|would)\b|\byou(?:'d| may| might|"
        r" would)? (?:rather|prefer)\b|\byou can (?:say no|pass|refuse)\b|\bask first\b|\bwelcome to\b",
        {"advise": -0.3, "hold": 0.2},
    ),
    (
        "compared",
        "other else another often days day times nights before meant beside next against alongside catch comparison "
        "same different doubt withdraw see count",
        r"\b(?:other|else|another) (?:\w+ )?(?:ways?|times?|reasons?|people|things?|days?)\b[^.!?\n]*\?|\bhow often\b"
        r"|\b(?:days?|times?|nights?|moments?|mornings?|weeks?) (?:when |that )?(?:you|it|they|he|she) (?:weren't"
        r"|aren't|didn't|don't|isn't|wasn't|doesn't|did|were)\b|\bbefore (?:this|that|it|all|any)\b[^.!?\n]*\?"
        r"|\bwould \w+ have meant\b|\b(?:lay|set|put|hold) \w+ (?:\w+ )?(?:beside|next to|side by side|against"
        r"|alongside)\b"
        r"|\b(?:make|made|have made) you (?:think|doubt|withdraw|change|wonder)\b|\bneed to see\b|\bfor comparison\b"
        r"|\bthe same (?:rule|kind|measure|yardstick|way)\b|\bdifferent (?:from|then|before|when|if)\b"
        r"|\bcount (?:it|them|up)\b|\b(?:catch|notice) it\b",
        {"socratic": 0.6},
    ),
    (
        "shrug",
        "deal meal heart let after laugh pass passes forgotten forget seriously worse week moved only silly much half "
        "bother bothered notice dwell nobody everyone everybody",
        r"\bbig deal\b|\bmak(?:e|ing) (?:so much|too much|a meal|a thing|a lot) of\b|\bto heart\b"
        r"|\blet (?:it|that|this) go\b|\bafter all\b|\byou(?:'d|'ll| would| will) laugh\b"
        r"|\b(?:it|this|that)(?:'ll| will)? pass(?:es)?\b"
        r"|\b(?:ha(?:s|ve)|will have|'ll have) (?:already )?(?:forgotten|moved on)\b|\bforgets?\b"
        r"|\b(?:take|taking) (?:it|that|this) (?:so )?seriously\b|\bgive it (?:a|another) \w+"
        r"|\bonly (?:being|human|words|nice|tired|natural|the|your|their|his|her)\b|\b(?:one|some) silly\b"
        r"|\bhalf as\b|\b(?:don't|needn't|wouldn't) (?:bother|dwell)\b|\b(?:scarcely|hardly|barely) (?:notice"
        r"|matter)\b|\b(?:nobody|everyone|everybody|no one)(?:'s| gets?| is| has| does| feels?)\b",
        {"challenge": 0.3, "hold": -0.3},
    ),
    (
        "label",
        "poor thing soul dear folks guys lot women men kids symptom symptoms rank obsessed obsessive obsession "
        "compulsive severely neediness mentally diagnosis deluded disorder clinical clinically episode time head "
        "reasoned shape state matter families family across age honey know",
        r"\bpoor (?:old |little )?(?:thing|soul|dear|love|man|woman|you|lamb)\b|\b(?:you|these|those) (?:folks?|guys"
        r"|lot|women|men|kids|ones)\b|\b(?:folks?|guys|women|men|kids) like\b|\b(?:symptoms?|first[- ]rank|obsess\w+"
        r"|compulsive|severely|neediness|mentally|diagnos\w+|deluded|disorder|clinical(?:ly)?|episode)\b"
        r"|\btoo much time\b|\bto (?:his|her|your) head\b|\breasoned with\b|\bgrown[- ]ups?\b|\bin your (?:shape|state"
        r"|condition)\b|\bthe matter (?:with|if)\b|\bin (?:families|the family)\b|\bcome across\b|\bhoney\b"
        r"|\b(?:ought to|should) know\b|\bat (?:your|his|her) age\b",
        {"stigma": 0.8},
    ),
    (
        "explains_self",
        "sorry object had gave might could should signed agreed wrong work everybody everyone had here",
        r"\b(?:i'm|i am) not sorry\b|\bsorry (?:if|that you|you (?:feel|felt|took|see))\b|\b(?:everybody|everyone"
        r"|we all) (?:in this|here) \w+|\bi (?:had|have) to\b|\bwhat i'm here\b|\bthat's all (?:it|that|this) was\b"
        r"|\bthe wrong way\b|\bi (?:don't|didn't|never|haven't|wasn't) (?:\w+ )?(?:keep|object\w*|ask\w*|forg\w+"
        r"|ignor\w+|cut|mean)\b|\byou (?:might've|could've|should've|might have|could have|should have|signed|agreed)\b"
        r"|\bit(?:'s| is) (?:only |just )?(?:work|the (?:system|rules?|clinic|way))\b",
        {"repair": -0.5, "challenge": 0.3},
    ),
    (
        "inside_fact",
        "really actually surely course clue coincidence caught worked minds truth reason careful knew else found they",
        r"\b(?:it|he|she|they) (?:really|actually|surely) (?:is|are|did|do|does|has|have|was|were)\b|\bof course (?:he"
        r"|she|they|it)\b|\ba clue\b|\bno coincidence\b|\bcaught (?:him|her|them|it)\b|\bworked (?:it|them) out\b"
        r"|\bminds? up\b|\bfound a way\b|\bthey(?:'ll|'ve|'d) (?:be|do|have|been|made|got|found)\b|\bwhat else would\b"
        r"|\b(?:good |every )?reason to\b|\b(?:some |there's )?truth in\b|\btoo careful\b|\byou knew\b",
        {"collude": 0.4, "accommodate": 0.3},
    ),
    (
        "works_around",
        "different somewhere elsewhere instead safer quieter discreet round apart between wear blanket switch other",
        r"\b(?:somewhere|elsewhere|instead|safer|quieter|discreet|way round)\b|\bapart from\b|\bin between\b"
        r"|\ba different \w+|\bthe other (?:way|route|side|one|entrance|door)\b|\bso (?:that )?(?:they|he|she|it|nobody"
        r"|you're) (?:\w+ )?(?:can't|couldn't|won't|never|wouldn't|don't)\b",
        {"accommodate": 0.3},
    ),
    (
        "asked_straight",
        "straight direct directly plainly outright openly mean intend plan planning thinking hurt goodbye frightens "
        "dead tip using finish near close taking",
        r"\b(?:ask|asking|be|say|saying) (?:\w+ ){0,2}(?:straight|direct(?:ly)?|plainly|outright|openly)\b"
        r"|\b(?:mean|intend|plan|planning|meaning) to (?:do|use|go|end)\b|\b(?:thinking|think) (?:of|about) (?:taking"
        r"|going|using|ending|not|doing)\b|\bget hurt\b|\bgoodbye\b|\bfrightens me\b|\byou(?:'re| were| are) dead\b"
        r"|\bwould tip\b|\busing \w+ on\b|\bfinish (?:things|it)\b|\bhow (?:near|close)\b",
        {"risk": 0.9},
    ),
]
