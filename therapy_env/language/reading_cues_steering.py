"""Cues of steering and of standing apart: disagreeing, reframing, telling, agreeing, mending, danger, frames."""

from __future__ import annotations

from therapy_env.language.reading_words import DOING, LEAD, START, Entry

TABLE: list[Entry] = [
    # --- disagreeing
    (
        "disagree",
        "don disagree doubt wrong mistaken true real nonsense impossible unlikely false untrue rubbish "
        "imagining exaggerating overreacting irrational possible happening unrealistic believe agree "
        "buy evidence proof such reason add distorted distortion illness imagination coincidence "
        "logical catastrophising catastrophizing simply not no mean means prove nobody nothing",
        r"\bi (?:really |honestly |just |simply )?(?:don't|do not|can't|cannot) (?:really |actually "
        r"|quite )?(?:think|believe|agree|buy|see (?:any|how|it|evidence))\b|\bi disagree\b|\bi doubt\b"
        r"|\b(?:that's|it's|this is|it is|that is|that isn't|it isn't|is|are|isn't|was"
        r"|be)\b[^.!?\n]{0,14}\b(?:not (?:true|so|real|possible|right|accurate|happening|how|what"
        r"|because|about|going to|the case)|n't (?:true|real|possible|happening)|untrue|false"
        r"|impossible|unlikely|nonsense|irrational|rubbish|illogical|unrealistic|mistaken|imagination"
        r"|a distortion|distorted)"
        r"|\bthere(?:'s| is| was| are) (?:\w+ )?no (?:real |actual |such )?(?:evidence|proof|reason"
        r"|conspiracy|such|one|way|plot|camera|chip|message|sign)|\bno such\b"
        r"|\bthere(?:'s| is| was|'re| are) (?:\w+ )?(?:nobody|no one|nothing|none)\b"
        r"|\byou(?:'re| are| were) (?:\w+ )?(?:wrong|mistaken|imagining|exaggerating|overreacting"
        r"|catastrophi|jumping)|\b(?:doesn't|does not|can't|cannot|don't) (?:\w+ )?(?:add up|make sense"
        r"|prove|mean|follow|work like|happen)\b|\bjust a coincidence\b|\bsimply (?:not|isn't|aren't)\b",
        {"challenge": 2.2},
    ),
    (
        "no_one",
        "nobody no none never nothing",
        LEAD + r"(?:nobody|no one|none of|nothing|they never|it never|never)\b",
        {"challenge": 0.8},
    ),
    (
        "counter_fact",
        "but yet actually fact although though remember still however earlier",
        r"\b(?:but|yet|actually|in fact|however|although|though)\b[^.!?\n]{0,60}\b(?:n't|not|never|no"
        r"|nobody|also|still|did|passed|said|told me|managed|came|invited|kept|got|every|were|was|have"
        r"|has)\b",
        {"challenge": 0.7, "reframe": 0.2},
    ),
    (
        "be_realistic",
        "come reasonable realistic rational stop thinking believing seriously",
        r"\bcome on\b|\bbe (?:reasonable|realistic|rational|sensible|honest with yourself)\b"
        r"|\bstop (?:thinking|believing|telling yourself|imagining|saying|being)\b|\bseriously\b",
        {"challenge": 1.2, "stigma": 0.5},
    ),
    # --- another way to see it
    (
        "reframe",
        "way wonder possibility possible could might maybe perhaps kinder different side both "
        "sometimes alternatively sign shows part tells may",
        r"\banother (?:way|angle|side|possibility|reading)\b|\b(?:other|different|kinder|gentler|fairer"
        r"|softer) (?:way|side|possibility|story|light|reading|view|word|name)\b|\bi (?:do |just |also "
        r"|sometimes )?wonder (?:if|whether)\b|\b(?:it's|it is|also|is it) (?:also )?possible\b"
        r"|\b(?:could|might|may) (?:it |that |this |they |also |just |simply |well |equally |even "
        r"|be that )*(?:be|mean|have been|have|belong|come|say)\b|\b(?:maybe|perhaps)\b"
        r"|\bboth (?:be true|things|can)\b|\ba sign (?:of|that|you)\b|\b(?:shows?|says?"
        r"|tells? me) (?:how|that) (?:\w+ )?(?:you|much)\b|\bwhat if\b",
        {"reframe": 1.3},
    ),
    # --- telling what to do
    (
        "advise_modal",
        "should must need ought want could better try might may have recommend suggest advise advice "
        "suggestion recommendation encourage urge best consider worth helpful help idea useful gotta "
        "next start",
        r"\byou (?:really |just |simply |probably |definitely )?(?:should|must|need to|ought"
        r"|have (?:got )?to|had better|might (?:want|like|try|find|consider)|may (?:want|like|find"
        r"|wish)|could (?:try|start|also|always|just|go|ask|write|take|make|talk|use|keep|set|call|join"
        r"|do|get|put|see|tell)|can (?:try|start|use|also|always|just|go|ask|write|practi[sc]e))\b"
        r"|\bi(?:'d| would)? (?:\w+ )?(?:suggest|recommend|advise|encourage|urge)\b|\bmy (?:advice"
        r"|suggestion|recommendation|tip)\b|\b(?:it's|it is|might be|would be|may be"
        r"|be) (?:\w+ )?(?:best|worth|helpful|useful|good|wise|a good idea|important) (?:to|if"
        r"|\w+ing)\b|\bi(?:'d| would) (?:like|want) you to\b|\bwant you to\b|\bconsider \w+ing\b"
        r"|\b(?:it )?(?:would|might|may|could|will) help (?:you )?(?:to|if)\b|\bi should like you to\b"
        r"|\bi(?:'d| would) (?:start|stop|put|leave|try|keep|go|get|write|call|ring|talk|tell|avoid"
        r"|make|take|ask|say|just|not)\b|\bwe(?:'d better| should| ought to| need to| must"
        r"|'ll need to)\b|\byou (?:want to|gotta|wanna|had best|oughta)\b|\bnext time\b"
        r"|\bwhat you (?:\w+ )?need\b|\bgo and\b",
        {"advise": 2.2},
    ),
    (
        "advise_try",
        "try tried considered thought about why let how",
        LEAD + r"(?:just |please |maybe |perhaps |first |next |then )?try (?:to|and|this|the|some|a|it|not"
        r"|\w+ing|setting|going)\b|\bhave you (?:\w+ )?(?:tried|considered|thought (?:about|of))\b"
        r"|\bwhy (?:don't|not|didn't) (?:you|we)?\b|\b(?:how|what) about (?:you |we |if |trying|going"
        r"|doing|\w+ing)"
        r"|\blet's (?:try|make|set|plan|start|work|do|practi[sc]e|put|get|come up|list|write|schedule"
        r"|focus|build|create|solve)\b",
        {"advise": 1.7},
    ),
    (
        "advise_imperative",
        "do don never " + " ".join(sorted(DOING)),
        START + r"(?:just |please |simply |then |next(?: time)?,? |first,? |and |so |now |also |always |or "
        r"|for now,? |tonight,? |tomorrow,? |this week,? |instead,? |well,? |good[.,]? |in that case,? "
        r"|maybe |perhaps )?(?:don't|do not|never|make sure|do|"
        + "|".join(sorted(DOING))
        + r")\b(?! (?:you|they|we|i|it|that|people|he|she|your|any|those)\b[^.!?\n]*\?)(?!(?: me| you"
        r"| a (?:moment|breath|minute)\b))",
        {"advise": 1.5},
    ),
    (
        "refer",
        "doctor gp psychiatrist police lawyer hotline helpline medication hospital specialist "
        "professional group app clinic solicitor",
        r"\b(?:see|talk|speak|call|contact|refer|ask|go|visit|consult|reach|book|tell|join|download"
        r"|ring|phone)\b[^.!?\n]{0,25}\b(?:doctor|gp|psychiatrist|police|lawyer|solicitor|hotline"
        r"|helpline|hospital|specialist|professional|support group|app|clinic|crisis)\b|\btake (?:your"
        r"|the) (?:medication|meds|tablets|pills)\b",
        {"advise": 1.4},
    ),
    (
        "listing",
        "steps step tips here some secondly",
        r"\b(?:here are|some (?:tips|steps|ideas|strategies|things you))\b|\bsecondly\b|\bstep (?:one|two|1"
        r"|2)\b",
        {"advise": 1.0, "educate": 0.4},
    ),
    # --- giving information
    (
        "educate",
        "research studies study science psychologists psychology experts people brain mind body minds "
        "brains bodies anxiety depression stress worry panic voices trauma cbt called known common "
        "often tend tends adrenaline evidence memory distortion cognitive feelings bias symptom "
        "symptoms alarm nervous attention humans term grief shame typically statistically generally "
        "usually average law name most clinical diagnosis diagnostic important typical temporary "
        "treatable linked caused defined frequent poor lack avoidance therapy",
        r"\b(?:research|stud(?:y|ies)|science|psycholog\w+|experts|evidence) (?:\w+ )?(?:shows?"
        r"|suggests?|says?|call|finds?|have|has|tells)\b|\b(?:this|that|it)(?:'s| is"
        r"| are)? (?:what )?(?:\w+ )?(?:called|known as|a (?:common|known|typical|classic))\b"
        r"|\bwe call\b|\bterm for\b"
        r"|\b(?:our|the|your|a|human|tired|anxious|frightened|stressed) (?:\w+ )?(?:brains?|minds?"
        r"|bod(?:y|ies)|nervous system|attention|memory|alarm)\b[^.!?\n]{0,40}\b(?:\w+s|can|will|tend"
        r"|look|start|fill|keep|get|notice|go)\b"
        r"|\b(?:anxiety|depression|stress|worry|panic|thoughts|voices|trauma|grief|shame|poor sleep"
        r"|lack of sleep|feelings|avoidance|adrenaline|cbt|therapy|sleep loss)\b (?:\w+ )?(?:is|are|can"
        r"|makes?|often|tends?|works?|usually|will|comes?|has|have|causes?|keeps?|produces?)\b"
        r"|\b(?:many|most|lots of|a lot of|some|plenty of|other) (?:people|of us|patients)\b"
        r"|\bcommon (?:for|in|to|among|experience|reaction|symptom)\b|\bpeople (?:often|who|with|tend"
        r"|in|can|usually|sometimes|under)\b|\bcognitive\b|\bfight or flight\b|\b(?:is"
        r"|are) (?:\w+ )?(?:common|frequent|typical|known|temporary|treatable|normal response|linked"
        r"|caused|defined)\b|\b(?:typically|statistically|generally|on average|usually)\b"
        r"|\bagainst the law\b|\bthere(?:'s| is) a (?:name|word|term) for\b|\bin (?:most"
        r"|many) (?:places|cases|people|countries)\b|\b(?:clinical|diagnos\w+|symptom) (?:term|criteria"
        r"|manual|of)\b|\bit(?:'s| is) important to (?:remember|note|know|understand)\b"
        r"|\bthis is because\b",
        {"educate": 1.7},
    ),
    # --- agreeing that it is so
    (
        "agree_first",
        "yes yeah yep exactly absolutely definitely indeed clearly obviously certainly totally true right quite doubt "
        "course",
        START + r"(?:yes|yeah|yep|exactly|absolutely|definitely|indeed|clearly|obviously|certainly|totally|true|right"
        r"|quite|no doubt|of course)\b(?!,? (?:you feel|how|what|but|so how))",
        {"collude": 0.6},
    ),
    (
        "agree",
        "right agree believe true exactly absolutely definitely clearly obviously certainly "
        "undoubtedly doubt obvious clear indeed fact totally completely correct confirms proves "
        "convinced knew course sure yes yeah yep",
        r"\byou(?:'re| are|'ve| were|'ve been) (?:\w+ )?(?:right|correct|spot on|onto something"
        r"|not wrong|got it right)\b(?! to (?:be|tell|say|call|feel))|\bi (?:\w+ )?(?:agree"
        r"|believe (?:you|it|that)|think so too|think (?:you're|you are) right|see it too)\b"
        r"|\b(?:that's|it's|that is|it is|this is|it does|they do|they are"
        r"|it really is)\b (?:\w+ )?(?:true|clear|obvious|exactly|right|a fact|proof|so|undeniable)\b"
        r"|\b(?:no doubt|without (?:a )?doubt|undoubtedly|obviously|clearly|definitely|certainly"
        r"|confirms?|proves|sure enough)\b|\bi(?:'m| am) convinced\b|\bi(?:'d| would) (?:think"
        r"|say) so too\b|\bsame conclusion\b",
        {"collude": 0.6},
    ),
    # --- writing off
    (
        "stigma",
        "crazy insane paranoid delusional psycho psychotic mad nuts lunatic schizo schizophrenic "
        "attention dramatic drama ridiculous silly stupid pathetic lazy weak childish manipulative "
        "snap pull grow people hopeless wrong normal head sensitive oversensitive burden selfish fault "
        "loser bonkers hysterical difficult dangerous waste babyish whining moaning victim absurd "
        "damaged broken worse illness condition disorder diagnosis symptoms symptom personality "
        "textbook manic mania delusion delusions psychosis bipolar needy self daft typical lot folk "
        "folks adolescents men women expect freak foolish embarrassing excuses tough patients types",
        r"\b(?:crazy|insane|delusional|psychos?|psychotic|lunatic|schizo|schizophrenic|bonkers"
        r"|hysterical|paranoid|pathetic|ridiculous|absurd|childish|babyish|manipulative"
        r"|attention[- ]seek\w+|oversensitive|whining|moaning|freak|loser|being (?:\w+ )?(?:mad|silly"
        r"|stupid|lazy|weak|selfish|dramatic|difficult|foolish))\b|\bdrama queen\b|\bsnap out\b"
        r"|\bpull yourself together\b|\bget over it\b|\bgrow up\b|\b(?:people|patients|someone|somebody"
        r"|cases|women|men|folk) like you\b|\byour (?:kind|sort|type)\b|\byou people\b"
        r"|\bhopeless case\b|\bwhat(?:'s| is) wrong with you\b|\bnot normal\b|\bman up\b"
        r"|\b(?:all )?in your head\b|\bmak(?:e|ing) (?:it|this|things) up\b|\btoo sensitive\b"
        r"|\byour own fault\b|\bplay(?:ing)? the victim\b|\bwaste of space\b|\bother people have it worse\b"
        r"|\bexcuses\b|\bdamaged\b|\bnothing (?:is )?wrong with you\b|\b(?:your|the) (?:illness"
        r"|condition|disorder|diagnosis|symptoms|personality)\b[^.!?\n]{0,15}\b(?:talking|speaking"
        r"|again|acting)|\b(?:is|just|only) a symptom\b|\btextbook\b|\b(?:manic|mania|a delusion"
        r"|delusions|psychosis|schizo\w*|bipolar|narciss\w+|borderline|hypochondria\w*|neurotic)\b"
        r"|\byou lot\b|\bneedy\b|\bself[- ](?:absorbed|pity|pitying|centred|centered|obsessed)\b"
        r"|\bdaft\b|\btypical of\b|\b(?:people|folks?|patients|adolescents|men|women) (?:in"
        r"|with) your\b|\bfolks? (?:in|from) th(?:ose|at)\b|\bwhat did you expect\b"
        r"|\bno wonder (?:people|they|he|she|nobody)\b|\byou(?:'re| are) (?:\w+ )?(?:mad|nuts|sick|ill"
        r"|stupid|lazy|weak|selfish|broken|dangerous|a burden|a mess|unwell)\b",
        {"stigma": 2.8},
    ),
    # --- mending
    (
        "repair_own",
        "sorry apologise apologize apologies mistake fault bad fair own cut talked gave given should "
        "ought reached left made explain mean clear kind asked misread missed misunderstood pushed "
        "rushed jumped moved went quickly fast hurried listening listened failed got lost sounded "
        "pressed lectured careless clumsy ahead hadn interrupted assumed",
        r"\b(?:sorry|apologi[sz]e|apologies)\b[^.!?\n]{0,20}\b(?:if|for|that|i"
        r"|about)\b[^.!?\n]{0,25}\b(?:i|my|me|we|how|what|pushing|rushing|missing|asking)\b"
        r"|\bmy (?:mistake|fault|apologies|question was|doing|part)\b|\bthat(?:'s| was"
        r"| is) (?:\w+ )?(?:on me|my)\b"
        r"|\bi(?:'ve| have| may have| might have| think i(?:'ve)?| had|'d)? (?:\w+ )?(?:misread|missed"
        r"|misunderst\w+|pushed|rushed|jumped|moved|went|hurried|wasn't (?:listening|hearing)"
        r"|haven't (?:been|really|understood|listened|heard)|didn't (?:listen|hear|take|give|really|see"
        r"|ask|stop|understand)|failed|talked (?:over|past|at)|got (?:it|that|this|you|ahead"
        r"|ahead of) ?(?:wrong)?|lost (?:you|sight|track)|sounded|pressed|lectured|overstepped"
        r"|stopped listening|let you down|was too|went too|been too|been asking|been pushing|assumed"
        r"|skipped|brushed|put words|cut (?:across|in|you)|talked over|gave you|given you"
        r"|(?:should(?:n't)?|could|ought to) have|did say|asked you|reached for|left you|made you"
        r"|didn't (?:explain|say|tell|mean)|wasn't (?:clear|fair|kind))\b|\bon me\b|\bmy bad\b"
        r"|\bi can see (?:that )?i\b|\bi own\b|\bfair (?:enough|point|cop)\b|\band (?:that's "
        r"|it's )?fair\b",
        {"repair": 2.0},
    ),
    (
        "repair_us",
        "between notice noticed said did feels landed frustrated annoyed angry irritated cross trust "
        "working helping therapy quiet",
        r"\bbetween us\b|\bbetween you and me\b|\b(?:annoyed|angry|frustrated|irritated|cross|upset"
        r"|disappointed|fed up|furious|unhappy|let down|judged|pushed|rushed|unheard|dismissed"
        r"|lectured) (?:\w+ )?(?:with|at|by|towards?) (?:me|us|how|what)\b|\b(?:something|what|how|when"
        r"|the way|whatever) i(?:'ve| have)?(?: just)? (?:said|did|asked|put|do|say|handled|came|missed"
        r"|got|do here)\b|\bi notice(?:d)? (?:that )?(?:you|we|something|things|a)\b"
        r"|\b(?:how|what) (?:was|is|did) (?:that|it|this)[^.!?\n]{0,15} (?:like "
        r"|land )(?:for you )?(?:when i|with me)?|\bhow (?:did|does) (?:that|it) land\b|\b(?:did|have"
        r"|am|was) i\b[^.!?\n]*\?|\bwhat (?:did|have) i (?:miss|get|got|do)|\bcan we (?:go back"
        r"|start (?:again|over)|talk about (?:what|us|how))|\blet me (?:try again|step back|start again"
        r"|slow down|stop|put that)|\bnot (?:helping|working) for you\b|\bhow (?:we|you and i|things"
        r"|this) (?:\w+ )?(?:are|is) (?:\w+ )?(?:working|going) (?:between|together|for you)|\bi(?:'d"
        r"| would) (?:rather|want to|like to) (?:know|hear) (?:what|how|where|when|if) i\b|\byou(?:'re"
        r"| are|'ve been| were) right to (?:be|tell|say|call|feel|point|complain|object)",
        {"repair": 1.9},
    ),
    (
        "defend",
        "job policy procedure explained explain never meant fair standard rule trained doing read supposed",
        r"\b(?:that's|it's|that is|it is) not (?:on me|my (?:fault|job|problem)|what i (?:said|meant"
        r"|asked)|fair (?:to|on) me)\b|\bi did (?:explain|say|tell|ask|listen)\b|\b(?:it's|that's"
        r"|is) (?:just |only )?(?:my job|how (?:it|this|i) works?|(?:the |our |standard )?(?:policy"
        r"|procedure|practice))\b|\bas i (?:said|explained|told)\b|\bi(?:'m| was"
        r"|'ve been)? only (?:trying|asking|doing|said|asked|meant)\b|\bi never (?:said|meant|told)\b"
        r"|\byou(?:'re| are) the one\b|\bi(?:'m| am) (?:fully )?(?:trained|qualified|not the one)\b"
        r"|\bi(?:'ve| have) been doing this\b|\bif you (?:had|would just|don't want)\b",
        {"repair": -1.0, "challenge": 0.6},
    ),
    # --- danger
    (
        "risk",
        "suicidal suicide suicidality kill killing ending end hurt hurting harm harming self alive die "
        "dying dead death live safe safety crisis emergency hotline wake danger act safer existing "
        "worth without disappear unsafe samaritans lifeline risk hit harmed threaten threatened "
        "threatening attack attacked attacking getting defend protect close followed alone",
        r"\bsuicid\w*\b|\bkill(?:ing)? (?:yourself|him|her|them|someone)\b"
        r"|\bend(?:ing)? (?:your (?:own )?life|it all|things|it)\b|\b(?:hurt(?:ing)?|harm(?:ing)?"
        r"|injur\w+|do(?:ing)? something to|act(?:ing)? against) (?:yourself|your ?self|anyone|someone"
        r"|anybody|somebody|others|other people|him|her|them)\b|\bself[- ]?harm\w*\b|\b(?:not"
        r"|rather not|don't|didn't|no longer|stop) (?:want(?:ing)? to |want(?:ing)? |be(?:ing)? "
        r"|wanting to be |to )*(?:be here|be alive|being alive|being here|live|living|wake|waking|exist"
        r"|existing|go on)\b|\bthoughts? (?:of|about) (?:dying|death|not|ending|suicide|being dead"
        r"|harming|hurting)\b|\bbetter off (?:dead|without you)\b|\bwish(?:ed"
        r"|ing)? (?:\w+ )?(?:you (?:were|weren't)|to be) (?:dead|here|alive|born)\b|\b(?:are|feel|be"
        r"|stay|keep|keeps|kept|you) (?:you |yourself )?(?:\w+ )?(?:safe"
        r"|unsafe)\b[^.!?\n]{0,30}(?:\b(?:tonight|now|today|home|week|until|yourself|with yourself"
        r"|from)\b|\?)|\bsafety plan\b|\b(?:crisis|emergency) (?:line|team|service|number|room|contact)"
        r"|\blife (?:is|isn't|feels|was|not) (?:not )?worth\b|\b(?:die|dying|be dead|being dead)\b"
        r"|\bact on (?:it|that|those|them|these)\b|\bhow safe\b|\bin danger\b|\bsamaritans\b|\b(?:has"
        r"|have|did|does|do|would|might|could|if|anyone|thoughts?|thinking"
        r"|ideas?)\b[^.!?\n]{0,30}\b(?:hurt(?:ing)?|hit(?:ting)?|harm(?:ing|ed)?|threaten(?:ed|ing)?"
        r"|attack(?:ed|ing)?|going (?:for|after)|getting (?:at|back at)|do(?:ing)? something to) (?:you"
        r"|him|her|them|anyone|someone|somebody|yourself|either)\b|\b(?:carry|got|keep"
        r"|have) (?:\w+ )?(?:anything|something) (?:\w+ ){0,3}(?:to|with) (?:defend|protect)"
        r"|\bprotect yourself with\b|\bshould die\b|\b(?:safe|okay|ok|all right) to (?:go|be) (?:home"
        r"|alone|on your own)\b|\bhow close (?:has|have|did|do)\b|\bfollowed (?:him|her|them)\b"
        r"|\bgone up to (?:him|her|them)\b",
        {"risk": 2.6},
    ),
    # --- no therapy
    (
        "greeting",
        "hello hi hey morning afternoon evening welcome bye goodbye see nice meet",
        START + r"(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|welcome|bye|goodbye|nice to meet"
        r"|see you|take care)\b",
        {"other": 2.4},
    ),
    (
        "housekeeping",
        "minutes time week appointment session next reschedule payment invoice form forms weather seat "
        "tea coffee water football parking room holiday recording confidential notes fee lunch traffic "
        "train",
        r"\b(?:time(?:'s| is)? (?:up|nearly|almost|for today|we have)|minutes (?:left|remaining)"
        r"|next (?:week|session|appointment|time)|same time|resched\w+|appointment|invoice|payment"
        r"|the forms?|the weather|have a seat|take a seat|tea or|coffee|water\?|football|parking"
        r"|on holiday|to stop (?:here|there|for today)|leave it there|confidential|the fee|lunch"
        r"|traffic)\b",
        {"other": 1.6},
    ),
    (
        "backchannel",
        "mm hm hmm oh got mhm uh okay ok right yeah yes sure see great good fine thanks thank alright "
        "interesting wow nice cool lovely well",
        START + r"(?:mm+|hm+|mm[- ]?hm+|mhm|uh[- ]?huh|okay|ok|right|yeah|yes|sure|i see|great|good|fine|thanks"
        r"|thank you|alright|all right|interesting|wow|nice|cool|no|lovely|well done|good job|got it"
        r"|oh)[\s.,!…]*(?:\Z|(?:mm+|okay|ok|right|i see|great|good|thanks|go on|interesting|alright"
        r"|sure)?[\s.,!…]*\Z)",
        {"other": 2.6},
    ),
    (
        "praise",
        "proud amazing great well wonderful brilliant fantastic excellent awesome incredible job star perfect",
        r"\b(?:proud of you|well done|(?:great|good|amazing|excellent|brilliant) (?:job|work)|you(?:'re"
        r"| are) (?:\w+ )?(?:amazing|wonderful|brilliant|fantastic|awesome|incredible|a star|great"
        r"|perfect|strong))\b|\b(?:amazing|wonderful|brilliant|fantastic|awesome|incredible)!",
        {"other": 0.7, "hold": 0.1},
    ),
    # --- stances, hedges and frames: signs that carry weight together with the belief
    (
        "attribute",
        "feel feels felt feeling think thought believe believes suspect sense worry worried fear "
        "afraid sure certain convinced saying describing telling say said mentioned describe "
        "experience mind eyes view belief conviction idea seems seemed seem sounds though thoughts "
        "voice part certainty frightened scared notice noticed thinking imagine expect theory "
        "impression suspicion everything",
        r"\byou(?:'re|'ve been|'ve| are| were|'d)? (?:\w+ ){0,2}?(?:feel|felt|feeling|think|thinking"
        r"|thought|believe|believing|suspect|sense|sensing|worry|worried|worrying|fear|afraid"
        r"|frightened|scared|sure|certain|convinced|saying|describing|telling|see it|say|said|mentioned"
        r"|describe|told|experience|notice|noticed|imagine|expect|read it|tell yourself|persuaded"
        r"|come to)\b"
        r"|\bin your (?:mind|eyes|view|experience|words)\b|\byour (?:\w+ )?(?:sense|belief|feeling|fear"
        r"|worry|thought|conviction|experience|view|mind|certainty|impression|suspicion|theory)\b"
        r"|\bth(?:e|at|is|ose) (?:\w+ )?(?:thoughts?|idea|belief|feeling|sense|fear|worry|conviction"
        r"|certainty|sentence|story|voice)\b|\b(?:it|this|that|everything|things) (?:\w+ )?(?:feels"
        r"|seems|felt|seemed|feel|looks) (?:\w+ )?(?:to you|like|as|that|certain|so)\b|\bas (?:if"
        r"|though)\b|\bto you\b|\bpart of you\b|\bfor you,? (?:it|this|that|there)",
        {"reflect": 0.3},
    ),
    (
        "tentative",
        "maybe perhaps might wonder could possibly may guess wondering seems possible suppose sometimes",
        r"\b(?:maybe|perhaps|might|i wonder|wondering|possibly|i guess|i suppose|it's possible|could it"
        r"|could also|may be|as far as i)\b",
        {"reframe": 0.4},
    ),
    (
        "disclaim",
        "saying suggesting claiming telling know say sure judge either rule",
        r"\bi(?:'m| am)(?: not|n't) (?:here to |going to |trying to )?(?:say|saying|suggest|suggesting"
        r"|claiming|telling|tell|sure|certain|in a position|argue|arguing|asking you to)\b|\bi (?:don't"
        r"|do not|can't|cannot|wouldn't) (?:yet |really |actually )?(?:know|tell|say|judge|be sure"
        r"|rule)\b|\bwithout (?:deciding|saying|settling|having to)\b|\bwhether or not\b"
        r"|\bi see it differently\b|\bi(?:'m| am) not sure i see it\b",
        {"collude": -1.2, "challenge": -0.2},
    ),
    (
        "name_technique",
        "validate validating reflect reflecting reframe reframing socratic empathise empathize empathy "
        "rapport technique technique challenge distortion validation reflection alliance therapeutic "
        "repairing grounding intervention explore exploring holding",
        r"\bi(?:'m| am|'ll| will| now| would like to| want to)? (?:now |also |deeply |fully "
        r"|here )?(?:validate|validating|reflect(?:ing)?|reframe|reframing|empathi[sz]e|empathi[sz]ing"
        r"|challenge|challenging|explore|exploring|hold|holding|repair|repairing|contain|normali[sz]e"
        r"|summari[sz]e)\b(?: (?:you|your|that|this|it|the|with|our|and|space)\b|[.,;!]|\Z)|\blet(?:'s"
        r"| us) (?:now )?(?:reframe|validate|reflect|socratic|empathi[sz]e|repair)\b|\b(?:socratic"
        r"|empathic|empathetic|reflective|therapeutic) (?:question|questioning|reflection|listening"
        r"|alliance|response|validation|reframe|rapport)\b|\b(?:validation|reflection|reframing|empathy"
        r"|psychoeducation|grounding|repair|rapport|alliance|exploration)\s*[\],;:/.)]+\s*\[?(?:guided"
        r"|summary|and |validation|reflection|reframing|empathy|psychoeducation|grounding|repair"
        r"|rapport|challenge|socratic|holding|alliance|exploration|open)",
        {
            "reflect": -1.0,
            "hold": -1.2,
            "reframe": -1.2,
            "socratic": -1.2,
            "challenge": -1.2,
            "repair": -1.2,
            "explore": -0.6,
            "other": 1.8,
        },
    ),
    (
        "canned",
        "hear hard feel difficult tough sorry understand valid feelings sounds noted more alone "
        "sharing feeling understandable",
        r"\bi (?:really |truly |completely |totally )?(?:hear|understand|see|feel) (?:you|that"
        r"|what you're saying|how you feel|your pain)(?=[\s]*(?:[.,!?]|\Z|and\b))|\b(?:that|it) (?:must"
        r"|sounds?|has to) (?:be |have been )?(?:\w+ )?(?:hard|difficult|tough|challenging"
        r"|rough)(?: for you)?(?=\s*(?:[.,!?]|\Z))|\bhow does (?:that|it) make you feel\b|\bi(?:'m"
        r"| am) (?:so |really |very )?sorry (?:to hear that|you(?:'re| are) (?:going through"
        r"|feeling) (?:this|that|this way))|\byour feelings are valid\b|\bi(?:'m| am) here (?:for you"
        r"|to (?:listen|help|support))\b|\bthank you for sharing\b|\bi understand how you feel\b"
        r"|\bhow are you feeling\b|\btell me more\b|\bthat's understandable\b|\byou(?:'re"
        r"| are) not alone\b",
        {"hold": 0.5},
    ),
    (
        "parrot_frame",
        "said saying say hear heard repeat words tell telling told quote mentioned stated",
        r"\b(?:you (?:just )?(?:said|say|told me|mentioned|stated)(?: that)?|you(?:'re"
        r"| are) saying(?: that)?|i hear(?:d)? you say(?:ing)?(?: that)?|what i hear is|in your words"
        r"|what you said(?: was| is)?|you are telling me(?: that)?)(?:\s*[:,']|  )",
        {"reflect": 0.3},
    ),
    (
        "inside_plan",
        "protect protected avoid hide cover block catch stop escape lock camera cameras record report "
        "keep away prove prepare next defend sweep expose",
        r"\b(?:protect yourself|protect you|stay away from|keep (?:away|them|him|her|it) (?:away|out"
        r"|from)?|hide|cover (?:up )?(?:the|your)|block (?:them|the|it)|catch (?:them|him|her)|escape"
        r"|lock|get (?:proof|evidence)|gather (?:more )?(?:proof|evidence)|keep a (?:record|log"
        r"|diary) of|prepare for|defend yourself|expose (?:them|him|her)|stay one step|their next"
        r"|outsmart|throw them off|switch off your|fight (?:them|back))\b",
        {"accommodate": 1.2, "advise": 0.4},
    ),
    (
        "agenda",
        "focus today session goal goals agenda hope brings where",
        r"\b(?:what would you like|where would you like|what brings you|what do you (?:hope|want) (?:to"
        r"|from|for)|like to (?:talk|focus|work|start)|focus on today|today's session|goals?)\b",
        {"explore": 0.5},
    ),
]
