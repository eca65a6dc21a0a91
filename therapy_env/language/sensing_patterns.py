"""Patterns of the patient sensing that are a sign of a belief, for what words alone cannot show."""

from __future__ import annotations

from therapy_env.language.sensing_cues import Pattern

BELIEF_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "they_do_to_me",
        "follow* watch* listen* spy* spied track* poison* plot* schem* monitor* record* bug* break* "
        "broke* come comes get got hid* mov*",
        r"\b(?:they|someone|somebody|people|neighbou?rs?|he|she|them)\b[^.!?]{0,45}?\b(?:follow|watch"
        r"|listen|spy|spied|track|poison|plot|scheme|monitor|record|bug|break|come in|get in|got in|hid"
        r"|mov)\w*[^.!?]{0,45}?\b(?:me|myself|us|my \w+|our \w+|mine|i)\b",
        {"persecutory": 1.3},
    ),
    Pattern(
        "someone_was_in",
        "been come coming came got",
        r"\b(?:someone|somebody|they|he|she|they've|somebody's|someone's)\b(?:'s"
        r"|'ve)?[^.!?]{0,25}\b(?:been |come |coming |came |get |got |was |were )(?:in|into|inside"
        r"|through)\b[^.!?]{0,12}\b(?:my|our|there|here)\b",
        {"persecutory": 1.0},
    ),
    Pattern(
        "on_purpose",
        "purpose deliberately coincidence accident they're",
        r"\b(?:on purpose|deliberately|no coincidence|isn't (?:a )?coincidence|no accident)\b",
        {"persecutory": 0.7, "referential": 0.4},
    ),
    Pattern(
        "sign_for_me",
        "message* sign signs signal* hint* code* meant aimed intended left put placed arranged said "
        "written wrote chosen picked play* wink* looks spoke speak* talks directed pointed",
        r"\b(?:messages?|signs?|signals?|hints?|code|coded|meant|aimed|intended|left|put|put up|placed"
        r"|arranged|said|written|wrote|chosen|picked|played|plays?|winks?|looks?|spoke|speaks?|talks?"
        r"|directed|pointed)\b[^.!?]{0,30}\b(?:for|to|at|about|towards?) me\b",
        {"referential": 1.2},
    ),
    Pattern(
        "media_me",
        "radio tv television telly news newsreader presenter song songs headline headlines billboard "
        "poster posters advert adverts serial page paper papers programme show film book books lyrics",
        r"\b(?:radio|tv|television|telly|news|newsreader|presenter|songs?|headlines?|billboards?"
        r"|posters?|adverts?|serial|page|papers?|programme|show|film|books?"
        r"|lyrics)\b[^.!?]{0,45}?\b(?:me|my|i|i'm|i'd)\b",
        {"referential": 0.7},
    ),
    Pattern(
        "i_am_great",
        "greatest best only first one most chosen king queen next heir last bridge solved discovered "
        "invented cured cracked worked destined meant famous royal genius human",
        r"\bi(?:'m| am)(?: actually| really| basically)? the (?:greatest|best|only|first|one|most"
        r"|chosen|king|queen|next|new|heir|last|bridge)\b|\bi(?:'ve| have)(?: been)? (?:solved"
        r"|discovered|invented|cured|chosen|been chosen|cracked|worked out)\b|\bonly i (?:can|know"
        r"|have)\b|\bi(?:'m| am) (?:destined|chosen|meant|famous|royal|a genius|more than human)\b",
        {"grandiose": 1.4},
    ),
    Pattern(
        "not_mine",
        "thoughts thought mind head voice hand hands arm arms legs feelings tongue mouth body words",
        r"\b(?:thoughts?|mind|head|voice|hands?|arms?|legs?|feelings?|tongue|mouth|body|words|sadness"
        r"|moods?)\b[^.!?]{0,40}\b(?:aren't mine|isn't mine|not mine|not my own|put (?:there|in)"
        r"|from (?:outside|somewhere|elsewhere|him|her|them)|moved by|by (?:itself|themselves)|isn't me"
        r"|not me|sent|stolen|taken|taken out|removed|leaks?|hear (?:it|them)|controll\w+|steer\w*)\b",
        {"control": 1.6},
    ),
    Pattern(
        "they_hear_thoughts",
        "thoughts think thinking mind head thought",
        r"\b(?:hear|hears|read|reads|know|knows|steal|steals|take|takes|put|puts|pick up|picks up|pull"
        r"|insert|inserts|send|sends)\b[^.!?]{0,25}\b(?:my (?:thoughts?|mind|head)|what i(?:'m"
        r"| am)? think(?:ing)?|thoughts (?:in|into|out))\b",
        {"control": 1.5},
    ),
    Pattern(
        "in_my_body",
        "inside under skin stomach belly throat blood leg legs arm body chest gut guts insides bowels "
        "womb brain bones teeth",
        r"\b(?:something|things?|worms?|bugs?|insects?|creature|rot|stone|parasites?"
        r"|they)\b[^.!?]{0,30}\b(?:in|inside|under|through) (?:me|my (?:\w+ )?(?:skin|stomach|belly"
        r"|throat|blood|leg|legs|arm|head|body|chest|gut|guts|insides|bowels|womb|brain|face|bones"
        r"|teeth|back))\b",
        {"somatic": 1.2},
    ),
    Pattern(
        "i_am_dead",
        "dead died exist real gone alive ghost nothing nobody stopped ended",
        r"\bi(?:'m| am| have|'ve)?(?: already| really| actually)? (?:dead|died|not (?:here|real|alive)"
        r"|a ghost|gone|been dead|nothing|no one|nobody left)\b|\bi (?:don't|do not|no longer|didn't"
        r"|ceased to) exist\b|\b(?:world|everything|time)\b[^.!?]{0,25}\b(?:ended|stopped|gone|over"
        r"|died|isn't real)\b|\bi have no (?:stomach|heart|brain|insides|blood|organs|body|bowels?|soul"
        r"|name)\b",
        {"nihilistic": 1.6},
    ),
    Pattern(
        "partner_other",
        "cheat* affair another else other slept sleep* seeing unfaithful messaging meeting",
        r"\b(?:he|she|he's|she's|my (?:husband|wife|boyfriend|girlfriend|partner|man"
        r"|missus))\b[^.!?]{0,40}\b(?:cheat\w*|affair|another (?:man|woman|wife)|someone else"
        r"|somebody else|other (?:man|woman|men|women)|been with|sleep\w* with|slept with"
        r"|seeing (?:someone|somebody|her|him)|unfaithful|messaging|meeting (?:him|her|someone))\b",
        {"jealous": 1.5},
    ),
    Pattern(
        "loves_me",
        "love loves loved adores wants feels feelings marry cares",
        r"\b(?:he|she|mr \w+|ms \w+|dr \w+)\b[^.!?]{0,30}\b(?:loves?|adores?|wants?|is in love with"
        r"|has feelings for|(?:going to|will|wants to) marry|cares for|in love with) (?:me|us)\b",
        {"erotomanic": 1.5},
    ),
    Pattern(
        "god_me",
        "god lord allah jesus devil satan angel angels spirit demon he",
        r"\b(?:god|lord|allah|jesus|almighty|devil|satan|angels?|spirits?"
        r"|demons?)\b[^.!?]{0,25}\b(?:told|tells|spoke|speaks|chose|has chosen|sent|commanded|forbid\w*"
        r"|forbade|talks|talking|inside|entered|has my|wants me|picked|punish\w*|marked|abandoned"
        r"|test\w*|warned)\b",
        {"religious": 1.4},
    ),
    Pattern(
        "tech_me",
        "chip implant phone phones computer ai machine meter mast camera cameras wifi beam bot "
        "chatbot app model device router laptop internet program",
        r"\b(?:chip|implant|phones?|computer|ai|machine|meter|mast|cameras?|wifi|beam|bot|chatbot|app"
        r"|model|device|router|laptop|internet|program)\b[^.!?]{0,45}?\b(?:listen\w*|watch\w*|read\w*"
        r"|send\w*|track\w*|control\w*|alive|awake|woke|conscious|sentient|loves?|chose|picked|told me"
        r"|knows?|in my|into my|at me|through me|talk\w*|feels?|understands?)\b",
        {"technology": 1.3},
    ),
    Pattern(
        "if_not_then",
        "if either unless",
        r"\bif (?:i|it|he|she|they|this)(?:'m|'s)?\b[^.!?]{0,45}(?:\bthen\b|,)[^.!?]{0,30}\b(?:nothing"
        r"|useless|failure|failed|worthless|pointless|no point|not|never|over|ruined|waste|well not)\b"
        r"|\beither\b[^.!?]{0,50}\bor\b",
        {"all_or_nothing": 1.4},
    ),
    Pattern(
        "one_then_all",
        "always never every everyone nobody nothing",
        r"\b(?:so|that's|it's|just shows|which means|means)\b[^.!?]{0,30}\b(?:always|never|every"
        r"|everyone|nobody|all of them|nothing ever)\b",
        {"overgeneralization": 0.8},
    ),
    Pattern(
        "always_happens",
        "always never every nobody everyone everything nothing",
        r"\b(?:always|never|every (?:time|single)|nobody|no one|everyone|everything"
        r"|nothing)\b[^.!?]{0,30}\b(?:me|i|goes|go|wrong|works?|happens?|leaves?|lasts?|cancels?|lets?"
        r"|helps?|fails?|breaks?|hates?|ends?)\b",
        {"overgeneralization": 0.9},
    ),
    Pattern(
        "but_one",
        "only all one bit part",
        r"\b(?:all i (?:can |could )?(?:see|saw|think|thought|remember|hear|heard|notice)"
        r"|the only (?:thing|one|bit|part)|(?:but|except)\b[^.!?]{0,30}\b(?:one|that bit|the one)\b"
        r"|only (?:see|saw|remember|hear|think|notice)\w*)\b",
        {"mental_filter": 1.2},
    ),
    Pattern(
        "good_but",
        "because luck lucky kind nice polite pity anyone anybody everyone easy count mean",
        r"\b(?:said|says|won|passed|got|praised|thanked|sold|accepted|liked|gave|told"
        r"|did)\b[^.!?]{0,45}\b(?:but|only|just)\b[^.!?]{0,25}\b(?:because|luck|lucky|kind|nice|polite"
        r"|pity|anyone|anybody|everyone|easy|have to|had to|count|mean)\b",
        {"disqualifying_positive": 1.4},
    ),
    Pattern(
        "they_think_me",
        "think thinks thinking thought know knows see saw tell feel",
        r"\b(?:they|he|she|everyone|everybody|people|boss|friends|neighbou?rs?|you|teacher|all)(?:'re"
        r"|'s|'ve| are| is| was| were| all| must| probably| just| could)* (?:think\w*|thought|know\w*"
        r"|sees?|saw|decided|tell|could tell|can tell|hate[sd]?|despise[sd]?|laugh\w*"
        r"|judg\w*)\b[^.!?]{0,20}\b(?:i|i'm|me|i'd|i was|what a)\b",
        {"mind_reading": 1.3},
    ),
    Pattern(
        "will_go_badly",
        "will won't i'll it'll they'll she'll he'll going never",
        r"\b(?:i'll|it'll|they'll|she'll|he'll|i will|it will|they will|(?:i'm|it's|they're|he's"
        r"|she's) going to|i won't|it won't|nothing will|nobody will)\b[^.!?]{0,35}\b(?:fail|never"
        r"|alone|worse|wrong|say no|no|nothing|reject\w*|leave|laugh|hate|lose|slip|badly|horribl\w*"
        r"|blank|lonely|always|mess|ruin\w*|work|happen|better|forever)\b",
        {"fortune_telling": 1.3},
    ),
    Pattern(
        "chain",
        "lose lost die dies dead sacked house street homeless over finished prison collapse apart mad "
        "kill* end",
        r"\b(?:if|one|late|misses|missed|what if)\b[^.!?]{0,70}\b(?:then|and)\b[^.!?]{0,50}\b(?:lose"
        r"|lost|die|dies|dead|sacked|house|street|homeless|over|finished|prison|collapse|apart|mad"
        r"|kill\w*|end)\b",
        {"catastrophizing": 1.3},
    ),
    Pattern(
        "feel_so_is",
        "feel felt feels feeling scared afraid terrified ashamed guilty panicking dread",
        r"\b(?:feel|felt|feels|feeling|scared|afraid|terrified|ashamed|guilty|panicking"
        r"|dread)\b[^.!?]{0,45}\b(?:so|therefore|means|meant|mean|must|then|because|proves|clearly"
        r"|obviously|got to be|has to be)\b",
        {"emotional_reasoning": 1.6},
    ),
    Pattern(
        "i_am_a_name",
        "loser failure idiot moron fraud fake coward burden freak mess fool monster disaster waste "
        "nobody bully drunk bad terrible horrible useless hopeless stupid pathetic worthless",
        r"\bi(?:'m| am)(?: just| such| nothing but| basically| only| a complete| clearly)*(?: an?"
        r"| the)? (?:\w+ ){0,2}?(?:loser|failure|idiot|moron|fraud|fake|coward|burden|freak|mess|fool"
        r"|monster|disaster|waste|nobody|bully|drunk|bad \w+|terrible \w+|horrible \w+|useless \w+"
        r"|hopeless \w+|stupid|pathetic|worthless|useless|hopeless)\b",
        {"labeling": 1.5},
    ),
    Pattern(
        "because_me",
        "because since fault doing if caused ruined brought broke made down",
        r"\b(?:because|since|as) (?:of me|i (?:wasn't|didn't|went|was|left|said|got|made|let|worked"
        r"|never|couldn't))\b|\bmy (?:own )?(?:fault|doing)\b|\bif (?:i'd|i had|only i|i hadn't"
        r"|i weren't|i wasn't)\b|\bi (?:caused|ruined|brought|made (?:him|her|them)|broke)\b"
        r"|\b(?:it was|it's|down to|all on|to) me\b",
        {"personalization": 1.2},
    ),
    Pattern(
        "rule",
        "should shouldn't must mustn't ought have supposed",
        r"\b(?:i|you|we|a \w+|people|one|men|women|parents?|mothers?|fathers?|they)(?: really| always"
        r"| never)? (?:should(?:n't)?(?:'ve)?|must(?:n't)?|ought|have to|has to|am supposed"
        r"|are supposed)\b",
        {"should_statements": 1.3},
    ),
)
"""Patterns of belief themes and distortion types."""
