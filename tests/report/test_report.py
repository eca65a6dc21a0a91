import html as entities
import re
import shutil

import pytest

from therapy_env.bench.config import BenchmarkFile, resolve
from therapy_env.bench.metrics import SHOWN
from therapy_env.bench.runner import run
from therapy_env.errors import UsageError
from therapy_env.report.figures import COURSES, Courses, panels
from therapy_env.report.html import _assumed, meaning, render, write_report
from therapy_env.report.terminal import cell

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> &amp; ü"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("report")
    (path / "bad.yaml").write_text(f"kind: script\nname: '<b>bad</b>'\nturns: ['{HOSTILE}']\n")
    benchmark = BenchmarkFile(
        agents=(str(path / "bad.yaml"),), personas=("mira", "marcus", "amara"), seeds=2, turns=4, world="strong"
    )
    run(resolve(benchmark)[0], path / "run")
    return path / "run"


@pytest.fixture(scope="module")
def page(folder):
    return render(folder)


def test_it_fetches_nothing(page):
    addresses = set(re.findall(r"https?://[^\s\"'<>)]+", page))
    assert {a for a in addresses if not a.startswith("http://www.w3.org/")} == set()  # XML namespaces only
    shell = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    assert not re.search(r"<link\b|<iframe|<img\b|\bsrc=|@import", shell)
    assert "default-src 'none'" in page


def test_what_agents_say_stays_text(page):
    assert "<b>bad</b>" not in page
    assert "alert(2)>" not in page
    assert page.count("<script") == 2  # the data and the code that shows it
    assert entities.escape("<b>bad</b>") in page


def test_every_table_and_figure_names_the_world(page):
    captions = re.findall(r'<p class="caption">(.*?)</p>|<figcaption>(.*?)</figcaption>', page, re.DOTALL)
    assert len(captions) == 5 + 5
    assert all("World: strong" in "".join(caption) for caption in captions)
    assert page.count("<svg") == 5 * 3  # a panel an agent


def test_it_warns_and_shows_safety_with_the_score(page):
    assert "suicide" in page and "no evidence of benefit" in page
    head = page[page.index("What came of it") : page.index("How it went")]
    assert "Score" in head and "Safety failures" in head


def test_it_says_how_many_more_there_are(page):
    assert "9 more episodes" in page  # 3 agents x 3 personas, second seed


def test_same_run_same_bytes_and_ids_are_unique(folder, page):
    assert render(folder) == page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    used = set(re.findall(r'url\(#([^)]+)\)|xlink:href="#([^"]+)"', page))
    assert {a or b for a, b in used} <= set(ids)


def test_it_can_be_written_elsewhere_and_needs_a_finished_run(folder, tmp_path, page):
    assert write_report(folder, tmp_path / "x.html").read_text(encoding="utf-8") == page
    (tmp_path / "run.yaml").write_bytes((folder / "run.yaml").read_bytes())
    with pytest.raises(UsageError, match="unfinished"):
        write_report(tmp_path)


def _copy(folder, to):
    shutil.copytree(folder, to)
    return to


def test_a_damaged_or_cut_run_gives_no_report(folder, tmp_path):
    lines = (folder / "turns.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for name, file, text in (
        ("empty", "turns.jsonl", ""),
        ("cut", "turns.jsonl", "".join(lines[:-5])),
        ("foreign", "turns.jsonl", '{"v": 1, "agent": "zzz"}\n'),
        ("nobody", "episodes.jsonl", ""),
        ("bare", "summary.json", "{}\n"),
        ("half", "summary.json", '{"v": 1, "agents": [], "caveat": ""}\n'),
    ):
        run_folder = _copy(folder, tmp_path / name)
        (run_folder / file).write_text(text, encoding="utf-8")
        with pytest.raises(UsageError, match="--resume"):
            render(run_folder)


def test_where_it_cannot_be_written_is_said(folder, tmp_path):
    for place in (tmp_path, tmp_path / "none" / "x.html"):
        with pytest.raises(UsageError, match="cannot be written"):
            write_report(folder, place)


def test_it_says_what_measures_therapists_and_the_world_are(page):
    for name, shown in SHOWN.items():
        assert f"<dt>{shown.label}</dt><dd>{entities.escape(meaning(name))[:20]}" in page
        assert len(meaning(name)) > 20
    assert "as active, but passivity 1" in page
    assert "taking a false belief as given strengthens it a little, and makes it harder to question" in page
    inert = {"uptake_harm": 0.0, "entrenchment": 0.0, "amplification": 0.0}
    assert _assumed(inert).endswith("does nothing by itself")
    assert _assumed({**inert, "uptake_harm": 0.01}).endswith("each time alike")


def test_a_name_is_drawn_as_it_is_written():
    state = {"beliefs": [{"conviction": 80.0}], "distress": 60.0, "alliance": 0.4}
    courses = Courses(2, {"p": ["delusion"]})
    courses.add(r"a $\frac$ <b>", "p", [state, state])
    (svg,) = panels(COURSES[0], courses, [r"a $\frac$ <b>"], "default")
    assert r"a $\frac$ &lt;b&gt;" in svg
    assert "mean 80 at the start, 80 at the end" in svg
    assert panels(COURSES[1], courses, [r"a $\frac$ <b>"], "default") == []


@pytest.mark.parametrize(
    ("mean", "low", "high", "shown"),
    [
        (None, None, None, "–"),
        (1.25, None, None, "+1.2"),
        (-0.04, None, None, "0.0"),
        (2.0, 1.0, 3.0, "+2.0 ±1.0"),
        (2.0, 1.0, 3.3, "+2.0 ±1.1"),  # as good as even on both sides
        (2.0, 1.0, 4.0, "+2.0\n1.0 to 4.0"),
    ],
)
def test_a_cell_is_the_mean_with_its_interval(mean, low, high, shown):
    assert cell({"mean": mean, "low": low, "high": high}, 1, signed=True) == shown
