"""A corpus measured into a folder: the same rows and bytes however often it was stopped, on however
many cores.
"""

import errno
import importlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pandas as pd
import pytest

import broadsheet as bs
from broadsheet.corpus import batches
from broadsheet.measuring import columns
from broadsheet.measuring.dataset import survey
from tests.lexicons import shipped

LEXICON = shipped("security-sovereignty")
SAID = [
    "“We respect sovereignty,” President Ana Cruz said.",
    "Troops crossed the border at noon.",
    "Nobody knew why.",
    "She said that the talks would go on.",
    "“It is ours,” she added, and left the hall.",
]


def corpus(path: Path, n: int, seed: int = 1) -> Path:
    """A table of so many small articles, some of them repeated, some empty, some in another
    language.
    """
    dice = random.Random(seed)
    rows = [
        {
            "id": f"a{k}",
            "outlet": dice.choice("ABC"),
            "wire_group": f"desk {k % 3}",
            "text": " ".join(dice.choices(SAID, k=8)) + f" It was day {k}.",
        }
        for k in range(n)
    ]
    rows[3]["text"], rows[5]["text"] = "", rows[1]["text"]
    rows[6]["text"] = (
        "Der Rat traf sich am Montag und beschloss, den Hafen wieder zu öffnen, der seit dem "
        "Sturm geschlossen war. " * 4
    )
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(batches, "SOURCES_IN_BATCH", 7)


def test_the_dataset_holds_what_load_and_measured_give(tmp_path, small_parts):
    path = corpus(tmp_path / "in.csv", 40)
    about = survey(path, tmp_path / "out", LEXICON, workers=1)
    loaded, again = bs.load(path), bs.load(tmp_path / "out")
    assert (
        about.fingerprint == loaded.fingerprint == again.fingerprint
        and again.report == loaded.report
    )
    groups = ["duplicate_of", "wire_group"]  # what is near, `load` alone looks for
    pd.testing.assert_frame_equal(
        loaded.articles.drop(columns=groups), again.articles.drop(columns=groups)
    )
    assert (
        again.articles["wire_group_in_table"].str.startswith("desk").all()
    )  # the source's own column of that name
    again_as_loaded = again.articles.assign(wire_group=loaded.articles["wire_group"])
    found, stored = (
        bs.measured(loaded.articles, LEXICON),
        bs.measured(again_as_loaded, LEXICON, folder=tmp_path / "out"),
    )
    for name in ("articles", "quotations", "hits", "sentences"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(stored, name))
    assert (
        loaded.rejected.equals(again.rejected)
        and loaded.duplicates["source"].tolist() == again.duplicates["source"].tolist()
    )


def test_stories_found_after_measuring_come_along(tmp_path, small_parts):
    survey(corpus(tmp_path / "in.csv", 12), tmp_path / "out", LEXICON, workers=1)
    articles = bs.load(tmp_path / "out").articles
    articles = articles.assign(story=[f"story {k % 3}" for k in range(len(articles))])
    stored = bs.measured(articles.iloc[::-1], LEXICON, folder=tmp_path / "out")
    table = stored.of(articles["id"].tolist()[2:5]).articles
    assert table["story"].tolist() == articles["story"].tolist()[2:5]
    pd.testing.assert_frame_equal(
        stored.articles, bs.measure(articles.iloc[::-1], LEXICON).reset_index(drop=True)
    )


def test_metadata_beside_the_texts_is_joined_in_every_part_and_rows_without_an_article_are_named(
    tmp_path, small_parts
):
    for k in range(10):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{k}.txt").write_text(
            " ".join(SAID) + f" It was day {k}.", encoding="utf-8"
        )
    (tmp_path / "in" / "late.txt").write_text(
        "It wonâ€™t rain in the cafÃ© today.", encoding="utf-8"
    )
    names = [f"{k}.txt" for k in range(11)]
    pd.DataFrame({"source": names, "outlet": [f"O{k}" for k in range(11)]}).to_csv(
        tmp_path / "in" / "articles.csv", index=False
    )
    survey(tmp_path / "in", tmp_path / "out", workers=1)
    loaded, again = bs.load(tmp_path / "in"), bs.load(tmp_path / "out")
    known = [f"O{k}" for k in range(10)] + ["nobody"]
    assert (
        again.articles["outlet"].fillna("nobody").tolist()
        == known
        == loaded.articles["outlet"].fillna("nobody").tolist()
    )
    assert again.rejected.empty and loaded.rejected.empty
    assert "articles.csv: 1 of 11 rows describes no article: '10.txt'" in loaded.notes
    assert again.fingerprint == loaded.fingerprint
    # mended, no article, no row, no outlet or date
    assert len(loaded.notes) == 4 and set(loaded.notes) < set(again.notes)


