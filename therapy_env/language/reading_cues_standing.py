"""Cues of how the therapist stands to the person: belittling, brushing aside, asking leave, owning, taking sides."""

from __future__ import annotations

from therapy_env.language.reading_words import LEAD, Entry

TABLE: list[Entry] = [
    (
        "belittle",
        "men women wives husbands girls boys lads ladies folk folks patients students mothers fathers ones someone "
        "somebody anyone age generation group lot sort kind type types culture grown bless foolish silly dramatic "
        "childish precious weak messed soft thick gullible naive touchy clingy needy lazy selfish vain idiotic odd "
        "weird strange drama fuss theatre tantrum circus pity sob melodrama hysterics whinge whingeing whining moan "
        "moaning sulk sulking faff fantasy fantasies fantasist silliness hypochondriac crackpot oddball weirdo nutter "
        "basket case lost mess freeloading scrounging hiding clinging people guys typical world deserve deserved "
        "asked brought sane normal proper real pathetic embarrassing laughable hopeless burden trouble troublemaker "
        "liar lying pretend pretending imagination overactive vivid",
        r"\b(?:guys|men|women|wives|husbands|girls|boys|lads|ladies|people|folks?|patients|students|mothers|fathers"
        r"|migrants|immigrants|foreigners|addicts|kids|types|cases|ones|someone|somebody|anyone|a (?:man|woman"
        r"|person|girl|boy)) (?:like (?:you|that|this|them)|of your|in your|from your|at your|your age|with your)\b"
        r"|\bat your age\b|\byour (?:generation|group|lot|sort|kind|type|culture)\b|\bgrown(?: up)? (?:man"
        r"|woman|adult)\b"
        r"|\bpart of the world\b|\bfor you\.(?:\Z| )|\bbless (?:you|them|him|her)\b"
        r"|\b(?:rather|a bit|a little|a tad|pretty|quite|so|too|very|being|just|plain|such a|get) (?:foolish"
        r"|silly|dramatic"
        r"|childish|precious|weak|messed up|soft|thick|gullible|naive|touchy|clingy|needy|lazy|selfish|vain|idiotic|odd"
        r"|weird|strange|pathetic|embarrassing)\b"
        r"|\b(?:drama|fuss|theatre|tantrums?|circus|pity party|sob story|melodrama|hysterics|whing(?:e|eing)|whining"
        r"|moan(?:ing)?|sulk(?:ing)?|faff|fantas(?:y|ies|ist)|silliness|hypochondriac|crackpot|oddball|weirdo|nutter"
        r"|basket case|head case|lost cause|freeload\w*|scroung\w*|troublemaker|laughable)\b"
        r"|\bstill (?:hiding|clinging|going on about)\b|\byou (?:people|types|always)\b|\byou(?:'ve| have)? (?:only )?"
        r"(?:brought|asked for|deserved?|had) (?:it|this|that) (?:on|coming)\b|\b(?:a|any) (?:sane|normal|proper|real)"
        r" (?:person|man|woman|adult|mother|father|people)\b|\b(?:overactive|vivid|fertile) imagination\b"
        r"|\byou(?:'re| are) (?:\w+ )?(?:lying|pretending|a liar)\b",
        {"stigma": 1.6},
    ),
    (
        "minimise",
        "only just merely hardly use point need worth bright worse least cheer move get over past fine survive laugh "
        "nothing never overboard exaggerate carried blessing say silly lining overthink overthinking positive everyone "
        "everybody plenty lots luckier lucky worry fuss fret forget behind big deal dramatic grateful count blessings",
        r"\b(?:only|just|merely|hardly) (?:a|an|one|nerves|stress|noise|words|in your|being|some)\b"
        r"|\b(?:no (?:use|point|need|sense)|not worth) (?:in |to )?(?:\w+ing|cry|worry|fuss|fret|be)\b"
        r"|\bon the bright side\b|\bbe(?:en)? (?:a lot |much |far )?worse\b|\bat least\b|\bcheer up\b|\bmove on\b"
        r"|\bget (?:over|past|on with)\b|\bthe end of the world\b|\byou(?:'ll| will) (?:be (?:fine|ok|okay|all right)"
        r"|get over|survive|feel better|laugh|live)\b|\bnothing to (?:worry|be|fear|cry|fuss|get)\b|\bnever anything\b"
        r"|\blet's not (?:go|exaggerate|get|make|be)\b|\b(?:we all|everyone|everybody|plenty of \w+"
        r"|lots of \w+) (?:gets?"
        r"|ha(?:s|ve)|feels?|goe?s?|does?|manages?|loses?|worr(?:y|ies))\b|\bblessing\b|\bas they say\b"
        r"|\bdon't be (?:so|too|such|silly)\b|\bsilver lining\b|\bworry (?:too|so|about)\b|\boverthink\w*\b"
        r"|\bthink(?:ing)? positive\w*\b|\b(?:put|leave) (?:it|this|that|all that) behind\b|\b(?:big"
        r"|huge) (?:deal|fuss)\b"
        r"|\bcount your\b|\bbe (?:grateful|thankful|glad)\b|\b(?:lucky|luckier) (?:to|than|that|you)\b"
        r"|\bforget (?:about )?(?:it|this|that|him|her|them)\b",
        {"challenge": 0.5, "hold": -0.6},
    ),
    (
        "asks_leave",
        "okay ok alright early soon much can could may might shall would want fancy fancied care like rather "
        "wish prefer "
        "thought idea notion suggestion proposal hunch pressure call permission choose decide no free something way "
        "whenever unless leave later yet",
        r"\b(?:would|is|will|was) (?:it|that|this|now) (?:be )?(?:all right|okay|ok|alright|useful|helpful|too"
        r" (?:much|early|soon)|a good (?:time|moment))\b|\b(?:shall|may|might|can|could) (?:i|we)\b[^.!?\n]*\?"
        r"|\bwould you (?:like|mind|be willing|be up|want|prefer|be open|rather|care|have|let me)\b"
        r"|\b(?:if|unless|whenever|once) you(?:'d| would| ever| should| did| feel)? ?(?:like|want|are willing|care"
        r"|fancy|fancied|wish|wanted|prefer|choose|agree|say so|ready)\b"
        r"|\bor (?:would you|shall (?:i|we)|is it|not (?:yet|now|today)|leave|later|should)\b[^.!?\n]*\?"
        r"|\b(?<![^.!?,] )(?:want|fancy|care for) (?:it|to|one|that|a)\b|\bi(?:'ve| have| had)(?: got)? (?:a|an"
        r"|one|another"
        r"|some|only a) (?:\w+ )?(?:thoughts?|ideas?|notion|suggestion|proposal|hunch)\b"
        r"|\b(?:no pressure|up to you|your (?:call|choice)|your permission|you (?:choose|decide)|free to|say no"
        r"|yours to)\b|\bis there room\b",
        {"advise": -0.4, "hold": 0.2},
    ),
    (
        "own_part",
        "been was did took made got turned kept put went left let missed forgot said asked gave talked answered heard "
        "treated skipped hurried spoke came",
        LEAD + r"(?:(?:and|but|yes|you're right|that's right|sorry|today|last (?:time|week)),? )?"
        r"i(?:'ve| have| had|'d)? (?:just |only |really |also |even |then )?"
        r"(?:been|was|did|took|made|got|turned|kept|put|went|left|let|missed"
        r"|forgot|said|asked|gave|talked|answered|heard|treated|skipped|hurried|spoke|came)\b",
        {"repair": 0.6},
    ),
    (
        "try_it_out",
        "suppose imagine were was had wasn hadn weren reasons reason explanations weigh test check count "
        "compare pattern "
        "convince evidence sure know tell notice catch need see look find list square",
        r"\b(?:suppose|imagine|let's say)\b[^.!?\n]*\?|\bif (?:it|that|this|he|she|they|someone|you"
        r"|your \w+) (?:were|was"
        r"|had|hadn't|weren't|wasn't|turned out)\b[^.!?\n]*\?|\bwhat (?:would|might|could|else|did|do) (?:you|it|he|she"
        r"|they|have|need|we)\b[^.!?\n]*\b(?:to see|take|have to|need|convince|show|count|expect|check|rule|notice)\b"
        r"|\bhow (?:would|could|might|do|did|can|will) (?:you|we|one|anyone|a person)\b[^.!?\n]{0,30}\b(?:know"
        r"|tell|find"
        r" out|check|test|catch|notice|weigh|work out|decide|be sure)\b|\b(?:reasons?|explanations?|possibilities)\b"
        r"[^.!?\n]*\?|\b(?:let's|let us|we could|could we|can we|shall we|we might) (?:\w+ )?(?:look|test|check|weigh"
        r"|count|list|find|compare|see|work out|go through)\b|\b(?:fit|break|against|refuse)\b[^.!?\n]{0,15}\bpattern\b"
        r"|\b(?:weigh|test|check|compare) (?:it|that|this|them|both|the)\b",
        {"socratic": 0.9},
    ),
    (
        "goes_along",
        "want wants need needs plan plans mean send sends tell use uses next ready come comes arrive strike "
        "save before "
        "until which where how often when what",
        r"\bwhat(?:'s| is| are| do(?:es)?| did| will| would) (?:they|he|she|it|the \w+|your \w+) (?:\w+ ){0,2}(?:want"
        r"|need|plan|send|use|need from|got|have) ?[^.!?\n]*\?|\bhow (?:do|does|did|will|long have|often do) (?:they|he"
        r"|she|it|the \w+)\b[^.!?\n]*\?|\bwhen (?:they|he|she|it|the \w+) (?:comes?|arrives?|finds?|strikes?|gets?)\b"
        r"|\b(?:before|until) (?:they|he|she|it) (?:\w+)\b|\bnext (?:move|message|sign|signal|attack)\b"
        r"|\b(?:which|where) (?:\w+ )?(?:do|does|did|would|are) (?:they|he|she|it)\b[^.!?\n]*\?"
        r"|\bso (?:that )?(?:they|he|she|it) can't\b|\bkeep(?:s|ing)? (?:them|him|her|it) (?:out|away|off)\b",
        {"accommodate": 0.7},
    ),
    (
        "takes_side",
        "right imagining paranoid wrong unjust unfair outrageous cruel illegal discrimination racism betrayal shameful "
        "happened nobody believe true owed justice",
        r"\byou(?:'re| are| were| had been) (?:\w+ )?right\b|\byou (?:weren't|aren't|were not"
        r"|are not) (?:\w+ )?(?:imagining"
        r"|paranoid|ill|mad|crazy|wrong|making|dreaming)\b|\b(?:that|this|it|what \w+ did)(?:'s| is"
        r"| was) (?:\w+ )?(?:wrong"
        r"|unjust|unfair|outrageous|cruel|illegal|discrimination|racism|a betrayal|shameful|not (?:okay|ok"
        r"|right|fair))\b"
        r"|\bshould(?:n't| not| never) have (?:happened|been|had to|done|to)\b|\b(?:nobody|no one) should\b"
        r"|\bi believe you\b|\byou(?:'re| are) owed\b",
        {"hold": 0.4, "collude": 0.3},
    ),
]
