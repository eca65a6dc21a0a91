"""Cues of meeting the patient and asking: saying back, staying with it, questions, guided discovery."""

from __future__ import annotations

from therapy_env.language.reading_words import FEEL_ANCHORS, FEELING, LEAD, REST, START, Entry

TABLE: list[Entry] = [
    # --- saying back
    (
        "reflect_stem",
        "sounds sound seems seem looks like hearing hear sense gather feel feels",
        r"\b(?:sounds?|seems?|looks?|feels?) (?:to me )?(?:like|as (?:if|though)|that)\b|\bi(?:'m"
        r"| am)? hear(?:ing)?\b"
        r"|\bi (?:get|have) (?:the|a) sense\b|\bi gather\b|\b(?:that|it|this|you) sounds?\b",
        {"reflect": 1.5, "hold": 0.3},
    ),
    (
        "so_you",
        "so",
        START + r"so,? (?:for you|you|your|it's|it is|what you|when|part of you|even|there's|the|on)\b",
        {"reflect": 1.4},
    ),
    (
        "you_saying",
        "saying telling describing understand understood words picture getting got from",
        r"\byou(?:'re| are) (?:saying|telling me|describing)\b|\bif i(?:'ve| have)?(?: got| am"
        r"|'m)? ?(?:understand|understood|getting|got)\b"
        r"|\bin other words\b|\bfrom what you(?:'ve| have|'re)?\b|\bwhat you(?:'re| are) (?:saying"
        r"|telling)\b",
        {"reflect": 1.4},
    ),
    (
        "you_state",
        "you",
        LEAD + r"(?:(?:all|part|some) of )?you(?:'re|'ve| are| have been| have| had| were|'d| feel| felt| want"
        r"| wanted| need"
        r"| wish| hope| keep| kept| miss| carry| never| still| don't| can't| do| long| care| would"
        r"| worry| fear| dread| love| see| look| seem) ",
        {"reflect": 1.0},
    ),
    (
        "you_feel",
        FEEL_ANCHORS + " feel feels feeling felt",
        r"\b(?:you|you're|you've|you'd|leaves you|left you|makes you|made you|leave you"
        r"|make you)\b[^.!?\n]{0,45}?\b(?:feel(?:s|ing)?|felt|" + FEELING + r")\b",
        {"reflect": 0.9, "hold": 0.5},
    ),
    # --- staying with it
    (
        "validate",
        FEEL_ANCHORS + " lot",
        r"\b(?:that|it|this|what a|how|these|those|all that)\b[^.!?\n]{0,40}?\b(?:" + FEELING + r"|a lot)\b",
        {"hold": 1.4, "reflect": 0.3},
    ),
    (
        "makes_sense",
        "sense understandable wonder anyone anybody natural blame course human normal surprised understand",
        r"\bmakes? (?:\w+ ){0,3}sense\b(?! of)|\bunderstandabl|\bno wonder\b|\b(?:anyone|anybody"
        r"|most people|many people)[^.!?\n]{0,30} would\b"
        r"|\bof course (?:you|it|that)\b|\bonly (?:natural|human)\b|\bdon't blame you\b|\bnot surpris"
        r"|\bi'm not surprised"
        r"|\bi (?:can )?understand (?:why|how|that)\b|\bhuman to\b|\bi can see (?:why|how)\b",
        {"hold": 1.7},
    ),
    (
        "sorry_for",
        "sorry",
        r"\bsorry (?:that )?(?:you(?:'re|'ve| are| have| had)?|to hear|this|it|that|things|about|for your)\b",
        {"hold": 1.6},
    ),
    (
        "thanks_for_telling",
        "thank thanks appreciate glad courage brave trust trusting",
        r"\b(?:thank you|thanks|appreciate|glad|grateful)\b[^.!?\n]{0,30}\b(?:tell|telling|told|trust"
        r"|trusting|trusted|shar(?:e|ed|ing)|say|saying|said|came|coming|open|honest|honesty|letting)"
        r"|\b(?:takes?|took) (?:\w+ ){0,2}courage\b|\bbrave (?:of|to)\b",
        {"hold": 1.3},
    ),
    (
        "stay_with",
        "here stay sit rush pace slow slowly hurry pause quiet silence room space tears cry alone breath wait bear",
        r"\bi(?:'m| am) (?:right )?here\b|\b(?:stay|sit|be) (?:here )?with (?:that|this|it|you)\b"
        r"|\bno (?:rush|hurry|need to)\b|\btake (?:your|all the|as much) time\b"
        r"|\byour (?:own )?pace\b|\bwe (?:can|could|don't have to|needn't) (?:just |also )?(?:stay|sit"
        r"|wait|be quiet|go slow|pause|take|rush|fix|hurry|solve|sort|leave|let)"
        r"|\bslow(?:ly)? (?:down)?\b|\bcan be quiet\b|\b(?:silence|quiet) is\b|\b(?:room|space) for\b"
        r"|\bdon't (?:have|need) to (?:fix|explain|say|talk|be strong|hide|apologi|prove|justify|decide"
        r"|answer|go through|carry)"
        r"|\bnot (?:alone|on your own) (?:with|in)\b|\bwith you (?:in|on)\b|\ball right to (?:cry|be"
        r"|feel)|\bokay to (?:cry|be|feel)",
        {"hold": 1.7},
    ),
    # --- asking
    (
        "ask_open",
        "what how",
        LEAD + r"(?:i(?:'m| am)? (?:wonder|wondering|curious)(?: about)?,? )?(?:what|how)(?:'s|'re"
        r"|'d)?\b(?! (?:many|often|long|much|old|about|sure|certain|likely|come\b))" + REST + r"\?",
        {"explore": 2.4},
    ),
    (
        "tell_me",
        "tell say describe walk help curious understand more hear",
        r"\b(?:tell|talk) me\b(?! (?:that|if|whether|you))|\btell us\b|\bsay (?:a bit |a little |some "
        r"|something )?(?:more|about)\b|\bdescribe\b|\bwalk me through\b|\btake me (?:through|back)\b"
        r"|\bhelp me (?:to )?(?:understand|see|get)\b|\bi(?:'d| would) (?:like|love|want) to (?:hear"
        r"|understand|know)\b|\bi(?:'m| am) curious\b",
        {"explore": 2.2},
    ),
    (
        "ask_closed",
        "do did does are is was were have has had can could will would should isn don doesn didn aren "
        "wasn haven hasn won any",
        LEAD + r"(?:(?:do|did|does|are|is|was|were|have|has|had|can|could|will|would|should)(?:n't)? (?:you|it"
        r"|they|there|he|she|that|this|your|anyone|anybody|someone|the|we|i|any|things|those|these|his"
        r"|her|my|a)\b|any )" + REST + r"\?",
        {"probe": 1.7},
    ),
    (
        "ask_fact",
        "when where who which many often long much old whose",
        LEAD + r"(?:when|where|who|which|whose|how (?:many|often|long|much|old))\b" + REST + r"\?",
        {"probe": 1.8},
    ),
    ("ask_why", "why", LEAD + r"why\b(?! (?:not|don't)\b)" + REST + r"\?", {"explore": 1.0, "probe": 0.6}),
    (
        "tag_question",
        "right correct isn aren huh",
        r"\b(?:right|correct|is that right|yes|isn't it|don't you|aren't you|is it|huh"
        r"|have i got that(?: right)?|does that (?:fit|sound right))\?",
        {"probe": 0.5, "reflect": 0.7},
    ),
    # --- guided discovery
    (
        "evidence",
        "evidence proof facts prove makes made leads led tells convinces convinced know sure certain "
        "confident base based conclusion checked basis",
        r"\b(?:evidence|proof|the facts|conclusion|basis)\b|\bwhat (?:makes|made|leads|led|tells|told"
        r"|convince[sd]) (?:you|it)\b"
        r"|\bhow (?:do|did|can|could|would) (?:you|we|one) (?:\w+ )?(?:know|tell|find out|check|decide"
        r"|figure|work out)\b"
        r"|\bhow (?:sure|certain|confident|convinced|true|strongly|much do you believe)\b|\b(?:are"
        r"|were) you (?:\w+ )?(?:sure|certain)\b",
        {"socratic": 2.0},
    ),
    (
        "alternative_asked",
        "other another else differently different explain explanation explanations alternative "
        "possible possibility otherwise could might innocent simpler ordinary account",
        r"\b(?:any )?(?:other|another|alternative|different|else|innocent|simpler"
        r"|ordinary)\b[^.!?\n]{0,22}\b(?:explanation|reason|way|possib|interpret|cause|meaning|story"
        r"|reading|angle)"
        + REST
        + r"\?|\bwhat else (?:could|might|may|would|can)\b|\b(?:explain|account for|see) (?:it|that"
        r"|this) (?:differently|otherwise|another way)"
        r"|\bcould (?:there|it|that|something|anything)\b[^.!?\n]{0,60}\?|\bmight (?:there|it|that"
        r"|something)\b[^.!?\n]{0,60}\?",
        {"socratic": 1.9, "reframe": 0.3},
    ),
    (
        "perspective_asked",
        "friend friends sister brother someone somebody mother colleague son daughter stranger mate else say",
        r"\b(?:friend|sister|brother|mother|son|daughter|colleague|stranger|someone(?: else)?"
        r"|somebody(?: else)?|best mate|mate)s?\b[^.!?\n]{0,40}\b(?:say|told|tell|said|think|see"
        r"|make of|make it|in (?:your|the same))"
        + REST
        + r"\?|\bwhat would you (?:say|tell)\b|\bif (?:a|your|it were|this were|somebody"
        r"|someone)\b[^.!?\n]*\?",
        {"socratic": 1.7},
    ),
    (
        "consequence_asked",
        "happen worst best likely mean follow means fit fits against exception exceptions ever time "
        "times square compare weigh cost costs gain lose chances advantages scale percent test change "
        "pros cons days moments part",
        r"\bwhat (?:would|might|could|will|does|do) (?:\w+ ){0,3}(?:happen|mean|follow|change|cost|gain"
        r"|lose|need to)\b|\b(?:worst|best|most likely)\b[^.!?\n]{0,40}\?|\bhow likely\b"
        r"|\bwhat are the (?:chances|odds)\b"
        r"|\b(?:doesn't|does not|don't|didn't|not quite|does that|does it|how does that|do those"
        r"|did that|would that) fit\b|\bagainst (?:it|that|the idea|this)\b|\bexceptions?\b"
        r"|\bhow do you (?:square|explain|reconcile|put)\b"
        r"|\b(?:was there|were there|has there|have there|is there|are there|any|ever) (?:been "
        r"|ever been |ever )?(?:a |any |an )?(?:times?|moments?|days?|occasions?|part of you|bits?"
        r"|anything)\b[^.!?\n]*\?"
        r"|\bwhat do you make of\b|\bwhat does (?:that|it|this)[^.!?\n]{0,25} (?:say|tell|mean)\b"
        r"|\bfor and against\b|\bpros and cons\b|\b(?:scale|out of (?:ten|100|a hundred)"
        r"|percent)\b[^.!?\n]*\?|\bhow could (?:we|you) (?:test|check|find)",
        {"socratic": 1.8},
    ),
]
