"""Cues of the patient sensing that are not about a belief: talk, rupture and risk."""

from __future__ import annotations

from therapy_env.language.sensing_cues import Group, Pattern

MOOD_GROUPS: tuple[Group, ...] = (
    Group(
        "willing",
        "i'll_try i_will_try i_could_try willing ready_to i_want_to i_want_things i_need_to i'd_like_to "
        "like_to_stop give_it_a_go give_that_a_go have_a_go worth_a_try worth_trying i_could_ask "
        "i_could_do i_can_do_that i_tried_it i_did_it i_noticed i_stopped i'm_going_to_try going_to_try "
        "next_time_i'll plan promised promise_to cut_down cutting_down do_it_differently i've_decided_to "
        "got_to_change something_has_to i_hope_to i_have_to_change i_should_probably we_agreed let's_try "
        "fewer i'd_give_it i'll_try_it your_way one_small_step we'll_see i_could_do_that until_next "
        "i_am_ready i_will_ask",
        {"change": 1.2},
    ),
    Group(
        "doubting",
        "maybe perhaps might_be might_have could_be could_have_been not_so_sure not_as_sure less_sure "
        "less_certain not_certain not_sure i_wonder i_doubt half_wonder i_suppose_it second_thoughts "
        "in_two_minds i_hadn't_thought hadn't_thought i_may_have may_have_been i_might_be i_could_be "
        "wrong mistaken another_way other_explanation on_reflection come_to_think looking_back turns_out "
        "starting_to_think beginning_to_think less_convinced not_so_convinced doesn't_quite shaken "
        "reading_too jumped_to hard_to_believe doesn't_fit i_guess_it it's_possible that's_possible "
        "not_swear wouldn't_swear looser two_and_two it's_only_a_feeling half_way coin_toss i_grant "
        "less_than less_often not_so_hard if_i'm_wrong began_to begun_to",
        {"change": 0.9},
    ),
    Group(
        "relief",
        "it_turned_out relieved lighter proud pleased helped helps easier better_than wasn't_as_bad "
        "nothing_happened new_for_me that's_new good_to_know stuck_with_me made_me_think made_me_wonder",
        {"change": 0.6},
    ),
    Group(
        "stuck",
        "no_point no_use what's_the_point pointless not_ready can't_change won't_change never_change "
        "always_been_like i_don't_want_to i_won't i'm_not_going_to not_going_to i_can't won't_work "
        "doesn't_work wouldn't_work never_work tried_that tried_everything no_good yes_but doesn't_apply "
        "don't_need don't_think_it's_a_problem too_late i_know_what nothing_you_say end_of_story "
        "that_is_that that's_that why_would_i why_should_i why_bother not_my_fault i'll_keep keep_it "
        "keeping keep_doing i'm_keeping carry_on i_like_it i_enjoy not_a_problem didn't_do_the no_way "
        "don't_see_the_point makes_no_difference can't_help_it i'd_rather_not don't_believe_in not_giving "
        "i_don't_need of_course_they nothing_will_change don't_tell_me i'm_not_having not_stopping "
        "impossible nothing_to_find made_differently as_they_are asking_too_much be_told_it's "
        "call_it_what_you same_place not_a_matter isn't_a_matter can't_do_that",
        {"sustain": 1.1},
    ),
    Group(
        "certain",
        "i_know definitely obviously of_course no_doubt no_question certain for_a_fact without_a_doubt "
        "clearly i'm_sure convinced plain_as end_of proof undeniable knew",
        {"sustain": 0.4, "change": -0.5},
    ),
    Group(
        "flat",
        "fine okay ok whatever sure dunno don't_know if_you_like if_you_say as_you_wish up_to_you "
        "suppose_so i_guess i_guess_so nothing_much nothing_to_say not_really never_mind nevermind "
        "forget_it doesn't_matter it's_nothing mm mhm hmm uh-huh uh_huh yep yeah nah pass leave_it "
        "move_on something_else anyway not_bothered don't_care rather_not prefer_not all_right alright "
        "you're_the_expert you're_the_doctor whatever_you_think whatever_you_say you_choose you_decide "
        "same_as_usual same_as_ever nothing_to_add nothing_to_report not_important wasn't_important "
        "can_we_finish don't_feel_like_talking haven't_thought that's_all no_problem go_along "
        "finish_early could_we_stop can_i_go don't_want_to_talk rather_talk i'm_good doesn't_matter_now "
        "change_the_subject probably_right you're_right shrug couldn't_tell_you nothing_comes no_idea "
        "can't_think blank bear_it_in_mind no_view either_way you'd_have_to_ask another_time "
        "said_all_that know_best that'll_have_to normal_week don't_mind no_comment "
        "if_that's_what_you_think needn't_spend",
        {"withdrawal": 1.0},
    ),
    Group(
        "you_therapist",
        "you're_not_listening you_don't_listen you_never_listen aren't_listening not_hearing_me "
        "you_don't_understand you_don't_get_it you_don't_know you_don't_care you_don't_believe "
        "you_think_i'm you_think_i_am you_just you_keep you_always you_said you_told you_people you_lot "
        "you're_just you're_like your_job your_questions your_forms your_worksheet* worksheet* patroni* "
        "condescending stop_telling stop_asking stop_it don't_patronise you_sound you_ask your_advice "
        "you_treat you_haven't you_didn't you_looked you_took you_forgot you_were_late your_fault "
        "you're_supposed you're_paid paid_to your_clock twisting_what not_helping not_working "
        "isn't_working isn't_helping this_therapy therapist therapists counsellor counselling therapy "
        "session sessions waste_of_time waste_of_money see_someone_else see_somebody_else "
        "another_therapist with_respect textbook qualifications qualified easy_for_you how_dare lecture "
        "lecturing judging_me your_face your_voice you_people_all not_what_i_said you_made_me told_off "
        "annoyed_with_you angry_with_you cross_with_you useless_to_me you_interrupt you_push pushing_me "
        "rushing_me you_want_me you're_trying you_lied you_promised you_yawned your_notes the_notes "
        "handing_me on_trial truthful you_moved_on trained_to_say teach_you do_you_even what_do_you_get "
        "call_it_my_story your_tone your_smile you're_treating talking_to_me_like you_decided "
        "you've_decided made_up_your_mind came_here_for_help",
        {"confrontation": 1.2},
    ),
    Group(
        "wish_dead",
        "not_wake_up didn't_wake_up don't_wake_up never_wake_up better_off_without better_off_if "
        "no_reason_to_live not_worth_living never_been_born no_point_going_on point_in_going_on "
        "go_on_like can't_go_on don't_want_to_be_here want_to_be_here weren't_around wasn't_around "
        "not_be_here not_being_here tired_of_living tired_of_being tired_of_life weary_of wish_i_was_dead "
        "wish_i_were_dead be_dead were_dead was_dead disappear disappearing stop_existing go_to_sleep "
        "sleep_forever all_to_stop it_all_to_end be_gone was_gone i_was_gone when_i'm_gone i'd_gone "
        "if_i_died if_i_die join_him join_her take_me not_be_alive being_alive to_be_alive stay_alive "
        "live_anymore live_any_more thought_about_death thinking_about_death dying care_if_i_live "
        "what's_the_use given_up a_future future_with_me life's_not_worth be_a_relief stopped_breathing "
        "miss_me wouldn't_miss don't_want_to_live carrying_on let_off easier_on_everybody just_wasn't "
        "see_the_morning bother_carrying without_me_in_it tidier be_grateful_if wants_to_leave "
        "rather_not_be life_is_not_worth "
        "manage_without_me cope_without_me without_me point_in_getting tired_of_fighting tired_of_it_all "
        "be_over over_with "
        "done_with_it_all be_done_with way_out no_way_out a_burden burden_to a_weight_on be_a_bother "
        "what's_it_all_for "
        "for_me_here nothing_left_for_me nothing_to_look_forward no_future notice_if nobody_would_notice "
        "envy_the "
        "switch_me_off turn_me_off behind_them in_the_ground would_miss wouldn't_be_missed slip_away "
        "fade_away vanish "
        "let_go not_be_a wake_up_and cross_the_road if_something_happened something_happened_to_me "
        "not_around no_more_of_me "
        "easier_if_i easier_without rest_for_good peaceful_it peace_at_last sleep_and_not not_to_wake "
        "dark_thoughts dark_idea",
        {"passive": 1.7},
    ),
    Group(
        "intent",
        "kill_myself killing_myself killed_myself suicide suicidal end_my_life ending_my_life end_it "
        "end_it_all ending_it take_my_life take_my_own_life taking_my_life my_own_life hurt_myself "
        "hurting_myself harm_myself harming_myself harmed_myself cut_myself cutting_myself overdose* "
        "self_harm self-harm do_myself_in want_to_die going_to_die_by i_intend made_up_my_mind "
        "i've_decided goodbye goodbyes my_affairs letters_to suicide_note attempt attempted tried_to_kill "
        "do_something_to_myself end_things kill_him kill_her kill_them kill_the hurt_him hurt_her "
        "hurt_them harm_the going_to_hurt going_to_kill be_dead_by get_him_before not_be_here_on "
        "won't_be_here choosing_a_day picked_a_night finish_it mean_to_finish counting_down act_on_it "
        "not_safe die_by choose_a_day chosen_the_day going_through_with_it stab* shoot_him",
        {"active": 2.0},
    ),
    Group(
        "safe",
        "not_suicidal not_thinking_of no_thoughts not_had_any nothing_like_that i'm_safe wouldn't_do_that "
        "i_wouldn't glad_i'm_alive joking my_friend my_uncle years_ago want_my_life never_thought "
        "laughing not_that_sort no_nothing no_never not_that would_never learning_to too_much_to_live "
        "live_for look_forward in_the_way_you_do",
        {"risk:none": 1.2},
    ),
)
"""Words of talk, rupture and risk."""

