import json
import subprocess
import sys
import threading
import tracemalloc
import warnings
from copy import deepcopy

import gymnasium as gym
import pytest
from gymnasium.utils.env_checker import check_env

import therapy_env
from therapy_env.acts import MAX_CHARS
from therapy_env.envs.session import SessionEnv
from therapy_env.envs.spaces import THERAPIST_TURNS
from therapy_env.library import load_persona, persona_ids

TURNS = THERAPIST_TURNS[:12]


def play(env, seed=3, turns=TURNS, **options):
    course = [env.reset(seed=seed, options=options or None)]
    for text in turns:
        course.append(env.step(text))
        if course[-1][2]:
            break
    return course


@pytest.mark.parametrize("persona", ["mira", "test"])
def test_the_checker_finds_nothing(persona, capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(gym.make("therapy_env/Session-v0", persona=persona).unwrapped)
        check_env(gym.make("therapy_env/Session-v0", persona=persona, expose_state=True).unwrapped)


def test_gym_make_without_warnings_and_specs_survive_json():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        env = gym.make("therapy_env/Session-v0", persona="ruth", max_turns=3)
        play(env)
    again = gym.make(gym.envs.registration.EnvSpec.from_json(env.spec.to_json()))
    assert play(again) == play(env)
    assert env.spec.nondeterministic is False and env.spec.max_episode_steps is None


def test_the_same_seed_is_the_same_course_and_another_is_not():
    assert play(SessionEnv()) == play(SessionEnv())
    assert play(SessionEnv(), seed=3) != play(SessionEnv(), seed=4)


def test_reset_without_a_seed_goes_on_from_the_last():
    one, two = SessionEnv("all"), SessionEnv("all")
    firsts = [env.reset(seed=9)[0] for env in (one, two)]
    more = [[env.reset()[1]["visible"]["name"] for _ in range(8)] for env in (one, two)]
    assert firsts[0] == firsts[1] and more[0] == more[1]
    assert len(set(more[0])) > 3


def test_a_split_draws_its_own_personas_and_no_others():
    env = SessionEnv("test")
    seen = {env.reset(seed=seed)[1]["visible"]["name"] for seed in range(60)}
    assert seen == {load_persona(name).identity.name for name in persona_ids("test")}


def test_a_persona_can_be_given_as_data_and_as_an_object():
    mira = load_persona("mira")
    assert play(SessionEnv(mira)) == play(SessionEnv("mira")) == play(SessionEnv(mira.model_dump()))


def test_reaching_max_turns_is_the_end_and_is_terminated():
    course = play(SessionEnv(max_turns=2))
    _, _, terminated, truncated, info = course[-1]
    assert (len(course), terminated, truncated, info["termination"]) == (3, True, False, "completed")
    done = info["outcome"]
    assert set(done["conviction_change"]) == {b.id for b in load_persona("mira").beliefs}
    assert done["return"] == pytest.approx(sum(step[1] for step in course[1:]))
    assert all("termination" not in step[4] and "outcome" not in step[4] for step in course[1:-1])


def test_stepping_before_the_start_and_after_the_end():
    env = SessionEnv(max_turns=1)
    with pytest.raises(gym.error.ResetNeeded, match="reset"):
        env.step("Hello.")
    play(env)
    with pytest.raises(gym.error.ResetNeeded, match="completed"):
        env.step("Hello again.")


def test_a_driven_out_patient_leaves():
    env = SessionEnv()
    ends = set()
    for seed in range(12):
        ends.add(
            play(env, seed, ["You are pathetic and crazy, stop whining about nonsense."] * 20)[-1][4]["termination"]
        )
    assert "dropout" in ends


@pytest.mark.parametrize("action", [5, None, b"hello", ["hello"], 1.5], ids=str)
def test_an_action_that_is_no_string_is_refused(action):
    env = SessionEnv()
    env.reset(seed=1)
    with pytest.raises(ValueError, match=f"expected str, .*found {type(action).__name__}"):
        env.step(action)
    assert env.session.exchanges == []


ODD = ["", " \n\t", ".", "🙂🙂🙂", "今天怎么样?", "كيف حالك", "\x00\x07", "\ud800", "x" * 100_000, "Really? " * 12_500]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_words_have_a_defined_outcome(text):
    env, twin = SessionEnv(), SessionEnv()
    first, second = play(env, turns=[text] * 2), play(twin, turns=[text] * 2)
    assert first == second
    for words, reward, *_ in first[1:]:
        assert words.strip() and words in env.observation_space
        assert reward == reward
    assert len(env.transcript[1][1]) <= MAX_CHARS
    json.dumps(first[-1][4])


def plain(value):
    if isinstance(value, dict):
        return all(isinstance(k, str) and plain(v) for k, v in value.items())
    if isinstance(value, list):
        return all(plain(x) for x in value)
    return type(value) in (str, int, float, bool, type(None))


def keys(value):
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_info_is_plain_and_hides_what_is_hidden():
    hidden = {"state", "beliefs", "conviction", "alliance", "arousal", "rupture", "reactance", "g", "h", "suds", "cues"}
    persona = load_persona("mira")
    for course in (play(SessionEnv()), play(SessionEnv(max_turns=3))):
        for step in course:
            info = step[-1]
            assert plain(info)
            assert not keys(info) & hidden
            shown = json.dumps(info["visible"])
            assert all(b.statement not in shown for b in persona.beliefs)
    with_state = play(SessionEnv(expose_state=True))
    assert all(plain(step[-1]) and "suds" in step[-1]["state"] for step in with_state)
    assert [step[0] for step in with_state] == [step[0] for step in play(SessionEnv())]


def spoil(value):
    if isinstance(value, dict):
        for x in list(value.values()):
            spoil(x)
        value.clear()
    elif isinstance(value, list):
        for x in value:
            spoil(x)
        value.clear()


def test_what_is_handed_out_is_not_the_environments_own():
    reference = play(SessionEnv(expose_state=True, max_turns=4))
    env = SessionEnv(expose_state=True, max_turns=4)
    handed = [env.reset(seed=3)]
    kept = deepcopy(handed)
    for text in TURNS[:4]:
        spoil(handed[-1][-1])
        spoil(env.transcript)
        handed.append(env.step(text))
        kept.append(deepcopy(handed[-1]))
    assert kept == reference


def test_state_overrides_take_effect_and_shift_no_randomness():
    env = SessionEnv("luis", expose_state=True)
    belief = load_persona("luis").beliefs[0].id
    words, plain_info = env.reset(seed=7)
    state = {"beliefs": {belief: {"conviction": 0.2}}, "rupture": {"type": "confrontation", "intensity": 0.6}}
    _, info = env.reset(seed=7, options={"state": state})
    assert info["state"]["beliefs"][0]["conviction"] == pytest.approx(20)
    assert info["state"]["rupture_type"] == "confrontation"
    assert info["state"]["beliefs"][1] == plain_info["state"]["beliefs"][1]
    assert info["state"]["alliance"] == plain_info["state"]["alliance"]
    assert env.reset(seed=7)[0] == words
    following = env.reset()
    env.reset(seed=7, options={"state": {"hope": 0.1}, "persona": "ruth"})
    assert env.reset() == following


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"personna": "mira"}, "did you mean 'persona'"),
        ({"persona": "mirra"}, "did you mean 'mira'"),
        ({"state": {"alliannce": 0.4}}, "did you mean 'alliance'"),
        ({"state": {"beliefs": {"nothing": {}}}}, "unknown key 'nothing'"),
        ({"state": {"arousal": 3}}, r"expected a number in \[0, 1\], found 3"),
        ("mira", "expected a dict, found str"),
    ],
)
def test_wrong_options_are_named(options, message):
    with pytest.raises(ValueError, match=message):
        SessionEnv().reset(seed=1, options=options)


