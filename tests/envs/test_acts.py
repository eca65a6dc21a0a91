import warnings

import gymnasium as gym
import numpy as np
import pytest
from gymnasium.utils.env_checker import check_env, data_equivalence
from gymnasium.vector import AutoresetMode, SyncVectorEnv

import therapy_env  # noqa: F401
from therapy_env.cues import OBS_NAMES
from therapy_env.envs.acts import ActsEnv
from therapy_env.envs.acts_spaces import ACTION_NAMES
from therapy_env.envs.acts_vector import ActsVectorEnv
from therapy_env.library import load_persona

N = 6
MODES = list(AutoresetMode)


def actions(n, steps, seed=0):
    rng = np.random.default_rng(seed)
    shape = (steps, n, len(ACTION_NAMES))
    return (rng.random(shape) * (rng.random(shape) < 0.5)).astype(np.float32)


def as_plain(info):
    """Object arrays hold strings, dicts and arrays: compare them as lists."""
    if isinstance(info, dict):
        return {key: as_plain(value) for key, value in sorted(info.items())}
    if isinstance(info, np.ndarray) and info.dtype == object:
        return [as_plain(x) for x in info]
    return info


def same(one, two):
    return data_equivalence(as_plain(one), as_plain(two), exact=True)


@pytest.mark.parametrize("persona", ["mira", "train"])
def test_the_checker_finds_nothing(persona, capsys):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(gym.make("therapy_env/Acts-v0", persona=persona, expose_state=True).unwrapped)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("persona", ["mira", "train"])
def test_a_batch_equals_as_many_single_environments(mode, persona):
    kwargs = {"persona": persona, "max_turns": 4, "expose_state": True}
    batch = ActsVectorEnv(N, autoreset_mode=mode, **kwargs)
    singles = SyncVectorEnv([lambda: ActsEnv(**kwargs)] * N, autoreset_mode=mode)
    assert same(batch.reset(seed=11), singles.reset(seed=11))
    ended = 0
    for action in actions(N, 14):
        if mode is AutoresetMode.DISABLED and batch._over.any():
            mask = batch._over.copy()
            one = batch.reset(options={"reset_mask": mask})
            two = singles.reset(options={"reset_mask": mask})
            assert same(one, two)
        ours, theirs = batch.step(action), singles.step(action)
        for mine, reference in zip(ours, theirs, strict=True):
            assert same(mine, reference)
        ended += ours[2].sum()
    assert ended >= 2 * N
    assert same(batch.reset(), singles.reset())


@pytest.mark.parametrize("mode", ["NextStep", "SameStep"])
def test_whoever_begins_again_has_heard_nothing_of_the_therapist_yet(mode):
    batch = ActsVectorEnv(N, autoreset_mode=mode, max_turns=4, expose_state=True)
    singles = SyncVectorEnv(
        [lambda: ActsEnv(max_turns=4, expose_state=True)] * N, autoreset_mode=batch.metadata["autoreset_mode"]
    )
    batch.reset(seed=3)
    singles.reset(seed=3)
    tiresome = np.tile(actions(N, 1)[0][:1], (N, 1))
    tiresome[:, 1] = 0.9
    for _ in range(14):
        assert same(batch.step(tiresome), singles.step(tiresome))


def test_patients_do_not_depend_on_each_other():
    whole = ActsVectorEnv(N, persona="all", autoreset_mode="SameStep", max_turns=3)
    obs, _ = whole.reset(seed=5)
    parts = [ActsVectorEnv(1, persona="all", autoreset_mode="SameStep", max_turns=3) for _ in range(N)]
    for i, part in enumerate(parts):
        assert np.array_equal(part.reset(seed=5 + i)[0][0], obs[i])
    for action in actions(N, 8):
        obs, reward, *_ = whole.step(action)
        for i, part in enumerate(parts):
            row, own, *_ = part.step(action[i : i + 1])
            assert np.array_equal(row[0], obs[i]) and own[0] == reward[i]


def test_next_step_mode_ignores_one_action_and_the_others_none():
    for mode, expected in ((AutoresetMode.NEXT_STEP, [1, 2, 0, 1]), (AutoresetMode.SAME_STEP, [1, 0, 1, 0])):
        envs = ActsVectorEnv(2, max_turns=2, autoreset_mode=mode)
        envs.reset(seed=1)
        turns = [envs.step(np.zeros((2, 17), np.float32))[4]["turn"].tolist() for _ in range(4)]
        assert turns == [[t, t] for t in expected]