def test_one_core_and_two_give_the_same_bytes(tmp_path, small_parts):
    path = corpus(tmp_path / "in.csv", 40)
    for workers in (1, 2):
        survey(path, tmp_path / str(workers), LEXICON, workers=workers)
    assert files(tmp_path / "1") == files(tmp_path / "2")


RUN = """
import sys
from pathlib import Path
import broadsheet as bs
from broadsheet.corpus import batches
from broadsheet.measuring.dataset import survey
batches.SOURCES_IN_BATCH = 40
survey(sys.argv[1], Path(sys.argv[2]), bs.load_lexicon("security-sovereignty"), workers=1)
"""


def test_killed_at_random_moments_and_started_again_it_gives_the_bytes_of_an_undisturbed_run(
    tmp_path, monkeypatch
):
    path, out, dice = corpus(tmp_path / "in.csv", 200), tmp_path / "out", random.Random(7)
    killed = 0
    while killed < 2:
        before = len(list(out.rglob("*"))) if out.exists() else 0
        run = subprocess.Popen([sys.executable, "-c", RUN, path, out], stderr=subprocess.DEVNULL)
        more = dice.randint(1, 14)
        while (
            run.poll() is None
            and (len(list(out.rglob("*"))) if out.exists() else 0) < before + more
        ):
            time.sleep(0.001)
        if run.poll() is not None:
            break
        run.send_signal(signal.SIGKILL)
        run.wait()
        killed += 1
        if (out / "about.json").exists():
            with pytest.raises(ValueError, match="unfinished; run the same `measure` again"):
                bs.load(out)
    assert killed
    monkeypatch.setattr(batches, "SOURCES_IN_BATCH", 40)  # as in those that were killed
    for folder in (out, tmp_path / "whole"):
        survey(path, folder, LEXICON, workers=1)
    assert files(out) == files(tmp_path / "whole")


def test_a_finished_run_started_again_measures_nothing_and_changes_nothing(
    tmp_path, small_parts, monkeypatch
):
    path = corpus(tmp_path / "in.csv", 20)
    survey(path, tmp_path / "out", LEXICON, workers=1)
    before = files(tmp_path / "out")
    monkeypatch.setattr(columns, "find_quotations_in", lambda texts: pytest.fail("measured again"))
    survey(path, tmp_path / "out", LEXICON, workers=1)
    assert files(tmp_path / "out") == before


def test_a_folder_of_other_articles_lexicons_or_things_is_refused_and_left_as_it_is(
    tmp_path, small_parts
):
    path = corpus(tmp_path / "in.csv", 20)
    survey(path, tmp_path / "out", LEXICON, workers=1)
    before = files(tmp_path / "out")
    with pytest.raises(
        ValueError, match=r"was measured with lexicon security-sovereignty .*, not null"
    ):
        survey(path, tmp_path / "out", workers=1)
    corpus(path, 20, seed=2)
    with pytest.raises(ValueError, match="part 0 was measured from other articles"):
        survey(path, tmp_path / "out", LEXICON, workers=1)
    assert {
        name: content for name, content in files(tmp_path / "out").items() if name != "about.json"
    } == {name: content for name, content in before.items() if name != "about.json"}
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ValueError, match="contains things other than a measured corpus"):
        survey(path, tmp_path / "mine", workers=1)
    assert files(tmp_path / "mine") == {"diary.txt": b"mine"}


def test_an_article_that_breaks_a_measure_is_rejected_and_the_others_go_on(tmp_path, monkeypatch):
    def breaks(documents):
        if any("day 9." in document.text for document in documents):
            raise RecursionError("too deep")
        return find(documents)

    find = columns.find_quotations_in
    monkeypatch.setattr(columns, "find_quotations_in", breaks)
    path = corpus(tmp_path / "in.csv", 20)
    survey(path, tmp_path / "out", workers=1)
    loaded = bs.load(tmp_path / "out")
    assert "a9" not in set(loaded.articles["id"]) and len(loaded.articles) == 20 - 4
    assert (
        loaded.rejected.set_index("source")
        .loc["in.csv#10", "reason"]
        .startswith("RecursionError while measuring: too deep")
    )