@pytest.mark.parametrize(
    ("kwargs", "message"),
    [
        ({"persona": "mirra"}, "did you mean 'mira'"),
        ({"max_turns": 0}, "max_turns: expected a whole number from 1 up, found 0"),
        ({"max_turns": 2.5}, "max_turns"),
        ({"world": "defualt"}, "did you mean 'default'"),
        ({"reward": {"convicton": 1}}, "did you mean 'conviction'"),
        ({"render_mode": "rgb_array"}, "expected None, 'ansi' or 'human'"),
    ],
)
def test_wrong_arguments_are_named(kwargs, message):
    with pytest.raises(ValueError, match=message):
        SessionEnv(**kwargs)


def test_world_and_reward_change_what_they_should():
    base, other = play(SessionEnv()), play(SessionEnv(reward={"process": 0.0, "stale": 0.0}))
    assert [s[0] for s in base] == [s[0] for s in other]
    assert all(step[4]["reward_terms"]["holding"] <= 0 for step in other[1:])
    agree = ["You're right, they are watching you through the window."] * 8
    inert = play(SessionEnv(world="inert", expose_state=True), turns=agree)[-1][4]
    strong = play(SessionEnv(world="strong", expose_state=True), turns=agree)[-1][4]
    assert inert["state"]["beliefs"][0] != strong["state"]["beliefs"][0]


