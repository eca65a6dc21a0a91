"""Hand-written cues of the therapist reading: what wording is a sign of which act, before any fitting.

Each cue is a pattern over the normalised text, a set of anchor words (the pattern is only tried where one of them
occurs, which keeps reading fast) and the log-odds that it lends to acts. The fit starts from these log-odds and
learns what to add, so that the reader works with cues alone and phrases seen in training cannot unlearn them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from therapy_env.acts import ACTS


class Cue(NamedTuple):
    """One sign in the wording."""

    name: str
    anchors: frozenset[str]
    where: str
    """``&`` if it is tried where clauses begin, ``^`` where sentences begin, empty for anywhere."""
    pattern: re.Pattern[str]
    weights: dict[str, float]


_ADV = r"(?:\w+ly |so |very |really |pretty |quite |such |too |a bit |a little |more |all |just |still |rather |that )*"
_LEAD = "&"
"""Marks a pattern that is tried where a clause begins."""
_START = "^"
"""Marks a pattern that is tried where a sentence begins."""
_REST = r"[^.!?\n]*"

FEELING = (
    "afraid|alone|angry|anger|anguish|annoyed|anxious|anxiety|ashamed|awful|betrayed|bitter|bleak|broken|crushed|"
    "crushing|cut off|dejected|desperate|despair|disappointed|discouraged|distressed|distressing|dread|drained|"
    "embarrassed|empty|exhausted|exhausting|exposed|fear|fearful|frantic|fright|frightened|frightening|frustrated|"
    "frustrating|furious|grief|grieving|guilt|guilty|hard|heartbreaking|heartbroken|heavy|helpless|hopeless|"
    "humiliated|humiliating|hurt|hurtful|hurting|isolated|isolating|judged|lonely|loneliness|loss|lost|low|"
    "miserable|nervous|numb|on edge|overwhelmed|overwhelming|pain|painful|panic|panicked|panicky|powerless|raw|"
    "rejected|relieved|relief|resentful|sad|sadness|scared|scary|shaken|shame|shattered|sick of|small|stressed|"
    "stressful|stuck|tense|terrible|terrified|terrifying|terror|threatened|tired|tiring|torn|tough|trapped|unbearable|"
    "unfair|uneasy|unsafe|unsettled|unsettling|unwanted|upset|upsetting|vulnerable|wearing|weary|weighed down|"
    "worn out|worn down|worried|worthless|wretched|dreadful|rotten|horrible|sore|fed up|at the end of your"
)
"""Words that name a feeling, or what something is like to bear."""

DOING = frozenset(
    """accept agree allow answer apply arrange ask avoid back bin block book breathe breathing bring build buy call
    cancel change check clean clear close confront contact count cover create cut delete distract do download drink eat
    email exercise expose fight file find fix focus forget gather give go hang hide hold ignore insist install invite
    join keep lean leave let limit list listen lock log look make meditate meet move note notice open pack pause phone
    photograph pick plan practise practice prepare press quit reach read rearrange record remember remind remove reply
    report reset rest return ring run save schedule see sell send set share sign sit skip sleep speak spend start stay
    stick stop swap switch take talk tape tell text think throw track try turn unplug use visit wait walk warn wash
    watch wear write""".split()
)
"""Verbs that stand first when people are told what to do."""

_FEEL_ANCHORS = " ".join(
    word for word in FEELING.replace("|", " ").split() if word not in "of at the your on up out down off end cut".split()
)

_TABLE: list[tuple[str, str, str, dict[str, float]]] = [
    # --- saying back
    (
        "reflect_stem",
        "sounds sound seems seem looks like hearing hear sense gather feel feels",
        r"\b(?:sounds?|seems?|looks?|feels?) (?:to me )?(?:like|as (?:if|though)|that)\b|\bi(?:'m| am)? hear(?:ing)?\b"
        r"|\bi (?:get|have) (?:the|a) sense\b|\bi gather\b|\b(?:that|it|this|you) sounds?\b",
        {"reflect": 1.5, "hold": 0.3},
    ),
    (
        "so_you",
        "so",
        _START + r"so,? (?:for you|you|your|it's|it is|what you|when|part of you|even|there's|the|on)\b",
        {"reflect": 1.4},
    ),
    (
        "you_saying",
        "saying telling describing understand understood words picture getting got from",
        r"\byou(?:'re| are) (?:saying|telling me|describing)\b|\bif i(?:'ve| have)?(?: got| am|'m)? ?(?:understand|understood|getting|got)\b"
        r"|\bin other words\b|\bfrom what you(?:'ve| have|'re)?\b|\bwhat you(?:'re| are) (?:saying|telling)\b",
        {"reflect": 1.4},
    ),
    (
        "you_state",
        "you",
        _LEAD
        + r"(?:(?:all|part|some) of )?you(?:'re|'ve| are| have been| have| had| were|'d| feel| felt| want| wanted| need"
        r"| wish| hope| keep| kept| miss| carry| never| still| don't| can't| do| long| care| would| worry| fear| dread| love| see| look| seem) ",
        {"reflect": 1.0},
    ),
    (
        "you_feel",
        _FEEL_ANCHORS + " feel feels feeling felt",
        r"\b(?:you|you're|you've|you'd|leaves you|left you|makes you|made you|leave you|make you)\b[^.!?\n]{0,45}?\b(?:feel(?:s|ing)?|felt|"
        + FEELING
        + r")\b",
        {"reflect": 0.9, "hold": 0.5},
    ),
    # --- staying with it
    (
        "validate",
        _FEEL_ANCHORS + " lot",
        r"\b(?:that|it|this|what a|how|these|those|all that)\b[^.!?\n]{0,40}?\b(?:" + FEELING + r"|a lot)\b",
        {"hold": 1.4, "reflect": 0.3},
    ),
    (
        "makes_sense",
        "sense understandable wonder anyone anybody natural blame course human normal surprised understand",
        r"\bmakes? (?:\w+ ){0,3}sense\b(?! of)|\bunderstandabl|\bno wonder\b|\b(?:anyone|anybody|most people|many people)[^.!?\n]{0,30} would\b"
        r"|\bof course (?:you|it|that)\b|\bonly (?:natural|human)\b|\bdon't blame you\b|\bnot surpris|\bi'm not surprised"
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
        r"\b(?:thank you|thanks|appreciate|glad|grateful)\b[^.!?\n]{0,30}\b(?:tell|telling|told|trust|trusting|trusted|shar(?:e|ed|ing)|say|saying|said|came|coming|open|honest|honesty|letting)"
        r"|\b(?:takes?|took) (?:\w+ ){0,2}courage\b|\bbrave (?:of|to)\b",
        {"hold": 1.3},
    ),
    (
        "stay_with",
        "here stay sit rush pace slow slowly hurry pause quiet silence room space tears cry alone breath wait bear",
        r"\bi(?:'m| am) (?:right )?here\b|\b(?:stay|sit|be) (?:here )?with (?:that|this|it|you)\b|\bno (?:rush|hurry|need to)\b|\btake (?:your|all the|as much) time\b"
        r"|\byour (?:own )?pace\b|\bwe (?:can|could|don't have to|needn't) (?:just |also )?(?:stay|sit|wait|be quiet|go slow|pause|take|rush|fix|hurry|solve|sort|leave|let)"
        r"|\bslow(?:ly)? (?:down)?\b|\bcan be quiet\b|\b(?:silence|quiet) is\b|\b(?:room|space) for\b|\bdon't (?:have|need) to (?:fix|explain|say|talk|be strong|hide|apologi|prove|justify|decide|answer|go through|carry)"
        r"|\bnot (?:alone|on your own) (?:with|in)\b|\bwith you (?:in|on)\b|\ball right to (?:cry|be|feel)|\bokay to (?:cry|be|feel)",
        {"hold": 1.7},
    ),
    # --- asking
    (
        "ask_open",
        "what how",
        _LEAD + r"(?:i(?:'m| am)? (?:wonder|wondering|curious)(?: about)?,? )?(?:what|how)(?:'s|'re|'d)?\b(?! (?:many|often|long|much|old|about|sure|certain|likely|come\b))" + _REST + r"\?",
        {"explore": 2.4},
    ),
    (
        "tell_me",
        "tell say describe walk help curious understand more hear",
        r"\b(?:tell|talk) me\b(?! (?:that|if|whether|you))|\btell us\b|\bsay (?:a bit |a little |some |something )?(?:more|about)\b|\bdescribe\b|\bwalk me through\b|\btake me (?:through|back)\b"
        r"|\bhelp me (?:to )?(?:understand|see|get)\b|\bi(?:'d| would) (?:like|love|want) to (?:hear|understand|know)\b|\bi(?:'m| am) curious\b",
        {"explore": 2.2},
    ),
    (
        "ask_closed",
        "do did does are is was were have has had can could will would should isn don doesn didn aren wasn haven hasn won any",
        _LEAD
        + r"(?:(?:do|did|does|are|is|was|were|have|has|had|can|could|will|would|should)(?:n't)? (?:you|it|they|there|he|she|that|this|your|anyone|anybody|someone|the|we|i|any|things|those|these|his|her|my|a)\b|any )"
        + _REST
        + r"\?",
        {"probe": 1.7},
    ),
    (
        "ask_fact",
        "when where who which many often long much old whose",
        _LEAD + r"(?:when|where|who|which|whose|how (?:many|often|long|much|old))\b" + _REST + r"\?",
        {"probe": 1.8},
    ),
    ("ask_why", "why", _LEAD + r"why\b(?! (?:not|don't)\b)" + _REST + r"\?", {"explore": 1.0, "probe": 0.6}),
    (
        "tag_question",
        "right correct isn aren huh",
        r",? (?:right|correct|is that right|yes|isn't it|don't you|aren't you|is it|huh|have i got that(?: right)?|does that (?:fit|sound right))\?",
        {"probe": 0.5, "reflect": 0.7},
    ),
    # --- guided discovery
    (
        "evidence",
        "evidence proof facts prove makes made leads led tells convinces convinced know sure certain confident base based conclusion checked basis",
        r"\b(?:evidence|proof|the facts|conclusion|basis)\b|\bwhat (?:makes|made|leads|led|tells|told|convince[sd]) (?:you|it)\b"
        r"|\bhow (?:do|did|can|could|would) (?:you|we|one) (?:\w+ )?(?:know|tell|find out|check|decide|figure|work out)\b"
        r"|\bhow (?:sure|certain|confident|convinced|true|strongly|much do you believe)\b|\b(?:are|were) you (?:\w+ )?(?:sure|certain)\b",
        {"socratic": 2.0},
    ),
    (
        "alternative_asked",
        "other another else differently different explain explanation explanations alternative possible possibility otherwise could might innocent simpler ordinary account",
        r"\b(?:any )?(?:other|another|alternative|different|else|innocent|simpler|ordinary)\b[^.!?\n]{0,22}\b(?:explanation|reason|way|possib|interpret|cause|meaning|story|reading|angle)"
        + _REST
        + r"\?|\bwhat else (?:could|might|may|would|can)\b|\b(?:explain|account for|see) (?:it|that|this) (?:differently|otherwise|another way)"
        r"|\bcould (?:there|it|that|something|anything)\b[^.!?\n]{0,60}\?|\bmight (?:there|it|that|something)\b[^.!?\n]{0,60}\?",
        {"socratic": 1.9, "reframe": 0.3},
    ),
    (
        "perspective_asked",
        "friend friends sister brother someone somebody mother colleague son daughter stranger mate else say",
        r"\b(?:friend|sister|brother|mother|son|daughter|colleague|stranger|someone(?: else)?|somebody(?: else)?|best mate|mate)s?\b[^.!?\n]{0,40}\b(?:say|told|tell|said|think|see|make of|make it|in (?:your|the same))"
        + _REST
        + r"\?|\bwhat would you (?:say|tell)\b|\bif (?:a|your|it were|this were|somebody|someone)\b[^.!?\n]*\?",
        {"socratic": 1.7},
    ),
    (
        "consequence_asked",
        "happen worst best likely mean follow means fit fits against exception exceptions ever time times square compare weigh cost costs gain lose chances advantages scale percent test change pros cons days moments part",
        r"\bwhat (?:would|might|could|will|does|do) (?:\w+ ){0,3}(?:happen|mean|follow|change|cost|gain|lose|need to)\b|\b(?:worst|best|most likely)\b[^.!?\n]{0,40}\?|\bhow likely\b|\bwhat are the (?:chances|odds)\b"
        r"|\b(?:doesn't|does not|don't|didn't|not quite|does that|does it|how does that|do those|did that|would that) fit\b|\bagainst (?:it|that|the idea|this)\b|\bexceptions?\b|\bhow do you (?:square|explain|reconcile|put)\b"
        r"|\b(?:was there|were there|has there|have there|is there|are there|any|ever) (?:been |ever been |ever )?(?:a |any |an )?(?:times?|moments?|days?|occasions?|part of you|bits?|anything)\b[^.!?\n]*\?"
        r"|\bwhat do you make of\b|\bwhat does (?:that|it|this)[^.!?\n]{0,25} (?:say|tell|mean)\b|\bfor and against\b|\bpros and cons\b|\b(?:scale|out of (?:ten|100|a hundred)|percent)\b[^.!?\n]*\?|\bhow could (?:we|you) (?:test|check|find)",
        {"socratic": 1.8},
    ),
    # --- disagreeing
    (
        "disagree",
        "don disagree doubt wrong mistaken true real nonsense impossible unlikely false untrue rubbish imagining exaggerating overreacting irrational possible happening unrealistic believe agree buy evidence proof such reason add distorted distortion illness imagination coincidence logical catastrophising catastrophizing simply not no mean means prove",
        r"\bi (?:really |honestly |just |simply )?(?:don't|do not|can't|cannot) (?:really |actually |quite )?(?:think|believe|agree|buy|see (?:any|how|it|evidence))\b|\bi disagree\b|\bi doubt\b"
        r"|\b(?:that's|it's|this is|it is|that is|that isn't|it isn't|is|are|isn't|was|be)\b[^.!?\n]{0,14}\b(?:not (?:true|so|real|possible|right|accurate|happening|how|what|because|about|going to|the case)|n't (?:true|real|possible|happening)|untrue|false|impossible|unlikely|nonsense|irrational|rubbish|illogical|unrealistic|mistaken|imagination|a distortion|distorted)"
        r"|\bthere(?:'s| is| was| are) (?:\w+ )?no (?:real |actual |such )?(?:evidence|proof|reason|conspiracy|such|one|way|plot|camera|chip|message|sign)|\bno such\b"
        r"|\byou(?:'re| are| were) (?:\w+ )?(?:wrong|mistaken|imagining|exaggerating|overreacting|catastrophi|jumping)|\b(?:doesn't|does not|can't|cannot|don't) (?:\w+ )?(?:add up|make sense|prove|mean|follow|work like|happen)\b|\bjust a coincidence\b|\bsimply (?:not|isn't|aren't)\b",
        {"challenge": 2.2},
    ),
    (
        "no_one",
        "nobody no none never nothing",
        _LEAD + r"(?:nobody|no one|none of|nothing|they never|it never|never)\b",
        {"challenge": 0.8},
    ),
    (
        "counter_fact",
        "but yet actually fact although though remember still however earlier",
        r"\b(?:but|yet|actually|in fact|however|although|though)\b[^.!?\n]{0,60}\b(?:n't|not|never|no|nobody|also|still|did|passed|said|told me|managed|came|invited|kept|got|every|were|was|have|has)\b",
        {"challenge": 0.7, "reframe": 0.2},
    ),
    ("be_realistic", "come reasonable realistic rational stop thinking believing seriously", r"\bcome on\b|\bbe (?:reasonable|realistic|rational|sensible|honest with yourself)\b|\bstop (?:thinking|believing|telling yourself|imagining|saying|being)\b|\bseriously\b", {"challenge": 1.2, "stigma": 0.5}),
    # --- another way to see it
    (
        "reframe",
        "way wonder possibility possible could might maybe perhaps kinder different side both sometimes alternatively sign shows part tells may",
        r"\banother (?:way|angle|side|possibility|reading)\b|\b(?:other|different|kinder|gentler|fairer|softer) (?:way|side|possibility|story|light|reading|view|word|name)\b|\bi (?:do |just |also |sometimes )?wonder (?:if|whether)\b|\b(?:it's|it is|also|is it) (?:also )?possible\b"
        r"|\b(?:could|might|may) (?:it |that |this |they |also |just |simply |well |equally |even |be that )*(?:be|mean|have been|have|belong|come|say)\b|\b(?:maybe|perhaps)\b|\bboth (?:be true|things|can)\b|\ba sign (?:of|that|you)\b|\b(?:shows?|says?|tells? me) (?:how|that) (?:\w+ )?(?:you|much)\b|\bwhat if\b",
        {"reframe": 1.3},
    ),
    # --- telling what to do
    (
        "advise_modal",
        "should must need ought want could better try might may have recommend suggest advise advice suggestion recommendation encourage urge best consider worth helpful help idea useful gotta next start",
        r"\byou (?:really |just |simply |probably |definitely )?(?:should|must|need to|ought|have (?:got )?to|had better|might (?:want|like|try|find|consider)|may (?:want|like|find|wish)|could (?:try|start|also|always|just|go|ask|write|take|make|talk|use|keep|set|call|join|do|get|put|see|tell)|can (?:try|start|use|also|always|just|go|ask|write|practi[sc]e))\b"
        r"|\bi(?:'d| would)? (?:\w+ )?(?:suggest|recommend|advise|encourage|urge)\b|\bmy (?:advice|suggestion|recommendation|tip)\b|\b(?:it's|it is|might be|would be|may be|be) (?:\w+ )?(?:best|worth|helpful|useful|good|wise|a good idea|important) (?:to|if|\w+ing)\b|\bi(?:'d| would) (?:like|want) you to\b|\bwant you to\b|\bconsider \w+ing\b|\b(?:it )?(?:would|might|may|could|will) help (?:you )?(?:to|if)\b|\bi should like you to\b|\bi(?:'d| would) (?:start|stop|put|leave|try|keep|go|get|write|call|ring|talk|tell|avoid|make|take|ask|say|just|not)\b|\bwe(?:'d better| should| ought to| need to| must|'ll need to)\b|\byou (?:want to|gotta|wanna|had best|oughta)\b|\bnext time\b|\bwhat you (?:\w+ )?need\b|\bgo and\b",
        {"advise": 2.2},
    ),
    (
        "advise_try",
        "try tried considered thought about why let how",
        _LEAD
        + r"(?:just |please |maybe |perhaps |first |next |then )?try (?:to|and|this|the|some|a|it|not|\w+ing|setting|going)\b|\bhave you (?:\w+ )?(?:tried|considered|thought (?:about|of))\b|\bwhy (?:don't|not|didn't) (?:you|we)?\b|\b(?:how|what) about (?:you |we |if |trying|going|doing|\w+ing)"
        r"|\blet's (?:try|make|set|plan|start|work|do|practi[sc]e|put|get|come up|list|write|schedule|focus|build|create|solve)\b",
        {"advise": 1.7},
    ),
    (
        "advise_imperative",
        "do don never " + " ".join(sorted(DOING)),
        _START
        + r"(?:just |please |simply |then |next(?: time)?,? |first,? |and |so |now |also |always |or |for now,? |tonight,? |tomorrow,? |this week,? |instead,? |well,? |good[.,]? |in that case,? |maybe |perhaps )?(?:don't|do not|never|make sure|do|"
        + "|".join(sorted(DOING))
        + r")\b(?! (?:you|they|we|i|it|that|people|he|she|your|any|those)\b[^.!?\n]*\?)(?!(?: me| you| a (?:moment|breath|minute)\b))",
        {"advise": 1.5},
    ),
    (
        "refer",
        "doctor gp psychiatrist police lawyer hotline helpline medication hospital specialist professional group app clinic solicitor",
        r"\b(?:see|talk|speak|call|contact|refer|ask|go|visit|consult|reach|book|tell|join|download|ring|phone)\b[^.!?\n]{0,25}\b(?:doctor|gp|psychiatrist|police|lawyer|solicitor|hotline|helpline|hospital|specialist|professional|support group|app|clinic|crisis)\b|\btake (?:your|the) (?:medication|meds|tablets|pills)\b",
        {"advise": 1.4},
    ),
    ("listing", "steps step tips here some secondly", r"\b(?:here are|some (?:tips|steps|ideas|strategies|things you))\b|\bsecondly\b|\bstep (?:one|two|1|2)\b", {"advise": 1.0, "educate": 0.4}),
    # --- giving information
    (
        "educate",
        "research studies study science psychologists psychology experts people brain mind body minds brains bodies anxiety depression stress worry panic voices trauma cbt called known common often tend tends adrenaline evidence memory distortion cognitive feelings bias symptom symptoms alarm nervous attention humans term grief shame typically statistically generally usually average law name most clinical diagnosis diagnostic important typical temporary treatable linked caused defined frequent poor lack avoidance therapy",
        r"\b(?:research|stud(?:y|ies)|science|psycholog\w+|experts|evidence) (?:\w+ )?(?:shows?|suggests?|says?|call|finds?|have|has|tells)\b|\b(?:this|that|it)(?:'s| is| are)? (?:what )?(?:\w+ )?(?:called|known as|a (?:common|known|typical|classic))\b|\bwe call\b|\bterm for\b"
        r"|\b(?:our|the|your|a|human|tired|anxious|frightened|stressed) (?:\w+ )?(?:brains?|minds?|bod(?:y|ies)|nervous system|attention|memory|alarm)\b[^.!?\n]{0,40}\b(?:\w+s|can|will|tend|look|start|fill|keep|get|notice|go)\b"
        r"|\b(?:anxiety|depression|stress|worry|panic|thoughts|voices|trauma|grief|shame|poor sleep|lack of sleep|feelings|avoidance|adrenaline|cbt|therapy|sleep loss)\b (?:\w+ )?(?:is|are|can|makes?|often|tends?|works?|usually|will|comes?|has|have|causes?|keeps?|produces?)\b"
        r"|\b(?:many|most|lots of|a lot of|some|plenty of|other) (?:people|of us|patients)\b|\bcommon (?:for|in|to|among|experience|reaction|symptom)\b|\bpeople (?:often|who|with|tend|in|can|usually|sometimes|under)\b|\bcognitive\b|\bfight or flight\b|\b(?:is|are) (?:\w+ )?(?:common|frequent|typical|known|temporary|treatable|normal response|linked|caused|defined)\b|\b(?:typically|statistically|generally|on average|usually)\b|\bagainst the law\b|\bthere(?:'s| is) a (?:name|word|term) for\b|\bin (?:most|many) (?:places|cases|people|countries)\b|\b(?:clinical|diagnos\w+|symptom) (?:term|criteria|manual|of)\b|\bit(?:'s| is) important to (?:remember|note|know|understand)\b|\bthis is because\b",
        {"educate": 1.7},
    ),
    # --- agreeing that it is so
    (
        "agree",
        "right agree believe true exactly absolutely definitely clearly obviously certainly undoubtedly doubt obvious clear indeed fact totally completely correct confirms proves convinced knew course sure yes yeah yep",
        r"\byou(?:'re| are|'ve| were|'ve been) (?:\w+ )?(?:right|correct|spot on|onto something|not wrong|got it right)\b(?! to (?:be|tell|say|call|feel))|\bi (?:\w+ )?(?:agree|believe (?:you|it|that)|think so too|think (?:you're|you are) right|see it too)\b"
        r"|\b(?:that's|it's|that is|it is|this is|it does|they do|they are|it really is)\b (?:\w+ )?(?:true|clear|obvious|exactly|right|a fact|proof|so|undeniable)\b|(?:\A|[.!?\n]\s*)(?:yes|yeah|yep|exactly|absolutely|definitely|indeed|clearly|obviously|certainly|totally|true|right|quite|no doubt|of course)\b(?!,? (?:you feel|how|what|but|so how))"
        r"|\b(?:no doubt|without (?:a )?doubt|undoubtedly|obviously|clearly|definitely|certainly|confirms?|proves|sure enough)\b|\bi(?:'m| am) convinced\b|\bi(?:'d| would) (?:think|say) so too\b|\bsame conclusion\b",
        {"collude": 0.6},
    ),
    # --- writing off
    (
        "stigma",
        "crazy insane paranoid delusional psycho psychotic mad nuts lunatic schizo schizophrenic attention dramatic drama ridiculous silly stupid pathetic lazy weak childish manipulative snap pull grow people hopeless wrong normal head sensitive oversensitive burden selfish fault loser bonkers hysterical difficult dangerous waste babyish whining moaning victim absurd damaged broken worse illness condition disorder diagnosis symptoms symptom personality textbook manic mania delusion delusions psychosis bipolar needy self daft typical lot folk folks adolescents men women expect freak foolish embarrassing excuses tough patients types",
        r"\b(?:crazy|insane|delusional|psychos?|psychotic|lunatic|schizo|schizophrenic|bonkers|hysterical|paranoid|pathetic|ridiculous|absurd|childish|babyish|manipulative|attention[- ]seek\w+|oversensitive|whining|moaning|freak|loser|being (?:\w+ )?(?:mad|silly|stupid|lazy|weak|selfish|dramatic|difficult|foolish))\b|\bdrama queen\b|\bsnap out\b|\bpull yourself together\b|\bget over it\b|\bgrow up\b|\b(?:people|patients|someone|somebody|cases|women|men|folk) like you\b|\byour (?:kind|sort|type)\b|\byou people\b|\bhopeless case\b|\bwhat(?:'s| is) wrong with you\b|\bnot normal\b|\bman up\b|\b(?:all )?in your head\b|\bmak(?:e|ing) (?:it|this|things) up\b|\btoo sensitive\b|\byour own fault\b|\bplay(?:ing)? the victim\b|\bwaste of\b|\bother people have it worse\b|\bexcuses\b|\bdamaged\b|\bnothing (?:is )?wrong with you\b|\b(?:your|the) (?:illness|condition|disorder|diagnosis|symptoms|personality)\b[^.!?\n]{0,15}\b(?:talking|speaking|again|acting)|\b(?:is|just|only) a symptom\b|\btextbook\b|\b(?:manic|mania|a delusion|delusions|psychosis|schizo\w*|bipolar|narciss\w+|borderline|hypochondria\w*|neurotic)\b|\byou lot\b|\bneedy\b|\bself[- ](?:absorbed|pity|pitying|centred|centered|obsessed)\b|\bdaft\b|\btypical of\b|\b(?:people|folks?|patients|adolescents|men|women) (?:in|with) your\b|\bfolks? (?:in|from) th(?:ose|at)\b|\bwhat did you expect\b|\bno wonder (?:people|they|he|she|nobody)\b|\byou(?:'re| are) (?:\w+ )?(?:mad|nuts|sick|ill|stupid|lazy|weak|selfish|broken|dangerous|a burden|a mess|unwell)\b",
        {"stigma": 2.8},
    ),
    # --- mending
    (
        "repair_own",
        "sorry apologise apologize apologies mistake fault bad fair own cut talked gave given should ought reached left made explain mean clear kind asked misread missed misunderstood pushed rushed jumped moved went quickly fast hurried listening listened failed got lost sounded pressed lectured careless clumsy ahead hadn interrupted assumed",
        r"\b(?:sorry|apologi[sz]e|apologies)\b[^.!?\n]{0,20}\b(?:if|for|that|i|about)\b[^.!?\n]{0,25}\b(?:i|my|me|we|how|what|pushing|rushing|missing|asking)\b|\bmy (?:mistake|fault|apologies|question was|doing|part)\b|\bthat(?:'s| was| is) (?:\w+ )?(?:on me|my)\b"
        r"|\bi(?:'ve| have| may have| might have| think i(?:'ve)?| had|'d)? (?:\w+ )?(?:misread|missed|misunderst\w+|pushed|rushed|jumped|moved|went|hurried|wasn't (?:listening|hearing)|haven't (?:been|really|understood|listened|heard)|didn't (?:listen|hear|take|give|really|see|ask|stop|understand)|failed|talked (?:over|past|at)|got (?:it|that|this|you|ahead|ahead of) ?(?:wrong)?|lost (?:you|sight|track)|sounded|pressed|lectured|overstepped|stopped listening|let you down|was too|went too|been too|been asking|been pushing|assumed|skipped|brushed|put words|cut (?:across|in|you)|talked over|gave you|given you|(?:should(?:n't)?|could|ought to) have|did say|asked you|reached for|left you|made you|didn't (?:explain|say|tell|mean)|wasn't (?:clear|fair|kind))\b|\bon me\b|\bmy bad\b|\bi can see (?:that )?i\b|\bi own\b|\bfair (?:enough|point|cop)\b|\band (?:that's |it's )?fair\b",
        {"repair": 2.0},
    ),
    (
        "repair_us",
        "between notice noticed said did feels landed frustrated annoyed angry irritated cross trust working helping therapy quiet",
        r"\bbetween us\b|\bbetween you and me\b|\b(?:annoyed|angry|frustrated|irritated|cross|upset|disappointed|fed up|furious|unhappy|let down|judged|pushed|rushed|unheard|dismissed|lectured) (?:\w+ )?(?:with|at|by|towards?) (?:me|us|how|what)\b|\b(?:something|what|how|when|the way|whatever) i(?:'ve| have)?(?: just)? (?:said|did|asked|put|do|say|handled|came|missed|got|do here)\b|\bi notice(?:d)? (?:that )?(?:you|we|something|things|a)\b"
        r"|\b(?:how|what) (?:was|is|did) (?:that|it|this)[^.!?\n]{0,15} (?:like |land )(?:for you )?(?:when i|with me)?|\bhow (?:did|does) (?:that|it) land\b|\b(?:did|have|am|was) i\b[^.!?\n]*\?|\bwhat (?:did|have) i (?:miss|get|got|do)|\bcan we (?:go back|start (?:again|over)|talk about (?:what|us|how))|\blet me (?:try again|step back|start again|slow down|stop|put that)|\bnot (?:helping|working) for you\b|\bhow (?:we|you and i|things|this) (?:\w+ )?(?:are|is) (?:\w+ )?(?:working|going) (?:between|together|for you)|\bi(?:'d| would) (?:rather|want to|like to) (?:know|hear) (?:what|how|where|when|if) i\b|\byou(?:'re| are|'ve been| were) right to (?:be|tell|say|call|feel|point|complain|object)",
        {"repair": 1.9},
    ),
    (
        "defend",
        "job policy procedure explained explain never meant fair standard rule trained doing read supposed",
        r"\b(?:that's|it's|that is|it is) not (?:on me|my (?:fault|job|problem)|what i (?:said|meant|asked)|fair (?:to|on) me)\b|\bi did (?:explain|say|tell|ask|listen)\b|\b(?:it's|that's|is) (?:just |only )?(?:my job|how (?:it|this|i) works?|(?:the |our |standard )?(?:policy|procedure|practice))\b|\bas i (?:said|explained|told)\b|\bi(?:'m| was|'ve been)? only (?:trying|asking|doing|said|asked|meant)\b|\bi never (?:said|meant|told)\b|\byou(?:'re| are) the one\b|\bi(?:'m| am) (?:fully )?(?:trained|qualified|not the one)\b|\bi(?:'ve| have) been doing this\b|\bif you (?:had|would just|don't want)\b",
        {"repair": -1.0, "challenge": 0.6},
    ),
    # --- danger
    (
        "risk",
        "suicidal suicide suicidality kill killing ending end hurt hurting harm harming self alive die dying dead death live safe safety crisis emergency hotline wake danger act safer existing worth without disappear unsafe samaritans lifeline risk hit harmed threaten threatened threatening attack attacked attacking getting defend protect close followed alone",
        r"\bsuicid\w*\b|\bkill(?:ing)? (?:yourself|him|her|them|someone)\b|\bend(?:ing)? (?:your (?:own )?life|it all|things|it)\b|\b(?:hurt(?:ing)?|harm(?:ing)?|injur\w+|do(?:ing)? something to|act(?:ing)? against) (?:yourself|your ?self|anyone|someone|anybody|somebody|others|other people|him|her|them)\b|\bself[- ]?harm\w*\b|\b(?:not|rather not|don't|didn't|no longer|stop) (?:want(?:ing)? to |want(?:ing)? |be(?:ing)? |wanting to be |to )*(?:be here|be alive|being alive|being here|live|living|wake|waking|exist|existing|go on)\b|\bthoughts? (?:of|about) (?:dying|death|not|ending|suicide|being dead|harming|hurting)\b|\bbetter off (?:dead|without you)\b|\bwish(?:ed|ing)? (?:\w+ )?(?:you (?:were|weren't)|to be) (?:dead|here|alive|born)\b|\b(?:are|feel|be|stay|keep|keeps|kept|you) (?:you |yourself )?(?:\w+ )?(?:safe|unsafe)\b[^.!?\n]{0,30}(?:\b(?:tonight|now|today|home|week|until|yourself|with yourself|from)\b|\?)|\bsafety plan\b|\b(?:crisis|emergency) (?:line|team|service|number|room|contact)|\blife (?:is|isn't|feels|was|not) (?:not )?worth\b|\b(?:die|dying|be dead|being dead)\b|\bact on (?:it|that|those|them|these)\b|\bhow safe\b|\bin danger\b|\bsamaritans\b|\b(?:has|have|did|does|do|would|might|could|if|anyone|thoughts?|thinking|ideas?)\b[^.!?\n]{0,30}\b(?:hurt(?:ing)?|hit(?:ting)?|harm(?:ing|ed)?|threaten(?:ed|ing)?|attack(?:ed|ing)?|going (?:for|after)|getting (?:at|back at)|do(?:ing)? something to) (?:you|him|her|them|anyone|someone|somebody|yourself|either)\b|\b(?:carry|got|keep|have) (?:\w+ )?(?:anything|something) (?:\w+ ){0,3}(?:to|with) (?:defend|protect)|\bprotect yourself with\b|\bshould die\b|\b(?:safe|okay|ok|all right) to (?:go|be) (?:home|alone|on your own)\b|\bhow close (?:has|have|did|do)\b|\bfollowed (?:him|her|them)\b|\bgone up to (?:him|her|them)\b",
        {"risk": 2.6},
    ),
    # --- no therapy
    (
        "greeting",
        "hello hi hey morning afternoon evening welcome bye goodbye see nice meet",
        _START + r"(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|welcome|bye|goodbye|nice to meet|see you|take care)\b",
        {"other": 2.4},
    ),
    (
        "housekeeping",
        "minutes time week appointment session next reschedule payment invoice form forms weather seat tea coffee water football parking room holiday recording confidential notes fee lunch traffic train",
        r"\b(?:time(?:'s| is)? (?:up|nearly|almost|for today|we have)|minutes (?:left|remaining)|next (?:week|session|appointment|time)|same time|resched\w+|appointment|invoice|payment|the forms?|the weather|have a seat|take a seat|tea or|coffee|water\?|football|parking|on holiday|to stop (?:here|there|for today)|leave it there|confidential|the fee|lunch|traffic)\b",
        {"other": 1.6},
    ),
    (
        "backchannel",
        "mm hm hmm oh got mhm uh okay ok right yeah yes sure see great good fine thanks thank alright interesting wow nice cool lovely well",
        _START + r"(?:mm+|hm+|mm[- ]?hm+|mhm|uh[- ]?huh|okay|ok|right|yeah|yes|sure|i see|great|good|fine|thanks|thank you|alright|all right|interesting|wow|nice|cool|no|lovely|well done|good job|got it|oh)[\s.,!…]*(?:\Z|(?:mm+|okay|ok|right|i see|great|good|thanks|go on|interesting|alright|sure)?[\s.,!…]*\Z)",
        {"other": 2.6},
    ),
    (
        "praise",
        "proud amazing great well wonderful brilliant fantastic excellent awesome incredible job star perfect",
        r"\b(?:proud of you|well done|(?:great|good|amazing|excellent|brilliant) (?:job|work)|you(?:'re| are) (?:\w+ )?(?:amazing|wonderful|brilliant|fantastic|awesome|incredible|a star|great|perfect|strong))\b|\b(?:amazing|wonderful|brilliant|fantastic|awesome|incredible)!",
        {"other": 0.7, "hold": 0.1},
    ),
    # --- stances, hedges and frames: signs that carry weight together with the belief
    (
        "attribute",
        "feel feels felt feeling think thought believe believes suspect sense worry worried fear afraid sure certain convinced saying describing telling say said mentioned describe experience mind eyes view belief conviction idea seems seemed seem sounds though thoughts voice part certainty frightened scared notice noticed thinking imagine expect theory impression suspicion everything",
        r"\byou(?:'re|'ve been|'ve| are| were|'d)? (?:\w+ ){0,2}?(?:feel|felt|feeling|think|thinking|thought|believe|believing|suspect|sense|sensing|worry|worried|worrying|fear|afraid|frightened|scared|sure|certain|convinced|saying|describing|telling|see it|say|said|mentioned|describe|told|experience|notice|noticed|imagine|expect|read it|tell yourself|persuaded|come to)\b"
        r"|\bin your (?:mind|eyes|view|experience|words)\b|\byour (?:\w+ )?(?:sense|belief|feeling|fear|worry|thought|conviction|experience|view|mind|certainty|impression|suspicion|theory)\b|\bth(?:e|at|is|ose) (?:\w+ )?(?:thoughts?|idea|belief|feeling|sense|fear|worry|conviction|certainty|sentence|story|voice)\b|\b(?:it|this|that|everything|things) (?:\w+ )?(?:feels|seems|felt|seemed|feel|looks) (?:\w+ )?(?:to you|like|as|that|certain|so)\b|\bas (?:if|though)\b|\bto you\b|\bpart of you\b|\bfor you,? (?:it|this|that|there)",
        {"reflect": 0.3},
    ),
    (
        "tentative",
        "maybe perhaps might wonder could possibly may guess wondering seems possible suppose sometimes",
        r"\b(?:maybe|perhaps|might|i wonder|wondering|possibly|i guess|i suppose|it's possible|could it|could also|may be|as far as i)\b",
        {"reframe": 0.4},
    ),
    (
        "disclaim",
        "saying suggesting claiming telling know say sure judge either rule",
        r"\bi(?:'m| am)(?: not|n't) (?:here to |going to |trying to )?(?:say|saying|suggest|suggesting|claiming|telling|tell|sure|certain|in a position|argue|arguing|asking you to)\b|\bi (?:don't|do not|can't|cannot|wouldn't) (?:yet |really |actually )?(?:know|tell|say|judge|be sure|rule)\b|\bwithout (?:deciding|saying|settling|having to)\b|\bwhether or not\b|\bi see it differently\b|\bi(?:'m| am) not sure i see it\b",
        {"collude": -1.2, "challenge": -0.2},
    ),
    (
        "permission",
        "okay ok alright right could can would may want mind",
        r"\b(?:would|is|will) (?:it|that) be (?:all right|okay|ok|alright|useful|helpful)\b[^.!?\n]*\?|\b(?:is it|is that) (?:all right|okay|ok|alright) if\b|\b(?:can|could|may|might|shall) (?:i|we)\b[^.!?\n]*\?|\bwould you (?:like|mind|be willing|be up|want|prefer|be open)\b|\bif you(?:'d| would)? (?:like|want|are willing)\b",
        {"hold": 0.2, "probe": 0.2},
    ),
    (
        "name_technique",
        "validate validating reflect reflecting reframe reframing socratic empathise empathize empathy rapport technique technique challenge distortion validation reflection alliance therapeutic repairing grounding intervention explore exploring holding",
        r"\bi(?:'m| am|'ll| will| now| would like to| want to)? (?:now |also |deeply |fully |here )?(?:validate|validating|reflect(?:ing)?|reframe|reframing|empathi[sz]e|empathi[sz]ing|challenge|challenging|explore|exploring|hold|holding|repair|repairing|contain|normali[sz]e|summari[sz]e)\b(?: (?:you|your|that|this|it|the|with|our|and|space)\b|[.,;!]|\Z)|\blet(?:'s| us) (?:now )?(?:reframe|validate|reflect|socratic|empathi[sz]e|repair)\b|\b(?:socratic|empathic|empathetic|reflective|therapeutic) (?:question|questioning|reflection|listening|alliance|response|validation|reframe|rapport)\b|\b(?:validation|reflection|reframing|empathy|psychoeducation|grounding|repair|rapport|alliance|exploration)\s*[\],;:/.)]+\s*\[?(?:guided|summary|and |validation|reflection|reframing|empathy|psychoeducation|grounding|repair|rapport|challenge|socratic|holding|alliance|exploration|open)",
        {"reflect": -1.0, "hold": -1.2, "reframe": -1.2, "socratic": -1.2, "challenge": -1.2, "repair": -1.2, "explore": -0.6, "other": 1.8},
    ),
    (
        "canned",
        "hear hard feel difficult tough sorry understand valid feelings sounds noted more alone sharing feeling understandable",
        r"\bi (?:really |truly |completely |totally )?(?:hear|understand|see|feel) (?:you|that|what you're saying|how you feel|your pain)(?=[\s]*(?:[.,!?]|\Z|and\b))|\b(?:that|it) (?:must|sounds?|has to) (?:be |have been )?(?:\w+ )?(?:hard|difficult|tough|challenging|rough)(?: for you)?(?=\s*(?:[.,!?]|\Z))|\bhow does (?:that|it) make you feel\b|\bi(?:'m| am) (?:so |really |very )?sorry (?:to hear that|you(?:'re| are) (?:going through|feeling) (?:this|that|this way))|\byour feelings are valid\b|\bi(?:'m| am) here (?:for you|to (?:listen|help|support))\b|\bthank you for sharing\b|\bi understand how you feel\b|\bhow are you feeling\b|\btell me more\b|\bthat's understandable\b|\byou(?:'re| are) not alone\b",
        {"hold": 0.5},
    ),
    (
        "parrot_frame",
        "said saying say hear heard repeat words tell telling told quote mentioned stated",
        r"\b(?:you (?:just )?(?:said|say|told me|mentioned|stated)(?: that)?|you(?:'re| are) saying(?: that)?|i hear(?:d)? you say(?:ing)?(?: that)?|what i hear is|in your words|what you said(?: was| is)?|you are telling me(?: that)?)\s*[:,\"']",
        {"reflect": 0.3},
    ),
    (
        "inside_plan",
        "protect protected avoid hide cover block catch stop escape lock camera cameras record report keep away prove prepare next defend sweep expose",
        r"\b(?:protect yourself|protect you|stay away from|keep (?:away|them|him|her|it) (?:away|out|from)?|hide|cover (?:up )?(?:the|your)|block (?:them|the|it)|catch (?:them|him|her)|escape|lock|get (?:proof|evidence)|gather (?:more )?(?:proof|evidence)|keep a (?:record|log|diary) of|prepare for|defend yourself|expose (?:them|him|her)|stay one step|their next|outsmart|throw them off|switch off your|fight (?:them|back))\b",
        {"accommodate": 1.2, "advise": 0.4},
    ),
    (
        "agenda",
        "focus today session goal goals agenda hope brings where",
        r"\b(?:what would you like|where would you like|what brings you|what do you (?:hope|want) (?:to|from|for)|like to (?:talk|focus|work|start)|focus on today|today's session|goals?)\b",
        {"explore": 0.5},
    ),
]



def _cue(name: str, anchors: str, pattern: str, weights: dict[str, float]) -> Cue:
    where = pattern[0] if pattern[0] in "&^" else ""
    return Cue(name, frozenset(anchors.split()), where, re.compile(pattern[len(where) :]), weights)


CUES: tuple[Cue, ...] = tuple(_cue(*entry) for entry in _TABLE)
"""All cues, in the order of their feature indices."""

CUE_INDEX: dict[str, int] = {cue.name: i for i, cue in enumerate(CUES)}
"""Feature index of each cue."""

BIAS: dict[str, float] = {act: -3.0 for act in ACTS} | {
    "reflect": -2.2,
    "hold": -2.6,
    "other": -2.6,
    "explore": -2.6,
    "probe": -2.6,
}
"""Log-odds of each act where nothing speaks for it."""

_TRIGGERS: dict[str, int] = {}
for _i, _one in enumerate(CUES):
    for _word in _one.anchors:
        _TRIGGERS[_word] = _TRIGGERS.get(_word, 0) | (1 << _i)

_ASKING = sum(1 << i for i, cue in enumerate(CUES) if cue.name.startswith("ask_") or cue.name == "tag_question")
"""Cues that take a question mark."""

_WORD = re.compile(r"[a-z]+")
_CLAUSE = re.compile(r"[,;:–—]\s*|- |\b(?:and|so|but|well|okay|ok|then|now|also|because|if|or|that|like|when|how)\b[ ,]+")


class Hit(NamedTuple):
    """One cue found: its index and where."""

    cue: int
    start: int
    end: int


def find_cues(text: str, starts: list[int]) -> list[Hit]:
    """Return every cue found in a normalised text whose sentences begin at ``starts``, in cue order."""
    mask = 0
    get = _TRIGGERS.get
    for word in set(_WORD.findall(text)):
        mask |= get(word, 0)
    if "?" not in text:
        mask &= ~_ASKING
    hits: list[Hit] = []
    clauses: list[int] | None = None
    while mask:
        low = mask & -mask
        mask ^= low
        index = low.bit_length() - 1
        _, _, where, pattern, _ = CUES[index]
        if not where:
            for match in pattern.finditer(text):
                hits.append(Hit(index, match.start(), match.end()))
            continue
        if where == "&" and clauses is None:
            clauses = sorted({*starts, *[match.end() for match in _CLAUSE.finditer(text)]})
        for at in starts if where == "^" or clauses is None else clauses:
            found = pattern.match(text, at)
            if found is not None:
                hits.append(Hit(index, at, found.end()))
    return hits