def test_with_autoreset_disabled_an_ended_episode_must_be_reset():
    envs = ActsVectorEnv(2, max_turns=1, autoreset_mode="DISABLED")
    envs.reset(seed=1)
    envs.step(np.zeros((2, 17)))
    with pytest.raises(gym.error.ResetNeeded, match="reset_mask"):
        envs.step(np.zeros((2, 17)))
    envs.reset(options={"reset_mask": np.array([True, True])})
    envs.step(np.zeros((2, 17)))
    with pytest.raises(ValueError, match="boolean array of shape"):
        envs.reset(options={"reset_mask": [True, True]})
    with pytest.raises(ValueError, match="expected one of NextStep, SameStep, Disabled, found 'never'"):
        ActsVectorEnv(2, autoreset_mode="never")


@pytest.mark.parametrize("make", [lambda: ActsEnv(), lambda: ActsVectorEnv(3)], ids=["one", "many"])
def test_bad_actions(make):
    env = make()
    shape = env.action_space.shape
    with pytest.raises(gym.error.ResetNeeded, match="reset"):
        env.step(np.zeros(shape))
    env.reset(seed=2)
    bad = np.zeros(shape, np.float32)
    bad[..., 3] = np.nan
    with pytest.raises(ValueError, match=r"3\] \(probe\): expected a number in \[0, 1\], found nan"):
        env.step(bad)
    with pytest.raises(ValueError, match=r"expected shape .*17,?\) .* found \(4,\)"):
        env.step(np.zeros(4))
    with pytest.raises(ValueError, match="expected numbers"):
        env.step("hello")
    wild = np.full(shape, 7.0)
    wild[..., 0], wild[..., 1], wild[..., 2] = -3.0, np.inf, -np.inf
    tame = np.clip(wild, 0, 1)
    twin = env.fork()
    assert same(env.step(wild), twin.step(tame))


def test_observations_stay_in_their_space_and_have_names():
    envs = ActsVectorEnv(64, persona="all", autoreset_mode="SameStep")
    assert envs.metadata["obs_names"] == OBS_NAMES
    obs, _ = envs.reset(seed=1)
    for action in actions(64, 45):
        assert envs.observation_space.contains(obs)
        obs, reward, *_ = envs.step(action)
        assert np.isfinite(reward).all()
    assert obs.std(axis=0)[:6].min() > 0


def test_skill_caps_fit():
    def play(skill, fit):
        env = ActsEnv(skill=skill)
        env.reset(seed=1)
        action = np.zeros(17, np.float32)
        action[[0, 1, 16]] = 0.5, 0.5, fit
        return env.step(action)[1]

    assert play(0.5, 1.0) == play(0.5, 0.5) != play(1.0, 1.0)
    with pytest.raises(ValueError, match="skill"):
        ActsEnv(skill=2)


def test_options_set_persona_and_state_for_one_episode_without_shifting_noise():
    env = ActsEnv("luis", expose_state=True)
    _, plain = env.reset(seed=4)
    belief = load_persona("luis").beliefs[0].id
    _, info = env.reset(seed=4, options={"state": {"beliefs": {belief: {"conviction": 0.3, "g": 0.6}}, "arousal": 0.9}})
    assert info["state"]["conviction"][0] == pytest.approx(0.3)
    assert info["state"]["attitude"][0] == 0.6
    assert info["state"]["arousal"] == 0.9
    assert info["state"]["alliance"] == plain["state"]["alliance"]
    assert info["state"]["conviction"][1] == plain["state"]["conviction"][1]
    env.reset(seed=4, options={"persona": "ruth"})
    assert env.persona.id == "ruth"
    env.reset()
    assert env.persona.id == "luis"
    with pytest.raises(ValueError, match="did you mean 'arousal'"):
        env.reset(options={"state": {"arousel": 0.9}})
    with pytest.raises(ValueError, match="did you mean 'state'"):
        env.reset(options={"stat": {}})


def test_options_for_each_patient_of_a_batch():
    kwargs = {"max_turns": 3, "expose_state": True}
    batch = ActsVectorEnv(3, autoreset_mode="SameStep", **kwargs)
    options = {"persona": ["teresa", "ruth", None], "state": [{"arousal": 0.9}, {}, {"risk": 3.0}]}
    obs, info = batch.reset(seed=8, options=options)
    assert info["state"]["arousal"][0] == 0.9
    assert info["state"]["risk"][2] == 3.0
    assert info["state"]["exists"].tolist()[1] == [1.0, 0.0]
    for i in range(3):
        env = ActsEnv(**kwargs)
        own = {"persona": options["persona"][i], "state": options["state"][i]}
        row, _ = env.reset(seed=8 + i, options=own)
        assert np.array_equal(row, obs[i])
    assert options["persona"][1] == "ruth"
    for action in actions(3, 5):
        batch.step(action)
    _, info = batch.reset(seed=8, options={"state": {"hope": 0.1}})
    assert (info["state"]["hope"] == 0.1).all()
    with pytest.raises(ValueError, match="expected one, or 3, found 2"):
        batch.reset(options={"state": [{}, {}]})