@pytest.mark.timing
def test_a_text_of_fifty_megabytes_is_named_and_stalls_nobody(tmp_path):
    rows = pd.DataFrame(
        {"id": ["a", "b"], "text": ["The council met on Monday. " * 1_900_000, " ".join(SAID)]}
    )
    rows.to_json(tmp_path / "in.jsonl", orient="records", lines=True)
    begun = time.process_time()
    survey(tmp_path / "in.jsonl", tmp_path / "out", workers=1)
    loaded = bs.load(tmp_path / "out")
    assert (
        loaded.articles["id"].tolist() == ["b"]
        and "over 5,000,000" in loaded.rejected["reason"].item()
    )
    assert time.process_time() - begun < 60


@pytest.mark.parametrize(
    "fault",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        PermissionError(errno.EACCES, "Permission denied"),
    ],
)
def test_a_full_disk_and_a_closed_folder_give_one_line_and_corrupt_nothing(
    tmp_path, monkeypatch, small_parts, fault
):
    path = corpus(tmp_path / "in.csv", 20)
    replace, moved = Path.replace, []

    def full(self, target):
        moved.append(target)
        if len(moved) > 9:
            raise fault
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="what was saved is kept") as error:
        survey(path, tmp_path / "out", workers=1)
    assert (
        str(error.value)
        == f"{tmp_path / 'out'}: {fault.strerror}; what was saved is kept: fix this, and start "
        "again"
    )
    monkeypatch.setattr(Path, "replace", replace)
    survey(path, tmp_path / "out", workers=1)
    survey(path, tmp_path / "whole", workers=1)
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_a_folder_that_cannot_be_made_gives_one_line(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="file/out: Not a directory; choose another folder"):
        survey("data/seeds", tmp_path / "file" / "out", workers=1)


PEAK = (
    RUN.replace("batches.SOURCES_IN_BATCH = 40", "batches.SOURCES_IN_BATCH = 60")
    + """
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
)


def test_ten_times_the_articles_take_at_most_a_fifth_more_memory(tmp_path):
    peaks = []
    for n in (150, 1500):
        done = subprocess.run(
            [sys.executable, "-c", PEAK, corpus(tmp_path / f"{n}.csv", n), tmp_path / str(n)],
            check=True,
            capture_output=True,
            text=True,
        )
        peaks.append(int(done.stdout))
    assert peaks[1] < 1.2 * peaks[0]


def test_duckdb_and_pandas_read_the_tables_as_they_are(tmp_path, small_parts):
    survey(corpus(tmp_path / "in.csv", 20), tmp_path / "out", LEXICON, workers=1)
    said = duckdb.sql(
        f"select count(*), sum(words) from '{tmp_path}/out/articles/*.parquet'"
    ).fetchall()[0]
    table = pd.read_parquet(tmp_path / "out" / "articles")
    assert said == (len(table), table["words"].sum()) and len(table) == 17
    joined = duckdb.sql(f"""select count(*) from '{tmp_path}/out/quotations/*.parquet' q
        join '{tmp_path}/out/articles/*.parquet' a using (id) where q.speech""").fetchall()[0]
    assert joined[0] == table["quotations"].sum()


@pytest.fixture(scope="module")
def cluster():
    """A real cluster: a scheduler and two worker processes."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=":0",
        host="127.0.0.1",
        silence_logs="CRITICAL",
    ) as cluster:
        yield cluster


def test_a_cluster_gives_the_bytes_of_one_core_though_a_worker_is_killed(
    tmp_path, small_parts, monkeypatch, cluster
):
    path, saved = corpus(tmp_path / "in.csv", 60), []
    survey(path, tmp_path / "one", LEXICON, workers=1)
    module = importlib.import_module("broadsheet.measuring.dataset")
    save_part = module.save_part

    def save_and_kill(*part):
        save_part(*part)
        saved.append(part)
        if len(saved) == 2:
            os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)

    monkeypatch.setattr(module, "save_part", save_and_kill)
    survey(path, tmp_path / "cluster", LEXICON, scheduler=cluster.scheduler_address)
    assert len(saved) > 2 and files(tmp_path / "one") == files(tmp_path / "cluster")


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_a_dask_table_gives_a_dask_table_with_the_numbers_of_pandas_whatever_its_partitions(
    tmp_path, cluster, parts
):
    dask = pytest.importorskip("dask.dataframe")
    articles = bs.load(corpus(tmp_path / "in.csv", 24)).articles[["id", "outlet", "title", "text"]]
    with cluster.get_client():
        lazy = bs.measure(dask.from_pandas(articles, npartitions=parts), LEXICON)
        assert hasattr(lazy, "map_partitions")
        expected = bs.measure(articles, LEXICON)
        pd.testing.assert_frame_equal(
            lazy.compute().astype(expected.dtypes), expected
        )  # Dask has its own type of text