MOOD_PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "less_than_before",
        "sure certain convinced believe believed think thought",
        r"\b(?:less|not (?:so|as|quite|entirely)|no longer|harder to|used to|half|don't (?:really "
        r"|quite )?)\b[^.!?]{0,15}\b(?:sure|certain|convinced|believe|buy|think)\b",
        {"change": 0.8},
    ),
    Pattern(
        "tested",
        "maybe perhaps might turned nothing",
        r"\b(?:asked|checked|tried|looked|counted|measured|wrote down|showed|said"
        r"|told)\b[^?]{0,80}\b(?:maybe|perhaps|might|turned out|it was only|nothing happened)\b",
        {"change": 0.9},
    ),
    Pattern(
        "my_reason",
        "want need wish",
        r"\bi (?:really |do |just )?(?:want|need|wish)\b[^.!?]{0,12}\bto (?:be|get|stop|try|change|see"
        r"|go|sleep|find|feel|have|start|learn|live)\b",
        {"change": 0.7},
    ),
    Pattern(
        "refusal",
        "i'm i'll won't can't don't refuse",
        r"\bi(?:'m not|'ll never|'ll not| won't| can't| don't want| don't need| refuse)\b",
        {"sustain": 0.7},
    ),
    Pattern(
        "yes_but",
        "but",
        r"(?:\A|[.!?]\s*)(?:yes|yeah|maybe|sure|ok(?:ay)?|i know|right|well),? but\b",
        {"sustain": 1.1},
    ),
    Pattern(
        "you_fault",
        "you you're you've your",
        r"\byou(?:'re|'ve| are| have| just| keep| always| never| don't| didn't| can't| haven't| do"
        r"| seriously| actually|'d)* (?:not listen\w*|listen\w*|understand|care|get it|believe me"
        r"|interrupt\w*|judg\w*|push\w*|mock\w*|lectur\w*|patronis\w*|ignor\w*|twist\w*|forgot\w*|late"
        r"|like (?:me|everyone|all|the|my|him|her)|the same|wrong|useless|laugh\w*|bored|asking|telling"
        r"|saying|bringing|steering|nodding|reading|trying to|supposed to|want me)\b",
        {"confrontation": 1.5},
    ),
    Pattern(
        "therapy_bad",
        "this here session sessions therapy talking chatting help helping",
        r"\b(?:this|these|it|talking|chatting|sitting here|therapy|last session|sessions?|worksheets?"
        r"|exercises?)\b[^.!?]{0,30}\b(?:isn't|is not|not|doesn't|never|useless|waste|pointless|stupid"
        r"|nothing|rubbish|worse|won't)\b[^.!?]{0,20}\b(?:work\w*|help\w*|good|point|use|change|time"
        r"|money|me|get\w*)?",
        {"confrontation": 0.5, "sustain": 0.4},
    ),
    Pattern(
        "your_thing",
        "your",
        r"\byour (?:forms?|questions?|techniques?|books?|notes?|pad|clock|job|voice|face|worksheets?"
        r"|theor\w+|advice|training|qualifications|exercises?|little)\b",
        {"confrontation": 0.9},
    ),
    Pattern(
        "no_wish_to_live",
        "live alive wake here exist born die dead gone",
        r"\b(?:don't|didn't|not|no longer|never|wish|rather|hope|hoping|weren't|wouldn't (?:mind|care"
        r"|be sorry)|tired of|sick of|point (?:in|of)|reason to|better)\b[^.!?]{0,35}\b(?:liv(?:e|ing)"
        r"|alive|wak(?:e|ing) up|be(?:ing)? here|exist(?:ing)?|been born|die|died|dead|gone|going on)\b",
        {"passive": 1.3},
    ),
    Pattern(
        "lighter_without_me",
        "without if gone went wasn't weren't me",
        r"\b(?:easier|better|simpler|lighter|happier|calmer|tidier|fairer|kinder|cheaper|less (?:work|trouble"
        r"|bother|worry)|a relief|a favour|be (?:fine|all right|okay)|manage|cope|get (?:on|by|along)|breathe out"
        r"|go on)\b[^.!?]{0,40}\b(?:without me|if i (?:\w+ )?(?:wasn't|weren't|was|were|went|died|left|just|sort"
        r"|disappeared|vanished|stopped)|when i'm gone|once i'm gone|me gone|me out of)\b",
        {"passive": 1.8},
    ),
    Pattern(
        "would_not_be_missed",
        "notice noticed miss missed mourn mourned mind",
        r"\b(?:nobody|no one|no-one|not|don't|doesn't|wouldn't|nobody'd|never|would (?:anyone|anybody|they|he|she))"
        r"\b[^.!?]{0,30}\b(?:miss(?:ed)? (?:me|a beat)|notice (?:i|if i|me|my)|noticed? (?:i'd|i was|i'm) gone|mourn"
        r"|mind if i)\b",
        {"passive": 1.2},
    ),
    Pattern(
        "wish_to_stop_being",
        "wake woke woken waking morning sleep asleep switched off disappear vanish here stop button end taken",
        r"\b(?:wouldn't mind|don't mind|not mind|hop(?:e|ed|ing)|wish\w*|pray\w*|want(?:ed)?|ask\w*|glad|happy|like"
        r"|rather|disappointed|cross|sorry|tired|content|relieved)\b[^.!?]{0,40}\b(?:not (?:to )?wak\w+|not have to "
        r"wake|didn't wake|never w(?:ake|oke)|don't wake|won't wake|to wake|woke(?:n)? (?:up )?at all|i woke|wake up to"
        r"|morning (?:didn't|wouldn't|never|doesn't)|switched? off|off (?:switch|button)|sleep (?:and not|for ever"
        r"|forever|for good)|asleep for good|wasn't here|weren't here|not (?:to )?be here|disappear|vanish|be taken"
        r"|stop being|to stop existing)\b",
        {"passive": 1.8},
    ),
    Pattern(
        "turn_is_over",
        "enough plenty share turn been future picture",
        r"\b(?:long enough|(?:is|are|'s) (?:plenty|enough)|had my (?:share|turn|time|life|go)|done what i was"
        r"|(?:should|ought to|could) have been me|should've been me|can't (?:see|picture|imagine) (?:me|myself)"
        r"|don't (?:see|picture|imagine) (?:me|myself|a future))\b",
        {"passive": 1.0},
    ),
    Pattern(
        "end_of_self",
        "myself myself's away top",
        r"\b(?:do(?:ing)? away with|mak(?:e|ing) away with|put(?:ting)? an end to|finish(?:ing)? off|finish(?:ing)?"
        r"|end(?:ing)?|top(?:ping)?|hang(?:ing)?|shoot(?:ing)?|drown(?:ing)?|do(?:ing)? something to|throw(?:ing)?"
        r"|keep) myself\b(?! (?:busy|company|going|away|together|off the|to myself))",
        {"active": 1.8},
    ),
    Pattern(
        "will_do_it",
        "kill killing end ending hurt harm die suicide dead",
        r"\b(?:i'm|i am|i'll|i will|i've|i have|want(?:ed)? to|going to|plan(?:ning)? to|decided to"
        r"|ready to|about to|thinking (?:of|about)|urge to"
        r"|might)\b[^.!?]{0,30}\b(?:kill(?:ing)? (?:myself|him|her|them|the)|end(?:ing)? (?:it|my life"
        r"|things|everything)|hurt(?:ing)? (?:myself|him|her|them|someone)|harm(?:ing)? (?:myself|him"
        r"|her|them|the)|suicide|die\b)",
        {"active": 1.8},
    ),
    Pattern(
        "risk_denied",
        "suicid* kill harm* hurt* end thoughts",
        r"\b(?:no|not|never|don't|haven't|wouldn't|won't|isn't)\b[^.!?]{0,30}\b(?:suicid\w*"
        r"|kill (?:myself|anyone|anybody)|harm(?:ing)? (?:myself|anyone|anybody)|hurt(?:ing)? (?:myself"
        r"|anyone|anybody)|end (?:it|my life)|thoughts like that)\b",
        {"active": -2.5, "passive": -1.5, "risk:none": 1.0},
    ),
    Pattern(
        "death_not_wanted",
        "never not don't haven't no frightened scared afraid",
        r"\b(?:never|haven't|don't|not|no)\b[^.!?]{0,25}\b(?:want\w*|wish\w*|thought|thinking|dream)\b[^.!?]{0,25}"
        r"\b(?:die|dead|death|dying|gone|life away|harm\w*|hurt\w*|doing away|to end)\b"
        r"|\b(?:frightened|scared|afraid|terrified) (?:of|that i'm) dying\b|\bdying i'm (?:frightened|scared|afraid)\b",
        {"passive": -1.5, "active": -1.5, "risk:none": 1.2},
    ),
    Pattern(
        "others_death",
        "died killed passed death dying took",
        r"\b(?:he|she|friend|dad|mum|mother|father|brother|sister|husband|wife|uncle|nan|grandad"
        r"|grandmother|cousin)\b[^.!?]{0,20}\b(?:died|killed (?:himself|herself)|passed away|death"
        r"|dying|took (?:his|her) own life)\b",
        {"risk:none": 1.0},
    ),
    Pattern(
        "hyperbole",
        "laughing cup football tired boredom kill killed dying",
        r"\b(?:dying (?:for|to|of (?:boredom|embarrassment|shame|hunger|thirst))|kill for|"
        r"died? (?:laughing|of (?:boredom|embarrassment|shame))"
        r"|killed me\b|would (?:kill|murder) me|dead on my feet)",
        {"risk:none": 2.0, "active": -1.0, "passive": -2.0},
    ),
)
"""Patterns of talk, rupture and risk."""
