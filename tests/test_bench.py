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


def test_each_tool_of_ours_gives_its_cost_and_finds_what_the_others_find():
    ours = {name: ready for name, ready in bench.TOOLS.items() if name.startswith("Broadsheet")}
    texts = bench.texts_of(None, 2)
    rows = {name: (2, bench.cost(ready(), texts)) for name, ready in ours.items()}
    assert all(spent.milliseconds > 0 and spent.times > 0 for _, spent in rows.values())
    found = [spent.quotations for _, spent in rows.values() if spent.quotations > 0]
    assert len(found) == 3 and len(set(found)) == 1
    assert bench.markdown(rows, "seeds").count("\n| Broadsheet") == len(ours)


def test_a_fresh_process_gives_the_same_fields():
    spent = bench.in_a_process("Broadsheet, readability alone", None, 2)
    assert spent.milliseconds > 0 and spent.quotations != spent.quotations


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
    assert (
        new != readme
        and bench.written(new, bench.markdown({"split": (1, bench.Cost(1, 1, 1, 0, 0))}, "")) != new
    )
    before, after = readme.split(bench.MARKS[0])[0], readme.split(bench.MARKS[1])[1]
    assert new == f"{before}{bench.MARKS[0]}\n| new |\n{bench.MARKS[1]}{after}"
    with pytest.raises(ValueError, match="holds no <!-- bench -->"):
        bench.written("nothing", "")
