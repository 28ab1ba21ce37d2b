"""The benchmark runs on the seeds and gives its table. How fast anything is, no test says: machines
differ.
"""

import importlib.util
import json

import pytest

from broadsheet.paths import ROOT

SPEC = importlib.util.spec_from_file_location("bench", ROOT / "tests" / "benchmarks" / "bench.py")
bench = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(bench)


@pytest.mark.filterwarnings("ignore")  # the tools it is compared with warn of what is theirs
def test_it_runs_on_the_seeds_and_gives_a_row_a_tool():
    lexicon = bench.lexicon_of()
    tools = bench.ours(lexicon) | {
        name: tool for name, tool in bench.others(lexicon).items() if "textstat" in name
    }
    rows = list(bench.table(bench.texts_of(None, 2), tools, rounds=1, slow=1))
    made = bench.markdown(rows, "seed articles")
    assert [name for name, *_ in rows] == list(tools) and made.count("\n") == 2 + len(tools) == 7
    assert all(count == 2 and times > 0 for _, count, times in rows)


def test_texts_are_read_from_json_lines_under_either_name(tmp_path):
    path = tmp_path / "few.jsonl"
    path.write_text(
        "\n".join(map(json.dumps, [{"text": "a"}, {"content_original": "b"}, {"text": "c"}])),
        encoding="utf-8",
    )
    assert bench.texts_of(path, 2) == ["a", "b"]


def test_the_table_takes_the_place_that_the_readme_keeps_for_it_and_no_other():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    new = bench.written(readme, "| new |\n")
    assert new != readme and bench.written(new, bench.markdown([], "")) != new
    before, after = readme.split(bench.MARKS[0])[0], readme.split(bench.MARKS[1])[1]
    assert new == f"{before}{bench.MARKS[0]}\n| new |\n{bench.MARKS[1]}{after}"
    with pytest.raises(ValueError, match="holds no <!-- bench -->"):
        bench.written("nothing", "")
