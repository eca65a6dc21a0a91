import numpy as np

from therapy_env.language.weights_file import save


def test_the_same_arrays_are_the_same_bytes_and_come_back(tmp_path):
    arrays = {"matrix": np.arange(6, dtype=np.float16).reshape(2, 3).T, "names": np.array(["a", "bc"])}
    save(tmp_path / "made" / "one.npz", arrays)
    save(tmp_path / "two.npz", dict(reversed(arrays.items())))
    assert (tmp_path / "made" / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    with np.load(tmp_path / "two.npz") as stored:
        assert stored["matrix"].tolist() == arrays["matrix"].tolist() and stored["names"].tolist() == ["a", "bc"]