def test_a_fork_goes_on_alone_and_alike():
    env = SessionEnv(expose_state=True)
    play(env, turns=TURNS[:3])
    twin = env.fork()
    following = env.step(TURNS[3])
    assert twin.step(TURNS[3]) == following
    third = twin.fork()
    third.step("You are right, they are all against you.")
    assert twin.step(TURNS[4]) == env.step(TURNS[4])
    assert len(third.transcript) == 2 * 5 + 1
    assert twin.reset() == env.reset()
    assert gym.make("therapy_env/Session-v0").unwrapped.fork().reset(seed=1)


def test_render(capsys):
    env = SessionEnv(render_mode="ansi")
    assert env.render() is None
    words, _ = env.reset(seed=1)
    assert env.render() == f"Patient: {words}"
    answer, *_ = env.step("How are you?")
    assert env.render() == f"Therapist: How are you?\nPatient: {answer}"
    assert capsys.readouterr().out == ""
    live = SessionEnv(render_mode="human")
    live.reset(seed=1)
    live.step("How are you? 🙂")
    assert "Patient:" in capsys.readouterr().out
    assert live.render() is None


def test_vector_modes():
    def course(mode, **vector_kwargs):
        envs = gym.make_vec(
            "therapy_env/Session-v0", num_envs=2, vectorization_mode=mode, vector_kwargs=vector_kwargs, persona="ruth"
        )
        first, info = envs.reset(seed=3)
        words, rewards, *_, info = envs.step(("What brings you here?", "Hello."))
        envs.close()
        return first, words, rewards.tolist(), info["turn"].tolist()

    single = SessionEnv("ruth")
    first, info = single.reset(seed=3)
    words, reward, *_ = single.step("What brings you here?")
    in_line = course("sync")
    assert (in_line[0][0], in_line[1][0], in_line[2][0]) == (first, words, reward)
    assert course("async", shared_memory=False) == in_line
    with pytest.raises(ValueError, match="shared_memory"):
        course("async")
    assert gym.make_vec("therapy_env/Session-v0", num_envs=2).num_envs == 2


def test_environments_in_threads_do_not_touch_each_other():
    alone = [play(SessionEnv("all"), seed) for seed in range(4)]
    together = [None] * 4

    def run(seed):
        env = SessionEnv("all")
        for _ in range(3):
            together[seed] = play(env, seed)

    threads = [threading.Thread(target=run, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == alone


def test_memory_stays_flat_over_a_thousand_resets():
    env = SessionEnv("mira")

    def spend(n):
        for seed in range(n):
            env.reset(seed=seed % 50)
            if seed % 8 == 0:
                env.step(TURNS[seed % 12])

    spend(100)
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    spend(1000)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 1_000_000  # one transcript kept a reset would be some 5 MB


def test_importing_loads_nothing_heavy():
    code = (
        "import sys, therapy_env, gymnasium\n"
        "heavy = {'pydantic', 'litellm', 'matplotlib', 'scipy', 'polars', 'yaml', 'rich', 'typer', 'sklearn'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        "assert not [m for m in sys.modules if m.startswith('therapy_env.')]\n"
        "assert 'therapy_env/Session-v0' in gymnasium.registry\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_public_names_load_when_asked_for():
    assert therapy_env.Persona is type(load_persona("mira"))
    assert all(getattr(therapy_env, name) and name in dir(therapy_env) for name in therapy_env.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = therapy_env.nothing
