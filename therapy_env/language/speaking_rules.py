"""Patterns and word lists by which :mod:`therapy_env.language.speaking_questions` tells questions apart.

A pattern begins with a plain word, or with a group of plain words, by which it is looked up; the rest is a regular
expression on lower-case text.
"""

from __future__ import annotations

_IT = r"(?:it|this|that|these things|those things|all this|all that|all of this|things|any of this|the \w+(?: \w+)?)"
_YOU = r"(?:you|you're|you are|you've|you have)"

KIND_RULES: tuple[tuple[str, float, tuple[str, ...]], ...] = (
    (
        "risk",
        4.0,
        (
            r"(suicide|suicidal|kill|killing) ?(?:yourself|thoughts|ideation)?",
            r"(hurt|hurting|harm|harming) (?:yourself|anyone|somebody|someone|others|other people)",
            r"(end|ending|take|taking) (?:your (?:own )?life|it all|things altogether)",
            r"(not|without) (?:wanting to |wish to |want to )?(?:be here|be alive|wake up|go on living|being here|waking up)",
            r"(want|wanted|wish|wished|wishing) to (?:die|be dead|disappear|not be here)",
            r"(wish|wished|wishing) (?:that )?you (?:were dead|weren't here|were not here|hadn't woken|weren't alive)",
            r"(better off) (?:dead|without you)",
            r"(worth) living",
            r"(thoughts|thinking|thought) (?:of|about) (?:dying|death|not being here|not being around|ending it)",
            r"(safe) (?:with yourself|from yourself|tonight|at home tonight|on your own tonight)",
            r"(keep|keeping|stay|staying) (?:yourself )?safe (?:tonight|today|this week|until|from hurting)",
            r"(life) (?:isn't|is not|wasn't) worth",
            r"(point) (?:in|of) (?:living|being alive|carrying on)",
            r"(dark) (?:thoughts|places)",
        ),
    ),
    (
        "evidence",
        3.0,
        (
            r"what (?:else )?(?:makes|made|has made|leads|led|has led|gives|gave) you(?: to)?(?: so| feel so| feel| be so)? ?"
            r"(?:think|believe|sure|certain|say|suspect|conclude|know|that idea|the idea|convinced)?",
            r"how (?:do|did|can|could|would) you (?:know|tell|find out|work that out|come to (?:think|believe|know|that|see))",
            r"how (?:have|had|did) you come to",
            r"what(?:'s| is| was| are)? (?:the |your )?(?:strongest |main |best )?(?:evidence|proof|reason|reasons|signs|sign)",
            r"(what|which) (?:have you|did you|do you|had you) (?:seen|see|noticed?|observed?|heard?|pick(?:ed)? up on)",
            r"what (?:tells|told|convinces|convinced|persuades|persuaded|points|pointed|shows|showed|supports|backs)",
            r"what (?:is|was|'s) it (?:about|that) .{0,60}(?:makes|made|told|tells|convince)",
            r"why (?:do|did|would|are) (?:you|they|he|she|it|anyone|someone|somebody|people)",
            r"(evidence|proof) (?:for|that|do|have|behind)",
            r"(facts) (?:that )?(?:support|behind|for)",
            r"(where) (?:do you|did you|does that|did that|does this) (?:get|come from|idea)",
            r"(on) what (?:basis|grounds)",
            r"(based) on what",
        ),
    ),
    (
        "alternative",
        3.2,
        (
            r"(other|another|different) (?:\w+ )?(?:explanations?|reasons?|ways? (?:to|of) (?:see|look|understand|read|explain|think)\w*|"
            r"possibilit(?:y|ies)|interpretations?|stor(?:y|ies)|causes?|meanings?|account)",
            r"(could|might|can|may) (?:there|it|that|this|they|he|she) (?:also |ever |perhaps |possibly )?(?:be|have been|have|mean)"
            r" (?:\w+ )?(?:other|another|else|something|some|a|an|just|because|that|simply|coincidence|anything)",
            r"(what|anything) else (?:could|might|may|would)(?: possibly)? (?:it|that|this|explain|account|be|have|they|he|she|cause|mean)",
            r"(alternative|alternatively|innocent|coincidence|ordinary explanation)",
            r"(is|could) (?:it|there) (?:be )?(?:at all )?possible (?:that|it|they)",
            r"(any|anything|something|evidence|things) (?:at all )?(?:that )?(?:doesn't|does not|didn't|don't|do not|wouldn't) (?:quite )?(?:fit|support|agree)",
            r"(evidence|facts|anything|things|points) (?:that (?:go|goes|points?|speaks?) )?against",
            r"(has|have|were|was) there (?:ever )?(?:been )?(?:times?|days?|moments?) when (?:it|that|they|this|you)"
            r" (?:was|were|didn't|did not|wasn't|weren't|thought otherwise|felt less|doubted)",
            r"(turned) out (?:not|otherwise|differently|to be wrong)",
            r"(what) (?:would|might) (?:change|make you change) your mind",
            r"(how) else",
        ),
    ),
    (
        "perspective",
        3.0,
        (
            r"what (?:would|might|does|do|did|has|have) (?:your |a |an |the )?(?!you\b|it\b|that\b|this\b|they mean)[a-z']+(?: [a-z']+)? "
            r"(?:say|said|think|thinks|make of|tell|told|see)",
            r"what would you (?:say|tell) (?:to )?(?:a|your|someone|somebody) ?(?:friend|else|good|close|daughter|son|sister)?",
            r"(if) (?:a|your) (?:good |close |best )?(?:friend|sister|brother|daughter|son)",
            r"(how) (?:would|might|does) (?:someone else|somebody else|an outsider|a friend|your \w+) (?:see|look|explain|understand|react)",
            r"(does|do) (?:anyone|anybody|everyone|others|other people|your \w+) (?:else )?(?:see|agree|think|believe)",
        ),
    ),
    (
        "certainty",
        3.4,
        (
            r"how (?:sure|certain|confident|convinced|strongly|firmly|true|likely|much do you believe|real|probable)",
            r"(are|were) you (?:really |absolutely |completely |still |quite |just as |as |so |that |pretty |totally )*(?:sure|certain|convinced|positive)",
            r"(do) you (?:still |really |honestly |truly )+(?:believe|think|feel sure)",
            r"(any|ever|some|much) (?:doubts?|part of you (?:that )?(?:doubts?|wonders?|isn't|thinks otherwise))",
            r"(do|have) you ever (?:doubt|doubted|question|questioned|wonder if|wondered)",
            r"(scale|zero|nought|0) (?:of |from )?(?:\w+ )?(?:to|from|zero|0|one|1)?.{0,40}(?:sure|certain|believe|convinced|conviction|true|confident|strongly)",
            r"(sure|certain|believe|convinced|conviction|true|confident).{0,60}(?:percent|per cent|%|out of (?:ten|10|100)|scale|0 (?:to|and)|zero to)",
            r"(how) (?:has|have) (?:your|that) (?:belief|certainty|conviction|feeling of being sure)",
            r"(conviction|percentage|percent)",
        ),
    ),
    (
        "scale",
        2.6,
        (
            r"(scale|zero to|0 to|nought to|one to|1 to|out of ten|out of 10|out of 100|out of a hundred)",
            r"(rate|score) (?:it|that|this|your|how)",
            r"how (?:bad|strong|intense|painful|distressed|distressing|anxious|upset|upsetting|frightened|low|awful|hard|heavy|difficult|tense) (?:is|was|are|were|does|did|do)",
        ),
    ),
    (
        "feeling",
        2.8,
        (
            r"(how) (?:do|did|does|are|is|were|was|have|has|would) .{0,30}(?:feel|feeling|felt|emotion)",
            r"(what) (?:feelings?|emotions?|do you feel|did you feel|are you feeling|were you feeling|was that like|is that like|'s that like|is it like|"
            r"was it like|goes on inside|happens inside|comes up|came up|does that bring up|is that bringing up)",
            r"what's (?:that|it|this) like",
            r"(what) does (?:it|that|this) feel",
            r"how (?:are|were) you (?:today|now|doing|right now|this week|this morning|getting on|holding up|coping)",
            r"how have you been",
            r"(how) (?:is|was|'s) (?:it|that|this) (?:for you|to (?:hear|say|live|carry|tell|sit|talk|be))",
            r"how('s| is| has) your (?:mood|spirits?|week)",
            r"(did|does|do|is|was|were|are|has) (?:that|it|this|you) (?:make you |leave you |feel |left you |made you |feeling |making you |been )*"
            r"(?:frightened?|scared|afraid|sad|angry|anxious|lonely|alone|hurt|ashamed|guilty|upset|worried|low|hopeless|relieved|nervous|overwhelmed|tired)",
            r"(feel|felt) (?:when|as|about|inside|in yourself|right now|at the moment|sitting|hearing|saying)",
        ),
    ),
    (
        "body",
        3.0,
        (
            r"(where|what) .{0,40}(?:in your body|your body|physically|bodily)",
            r"(notice|feel|feeling|happens|happening) .{0,30}(?:body|chest|stomach|breath|breathing|shoulders|heart)",
            r"(in) your body",
            r"(physical) (?:sensations?|symptoms?|feelings?)",
        ),
    ),
    (
        "example",
        2.8,
        (
            r"(give|share|think of|can you|could you) .{0,24}(?:an |a recent |a specific |one |any )?examples?",
            r"(example|for instance)",
            r"(last|recent|particular|specific|one|first|a) (?:time|occasion|moment|incident|situation) (?:when|that|it|this|you|where)",
            r"(what) (?:happened|was happening|went on|went through|took place|has happened|did (?:he|she|they) (?:do|say))",
            r"(walk|talk|take) me through",
            r"(tell|describe).{0,16} what happened",
            r"(describe) (?:a|the|one|that|it)",
            r"(when) was the last time",
            r"(what) (?:exactly |actually )(?:happened|did|was said|was)",
            r"(how) did (?:he|she|they|it) (?:react|respond|go|end|happen)",
        ),
    ),
    (
        "onset",
        3.2,
        (
            rf"(when|how) (?:exactly |about |roughly )?(?:did|does) (?:{_IT}|you|your \w+) (?:all |first |really |actually )?"
            r"(?:start|begin|come about|notice|get going|come on|become|first)",
            r"when (?:was the first|were you first)",
            r"how long (?:ago|have|has|had|did|is it|since)",
            r"(how|when) (?:it|this|that|things|all this|all of this|all that)(?: all)? (?:started|began|came about)",
            r"(since) when",
            r"(first) (?:notice|noticed|time|started|begin|began|realised?|realized?)",
            r"(what) (?:was going on|was happening|was your life like|was life like) (?:\w+ )*(?:then|before|at the time|around)",
            r"(what) (?:started|set (?:it|this|that)|brought (?:it|this|that) on|triggered)",
            r"(before) (?:this|it|that|all this|all of this) (?:all )?(?:started|began|happened)",
        ),
    ),
    (
        "frequency",
        3.0,
        (
            r"how (?:often|frequently|many times|many days|much of (?:the|your) (?:day|time|week)|much time|much do you think about)",
            r"(every) (?:day|night|week)\?",
            r"(most) days",
            r"(all) (?:of )?the time",
            r"how much (?:of|does (?:it|this|that) (?:take|occupy|fill))",
            r"(what) (?:time|times) of (?:the )?(?:day|night|week)",
        ),
    ),
    (
        "coping",
        3.0,
        (
            r"(what|how) (?:do|did|would|have|are|else do) you (?:usually |normally |generally |then |tend to |actually |been )*"
            r"(?:do|doing|done|cope|coping|manage|managing|handle|handled|react|respond|deal|get through|got through|get by|calm|protect|keep)",
            r"(what) (?:helps|helped|has helped|gets you through|got you through|keeps you going|kept you going|eases|calms|soothes|makes it (?:easier|better|bearable))",
            r"(do) you (?:ever )?(?:avoid|check|stay away|keep away|hide)",
            r"(things|anything|something|steps|precautions) (?:that )?you (?:do|avoid|stopped|have stopped|take|don't do)",
            r"(stay|keep|keeping|staying|feel) safe",
            r"(how) (?:have|are) you (?:managed|managing|coped|coping|got|gotten|getting) (?:through|by|with|to|on)",
        ),
    ),
    (
        "support",
        3.0,
        (
            r"(who) (?:else )?(?:knows|have you told|did you tell|do you (?:talk|turn|trust|lean|go|have|live|speak|see|rely)|is there|can you|could you|"
            r"supports|helps|is on your side|in your life|around you|understands|would you|listens)",
            r"(have|did|do|can|could) you (?:ever |been able to |yet )?(?:told|tell|talk|talked|spoken|speak|shared?|confided?|mentioned?|say|said)"
            r" (?:\w+ )?(?:to |with |about |this |that |it )*(?:anyone|anybody|someone|somebody|family|friends?|your \w+)",
            r"(is|was|isn't) there (?:anyone|anybody|someone|somebody)",
            r"(anyone|anybody|someone|somebody) (?:you (?:can|could|trust|talk)|else know|who (?:knows|listens|understands)|on your side|to talk to|close)",
            r"(do) you (?:live|have) (?:alone|anyone|anybody|someone|people|on your own|support|friends)",
        ),
    ),
    (
        "goal",
        3.2,
        (
            r"(what) (?:would|do|did) you (?:most |really |ideally |want to |like to )*(?:like|want|hope|wish|need|be hoping|get|love)",
            r"(what) (?:are|were|is) (?:you |your )(?:hoping|goals?|hopes?|aims?|hoped|after|looking for|wish)",
            r"(what) matters",
            r"(most) (?:important|pressing)",
            r"(how) (?:would|will) (?:you|we) know (?:that )?(?:it|this|things|therapy|we|you|if)",
            r"(if) (?:you woke|things (?:were|got|changed|went)|this (?:were|went|got)|it (?:were|got) (?:better|easier|gone)|(?:there were|by) a miracle)",
            r"(what) would (?:be different|better look|change look|a good (?:day|week|outcome)|a better|life look|it look like|have to change|you be doing)",
            r"(where|what) (?:would|shall|should) (?:you|we) (?:like|want|start|focus|begin|work on|talk about|use)",
            r"(goals?|hopes) (?:for|in|do)",
            r"(miss|missing|missed) (?:most|doing|about)",
            r"(get) out of (?:this|therapy|our|being|coming|talking)",
            r"(agenda|focus on today|talk about today)",
        ),
    ),
    (
        "strengths",
        3.0,
        (
            r"(what) (?:are|were|is|else are) (?:you|your|some of your) (?:good|strengths?|proud|best|skills?|qualities)",
            r"(what) do you (?:like|value|admire|enjoy) (?:about|in|doing)",
            r"(proud) of",
            r"(good) at",
            r"(strengths?|qualities|enjoy)",
            r"(going|goes|gone|went) (?:well|right|ok|okay|better)",
            r"(gives|gave|brings|brought) you (?:joy|strength|hope|pleasure|pride|comfort|a lift)",
        ),
    ),
    (
        "meaning",
        3.4,
        (
            r"(what) (?:does|did|would|might|do|could) (?:it|that|this|they|all this|any of this|the \w+) (?:then |really |all )?(?:mean|say|tell us|tell you|imply|suggest)",
            r"(what) (?:would|does|did) (?:it|that) (?:say|mean) about",
            r"(mean) (?:to|for|about) you",
            r"(say|says|said) about (?:you|who you|the kind|what kind|yourself)",
            r"(what) (?:kind|sort) of (?:person|man|woman|mother|father)",
            r"(how) do you (?:see|view|think of|think about|regard) yourself",
            r"(if) (?:it|that|this) (?:were|was|is|turned out to be) (?:all )?(?:true|so|right|real)",
            r"(tell) you about yourself",
            r"(what) do you (?:make of|tell yourself|say to yourself)",
        ),
    ),
    (
        "worst",
        3.2,
        (
            r"(what) (?:is|'s|would be|was|are|were) (?:the )?(?:worst|hardest|most frightening|scariest|the fear|your (?:biggest |worst |greatest )?fear|most painful)",
            r"what's (?:the )?(?:worst|hardest|most frightening|scariest|most painful)",
            r"(what) (?:are|were) you (?:most )?(?:afraid|scared|frightened|worried|fearing)",
            r"(what) (?:do|did) you (?:fear|dread|think (?:will|would|might|could) happen|imagine|worry)",
            r"(what) (?:would|might|could|will|do you think would) happen if",
            r"(worst) (?:that|thing|case|part|of)",
            r"(hardest) (?:part|thing|bit)",
        ),
    ),
    (
        "impact",
        2.8,
        (
            r"(how) (?:does|did|has|is|have|do) (?:it|this|that|all this|all of this|they|these|those|the \w+)(?: been)?(?: all)? "
            r"(?:affect|affected|affecting|change|changed|changing|impact|impacted|get in|got in|interfere|shape|shaped)",
            r"(what) (?:does|has|did|is) (?:it|this|that|all this) (?:cost|costing|stopped?|stopping|taken|keep|kept|do to|done to|doing to|take from)",
            r"(what) (?:have|do) you (?:given up|lost|stopped|missed|had to give)",
            r"(what) (?:is|'s) a (?:typical|normal|usual|bad|good) day",
            r"(stopped|stops|stopping) (?:you|doing|going)",
        ),
    ),
    (
        "homework",
        3.2,
        (
            r"(would|could|might|will|are|can|do) you (?:be |feel )?(?:think you (?:could|might|can) )?(?:able |ready )?(?:to )?"
            r"(?:willing|open|up for|try|prepared|consider|give it a (?:go|try)|experiment|keep a|write|note|jot|practi[sc]e|commit|have a go|tempted)",
            r"(how) (?:about|would you feel about|do you feel about|does that sound|does it sound|would it be) ?(?:trying|we try|if we|as a|keeping|doing|an experiment)?",
            r"(what) (?:if|about) (?:we|you|trying)",
            r"(shall|should|can|could) we (?:try|test|do|plan|agree|set|experiment|practi[sc]e)",
            r"(did|have|were) you (?:manage|managed|get a chance|able|try|tried|get round|do|done) (?:to )?(?:do |try |fill |write |keep |the |it |out )*"
            r"(?:homework|experiment|diary|log|exercise|list|task|it|what we|that|sheet)",
            r"(homework|experiment|before next (?:time|week)|between now and|this coming week|next step|first step|small step|one thing you)",
            r"(ready|willing) to",
            r"(what) (?:might|could|would) (?:you|we) (?:try|do differently|test)",
        ),
    ),
    (
        "help",
        3.0,
        (
            r"(tried|seen|had|been) (?:\w+ )?(?:anything|therapy|therapist|counsell?or|counsell?ing|help|treatment|doctors?|psychiatrist|before)",
            r"(have|had) you (?:ever )?(?:seen|had|tried|been (?:to|in)) .{0,30}(?:help|therapy|counsell|doctor|treatment|before|someone)",
            r"(medication|medicine|tablets|pills|prescribed|antidepressants?)",
            r"(what) (?:would|could|might|can) (?:help|i do|we do|be (?:helpful|useful)|make (?:it|this|today|things) (?:easier|better|useful))",
            r"(how) (?:can|could|may|might) (?:i|we) (?:best )?help",
            r"(helped|worked) (?:before|in the past|last time)",
            r"(what) do you need",
        ),
    ),
    (
        "presenting",
        3.2,
        (
            r"(what|so) .{0,12}(?:brings|brought|bring|has brought|made you come|made you decide|led you to come) you(?: here| in| along| to)?",
            r"(what) (?:made|has made) you (?:come|decide|seek|want to come|get in touch|pick up)",
            r"(what) (?:has been|have been|'s been|is|'s|are) (?:going on|happening|troubling|bothering|on your mind|the (?:matter|trouble|problem)|up)",
            r"what's (?:been )?(?:going on|happening|troubling|bothering|on your mind|the (?:matter|trouble|problem)|up)",
            r"(where) (?:would|shall|should|do) (?:you|we) (?:like to )?(?:start|begin)",
            r"(why) (?:are you|have you come|did you come) (?:here|to see|today|in)?",
            r"(how) can i help",
            r"(referred|referral)",
        ),
    ),
    (
        "more",
        2.0,
        (
            r"(tell) me (?:a (?:little|bit) |some |something )?(?:more )?(?:about)?",
            r"(say) (?:a (?:little|bit) |some )?more",
            r"(go) on",
            r"(can|could|would) you (?:tell|say|describe|explain|help me understand|share)",
            r"(help) me (?:to )?understand",
            r"(what) (?:was|is|'s|are you|were you) (?:that|going through|thinking|in your mind|on your mind)",
            r"(what) (?:went|goes|is going|was going) through your (?:mind|head)",
            r"(anything|what) else",
            r"(what) do you mean",
            r"(then|and) what",
            r"(like) what",
            r"(how|in what) (?:so|way)",
        ),
    ),
    (
        "us",
        3.4,
        (
            r"(have|did|am|was|is|do) (?:i|something i|anything i|what i) (?:\w+ )?(?:upset|hurt|offend|offended|miss|missed|missing|get|got|say|said|push|pushed|"
            r"pushing|rush|rushed|rushing|misunderstood|misunderstand|done|do|understanding|too|wrong|lost|make you|made you|come across|let you|not|hearing|listening)",
            r"(how) (?:is|was|are|has|'s|does|do) (?:it |this |that |we |things |talking |being |sitting )*(?:going |been |feel |doing |working |landing )*"
            r"(?:between us|with me|to me|together|in here|for you (?:here|with me|in here|today)|here with me|talking to me)",
            r"(between) (?:us|you and me|the two of us)",
            r"(do|can|did|could) you (?:\w+ )?(?:trust|feel understood|feel heard|feel (?:that )?i|think i|believe me|feel judged|feel safe with|feel comfortable)",
            r"(something) (?:shifted|changed|happened|went wrong|went off|felt off|i said)",
            r"(what|how) (?:could|can|should|might) i (?:have )?(?:do|done|be|been|say|said) (?:differently|better|instead)?",
            r"(what) (?:did i|have i|am i|was i) (?:get|got|miss|missing|missed|do|done|say|said|not)",
            r"(annoyed|angry|cross|irritated|frustrated|disappointed|fed up) (?:with|at|by) (?:me|us|this|something i|what i)",
        ),
    ),
    (
        "confirm",
        2.4,
        (
            r"(is|was) (?:that|this) (?:\w+ )?(?:right|it|correct|fair|true|so|close|accurate|about right|how it is|how it was|what you mean|close to)",
            r"(have|did|do|am) i (?:\w+ )?(?:got that|got it|get that|get it|getting that|getting it|understood|understand|understanding|heard|hear|hearing)"
            r"(?: you)?(?: right| correctly| that right| it right)?",
            r"(does|did|do) (?:that|this|it) (?:\w+ )?(?:sound|fit|make sense|ring|match|capture|seem|land|feel (?:right|true|about right))",
            r"(isn't|wasn't|doesn't|didn't|aren't|haven't|hasn't|don't|won't) (?:it|that|you|they|he|she)\?",
            r"(right|yes|correct|yeah|hm|hmm|no|okay|ok)\?",
        ),
    ),
    (
        "permission",
        3.0,
        (
            r"(would|will|is) (?:it|that) (?:be )?(?:all right|alright|ok|okay|fine|possible|acceptable)(?: with you)?(?: if| to| for me)?",
            r"(may|might|could|can|shall) (?:i|we) (?:just |perhaps |maybe )?(?:ask|look|share|offer|go back|come back|check|say|tell|suggest|stay|slow|talk|pause|return|explore|think|spend|start|put)",
            r"(would|do) you mind",
            r"(are) you (?:ok|okay|all right|alright|happy|comfortable) (?:if|with (?:me|that|us)|to (?:talk|go|look|stay|say))",
            r"(would) you (?:like|prefer|rather) (?:to|that|me|if|we|us)",
            r"(mind) if (?:i|we)",
        ),
    ),
    (
        "who",
        3.2,
        (
            r"(what) (?:is|'s|should i call|shall i call|would you like me to call|do (?:people|you like to be|your friends) call(?:ed)?) ?(?:you|your name)?",
            r"what's your (?:name|first name)",
            r"(your) (?:full |first )?name",
            r"(call) you",
            r"(how) old",
            r"(who) are you",
            r"(tell) me (?:a (?:little|bit) )?about (?:yourself|you)\b(?!r)",
        ),
    ),
    (
        "closing",
        2.6,
        (
            r"(see) you (?:next|then|on|soon|again|in)",
            r"(next) (?:time|week|session|appointment)",
            r"(our|the) time (?:is|'s|has|for today)",
            r"(goodbye|bye|take care)",
            r"(end|finish|stop|close|leave it|wrap up|wind up) (?:here|there|for today|up|soon|today|our)",
            r"(before) we (?:finish|stop|end|close|go|wrap)",
            r"(take) (?:away|with you|from today)",
            r"(how) (?:was|did you find|has) (?:today|this session|our (?:session|talk|time|conversation)|the session)",
        ),
    ),
    (
        "thanks",
        2.0,
        (
            r"(thank|thanks)",
            r"(grateful|appreciate)",
        ),
    ),
    (
        "greeting",
        2.4,
        (
            r"(hello|hi|hey|welcome|good (?:morning|afternoon|evening|to (?:see|meet)))",
            r"(nice|lovely|pleased|good) to (?:meet|see)",
            r"(come|do come) in",
            r"(my) name is",
        ),
    ),
)
"""(kind of question, weight, patterns); the kind with the largest sum of weights in a sentence wins."""