ODD = {  # rows of a table that `load` and `survey` must take alike
    "an id that was given to an article in another language": [
        {
            "id": 1,
            "text": "Der Rat traf sich am Montag und beschloss, den Hafen "
            "wieder zu öffnen, der seit dem Sturm geschlossen war. " * 4,
        },
        {"id": 1},
    ],
    "an id that was given to a duplicate": [
        {"id": 1, "text": SAID[1]},
        {"id": 2, "text": SAID[1]},
        {"id": 2},
    ],
    "ids that are sources": [{"id": "in.jsonl#2"}, {"id": "in.jsonl#2"}, {"id": "in.jsonl#2"}],
    "lists of other things than text": [
        {"highlights": [1, None, {"a": 2}], "subheads": {"a": [1]}}
    ],
}


@pytest.mark.parametrize("rows", ODD.values(), ids=list(ODD))
def test_odd_rows_are_measured_as_load_reads_them_each_under_an_id_of_its_own(tmp_path, rows):
    lines = [
        json.dumps({"text": " ".join(SAID) + f" It was day {k}.", **row})
        for k, row in enumerate(rows)
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    survey(tmp_path / "in.jsonl", tmp_path / "out", LEXICON, workers=1)
    loaded, again = bs.load(tmp_path / "in.jsonl"), bs.load(tmp_path / "out")
    assert (
        again.fingerprint == loaded.fingerprint
        and again.report == loaded.report
        and loaded.articles["id"].is_unique
    )
    assert again.articles["id"].tolist() == loaded.articles["id"].tolist()
    assert again.articles["highlights"].tolist() == loaded.articles["highlights"].tolist()
    found, stored = (
        bs.measured(loaded.articles, LEXICON),
        bs.measured(again.articles, LEXICON, folder=tmp_path / "out"),
    )
    assert stored.sentences["id"].tolist() == found.sentences["id"].tolist()


@pytest.mark.parametrize("is_there", [False, True])
def test_a_corpus_of_which_no_article_is_left_is_refused_and_nothing_stays(tmp_path, is_there):
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": ""}), encoding="utf-8")
    out = tmp_path / "out"
    if is_there:
        out.mkdir()
    with pytest.raises(ValueError, match="no article is left to measure; 1 was rejected: in"):
        survey(tmp_path / "in.jsonl", out, LEXICON, workers=1)
    assert out.exists() == is_there and not (is_there and list(out.iterdir()))


def test_a_measured_folder_is_no_corpus_to_be_measured(tmp_path):
    survey("data/seeds", tmp_path / "out", workers=1)
    with pytest.raises(ValueError, match="is a measured folder, not a corpus"):
        survey(tmp_path / "out", tmp_path / "again", workers=1)
    assert not (tmp_path / "again").exists()


def test_a_correction_and_notes_are_kept_in_what_was_measured(tmp_path):
    given = tmp_path / "given"
    given.mkdir()
    head = "Rain\nThe Example Post\nMay 3, 2024\nLength: 2 words\nBody\n"
    (given / "nexis.txt").write_text(
        f"{head}{' '.join(SAID)}\nCorrection\nIt rained twice.\nNotes\nSeen at Testbury.\n"
        "Classification\nLanguage: ENGLISH\nEnd of Document\n",
        encoding="utf-8",
    )
    survey(given, tmp_path / "measured", LEXICON, workers=1)
    (row,) = bs.load(tmp_path / "measured").articles.to_dict("records")
    assert (row["correction"], row["notes"]) == ("It rained twice.", "Seen at Testbury.")
    assert row["published"] == "2024-05-03" and row["text"] == " ".join(SAID)