def test_seeds_for_each_patient():
    batch = ActsVectorEnv(3)
    one, _ = batch.reset(seed=[4, None, 9])
    two, _ = batch.reset(seed=[4, None, 9])
    assert np.array_equal(one[[0, 2]], two[[0, 2]]) and not np.array_equal(one[1], two[1])
    assert np.array_equal(ActsEnv().reset(seed=9)[0], one[2])
    with pytest.raises(ValueError, match="expected 3"):
        batch.reset(seed=[1, 2])
    with pytest.raises(ValueError, match=r"seed\[1\]: expected None or a whole number from 0 up, found -2"):
        batch.reset(seed=[1, -2, 3])


def test_one_seed_for_some_of_the_patients_leaves_the_others_episodes_alone():
    batch, reference = ActsVectorEnv(3), ActsVectorEnv(3)
    batch.reset(seed=2)
    reference.reset(seed=2)
    obs, _ = batch.reset(seed=40, options={"reset_mask": np.array([False, True, False])})
    assert np.array_equal(obs[1], ActsEnv().reset(seed=41)[0])
    assert np.array_equal(batch.reset()[0][[0, 2]], reference.reset()[0][[0, 2]])


@pytest.mark.parametrize(
    "make", [lambda: ActsEnv(max_turns=3), lambda: ActsVectorEnv(3, max_turns=3)], ids=["one", "many"]
)
def test_a_fork_goes_on_alone_and_alike(make):
    env = make()
    env.reset(seed=6)
    action = np.full(env.action_space.shape, 0.3, np.float32)
    env.step(action)
    twin = env.fork()
    assert same(env.step(action), twin.step(action))
    third = twin.fork()
    third.step(action)
    assert int(np.max(third.state.turn)) == 3
    assert int(np.max(twin.state.turn)) == 2
    assert same(env.reset(), twin.reset())


def test_what_happens_to_a_batch_does_not_show_in_its_fork():
    envs = ActsVectorEnv(3, render_mode="ansi")
    envs.reset(seed=1)
    envs.step(np.full((3, 17), 0.4))
    twin = envs.fork()
    seen = twin.render()
    envs.reset(options={"reset_mask": np.array([True, False, True])})
    assert twin.render() == seen != envs.render()


def test_what_is_handed_out_is_not_the_environments_own():
    for make in (lambda: ActsEnv(expose_state=True), lambda: ActsVectorEnv(2, expose_state=True)):
        env, reference = make(), make()
        action = np.full(env.action_space.shape, 0.4, np.float32)

        def spoil(value):
            if isinstance(value, dict):
                for x in value.values():
                    spoil(x)
            elif isinstance(value, np.ndarray) and value.ndim:
                value[...] = 0

        handed, kept = env.reset(seed=1), reference.reset(seed=1)
        for _ in range(3):
            for x in handed:
                spoil(x)
            handed, kept = env.step(action.copy()), reference.step(action.copy())
            assert same(handed, kept)


def test_nothing_hidden_without_being_asked_for():
    for env in (ActsEnv(), ActsVectorEnv(2)):
        env.reset(seed=1)
        info = env.step(env.action_space.sample())[4]
        assert {k for k in info if k[0] != "_"} == {"turn", "session", "reward_terms", "safety_costs"}


def test_make_vec_prefers_the_batch_and_runs_in_every_mode():
    made = gym.make_vec("therapy_env/Acts-v0", num_envs=3, persona="test", autoreset_mode="SameStep")
    assert isinstance(made, ActsVectorEnv)
    assert made.metadata["autoreset_mode"] is AutoresetMode.SAME_STEP
    first, _ = gym.make_vec("therapy_env/Acts-v0", num_envs=3).reset(seed=1)
    for mode, kwargs in (("sync", {}), ("async", {}), ("async", {"shared_memory": False}), ("vector_entry_point", {})):
        envs = gym.make_vec("therapy_env/Acts-v0", num_envs=3, vectorization_mode=mode, vector_kwargs=kwargs)
        obs, _ = envs.reset(seed=1)
        assert np.array_equal(obs, first)
        envs.step(envs.action_space.sample())
        envs.close()


def test_render():
    env = ActsEnv(render_mode="ansi")
    assert env.render() is None
    env.reset(seed=1)
    assert "arousal 0." in env.render()
    envs = ActsVectorEnv(2, render_mode="ansi")
    envs.reset(seed=1)
    assert len(envs.render()) == 2
    with pytest.raises(ValueError, match="expected None, 'ansi' or 'human', found 'rgb_array'"):
        ActsEnv(render_mode="rgb_array")
    with pytest.raises(ValueError, match="expected None or 'ansi', found 'human'"):
        ActsVectorEnv(2, render_mode="human")


def test_before_the_first_reset_there_is_no_one():
    for ask in (lambda: ActsEnv().state, lambda: ActsEnv().persona, lambda: ActsVectorEnv(2).state):
        with pytest.raises(gym.error.ResetNeeded, match="reset"):
            ask()