_TOPICS: dict[str, str] = {
    "onset": "began beginning started",
    "family": "family mother father mum mom mam dad parents parent sister sisters brother brothers son sons daughter daughters "
    "child children kids kid grandmother grandfather gran nan grandad grandchildren aunt uncle cousin cousins nephew niece relatives "
    "in-laws sibling siblings mother's father's",
    "partner": "wife husband partner boyfriend girlfriend spouse marriage married dating divorce divorced fiance fiancee "
    "relationship relationships romantic husband's wife's partner's",
    "friends": "friend friends friendship friendships mates mate neighbours neighbour neighbors neighbor acquaintances social "
    "classmates flatmate flatmates roommate housemate",
    "work": "work working job office boss manager colleague colleagues career employer shift shifts school university college "
    "studies study studying course class classes lectures exams retirement retired unemployed customers clients shop thesis "
    "promotion occupation living",
    "home": "home house flat apartment live lives neighbourhood street building landlord rent kitchen bedroom garden moved",
    "sleep": "sleep sleeping slept asleep bed bedtime nights insomnia dreams dream nightmares nightmare awake rest tired waking",
    "health": "health doctor doctors gp hospital illness ill sick pain medication tablets medicine diagnosis body appetite eat eating "
    "food weight drink drinking alcohol drugs smoke smoking exercise physical headaches eaten meals",
    "mood": "mood moods spirits emotional emotionally sad happy depressed cry crying cried tearful energy concentrate "
    "concentration anxious",
    "day": "day days morning mornings afternoon evening evenings routine weekday weekend weekends typical today yesterday week",
    "childhood": "childhood child's young younger growing grew boy girl teenager teens adolescence upbringing",
    "faith": "faith god religion religious church mosque temple synagogue pray prayer prayers praying spiritual spirituality "
    "believe-in priest imam rabbi pastor bible quran gurdwara beliefs-faith worship congregation",
    "money": "money bills debt debts finances financial afford pay savings income wages benefits bank mortgage broke",
    "leisure": "hobby hobbies leisure fun enjoy enjoyed music read reading films sport sports walk walks walking television tv "
    "pastime interests garden gardening games cooking relax free-time spare books play playing",
    "meaning": "meaning worthless worth yourself identity failure",
    "help": "help therapy therapist counsellor counselling counselor counseling treatment psychiatrist psychologist helpful support",
}

TOPIC_WORDS: dict[str, str] = {word: topic for topic, words in _TOPICS.items() for word in words.split()}
"""Word -> persona topic that it belongs to."""
TOPIC_WORDS["garden"] = "home"
TOPIC_WORDS["enjoy"] = "leisure"

LEADING_STARTS = frozenset("tell describe wonder wondering".split())
"""A sentence that begins with one of these asks, with or without a question mark."""

ASKING_STARTS = frozenset(
    tuple(pair.split())
    for pair in (
        "i wonder|i'm wondering|i'm curious|i'd like|i'd love|i am curious|i am wondering|help me|say more|go on|walk me|talk me|"
        "take me|say a|please tell|just tell|let's hear|give me|so tell|and tell|i want|can you|could you|would you|do you"
    ).split("|")
)
"""Pairs of words that make a sentence a question or an invitation."""

WHO_LIVES = frozenset(
    "what why how when where who which do does did is are was were have has can could would will may shall should any".split()
)
"""A first word that makes a sentence a question when the turn has no question mark at all."""

STOP_WORDS = frozenset(
    (
        "a about after again all also always am an and any anyone anything are aren't around as ask at away back be because been "
        "before being best better bit both but by can can't come could couldn't did didn't different do does doesn't doing don't "
        "done down each else even ever every everything feel feeling feels felt few find for from get gets getting give go goes "
        "going gone good got had hadn't happen happened happens has hasn't have haven't having he he'd he's hear hear's her here "
        "here's hers herself him himself his how i i'd i'll i'm i've if in into is isn't it it's its itself just keep kind know let "
        "let's like little long look looking looks lot made make makes making many maybe me mean might mind mine more most much "
        "must my myself need never no nor not nothing now of off oh ok okay on once one only or other others our out over own "
        "part people perhaps person please put quite rather really right said same say saying says see seem seems seen "
        "she she'd she's should since so some somebody someone something sometimes sort sound sounds still such sure take talk "
        "talking tell than that that's the their them themselves then there there's these they they'd they'll they're they've "
        "thing things think thinking this those though thought through time times to today together told too try trying two "
        "under understand until up upon us use very want wanted wants was wasn't way we we'd we'll we're we've well went were "
        "weren't what what's when where which while who whole why will with without won't wonder wondering word words would "
        "wouldn't yeah yes yet you you'd you'll you're you've your yours yourself start started moment question hard"
    ).split()
)
"""Words that carry no topic."""
