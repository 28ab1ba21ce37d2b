"""A table to be corrected is saved for Excel, and what is there is never overwritten."""

import pandas as pd
import pytest

from broadsheet.corpus.corrections import save_new

TABLE = pd.DataFrame({"speaker": ["Zoë", "=1+1"], "person": ["Zoë", ""]})
SAVED = "\ufeffspeaker,person\nZoë,Zoë\n'=1+1,\n".encode()


def test_it_is_saved_with_the_mark_of_utf_8_without_an_index_and_without_formulas(tmp_path):
    save_new(TABLE, tmp_path / "people.csv")
    assert (tmp_path / "people.csv").read_bytes() == SAVED
    assert [file.name for file in tmp_path.iterdir()] == ["people.csv"]


def test_the_same_table_may_be_saved_again_and_another_one_may_not(tmp_path):
    out = tmp_path / "people.csv"
    save_new(TABLE, out)
    save_new(TABLE, out)
    with pytest.raises(ValueError, match="exists with other content, perhaps corrections"):
        save_new(TABLE.assign(person="Zoë Roe"), out)
    assert out.read_bytes() == SAVED


def test_a_folder_is_not_overwritten(tmp_path):
    with pytest.raises(ValueError, match="exists with other content"):
        save_new(TABLE, tmp_path)


@pytest.mark.parametrize("name", ["people", "people.CSV"])
def test_a_name_may_lack_its_ending_or_have_it_in_capitals(name, tmp_path):
    save_new(TABLE, tmp_path / name)
    assert (tmp_path / name).read_bytes() == SAVED


def test_another_kind_of_file_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ValueError, match=r"saved as CSV; name it people\.csv"):
        save_new(TABLE, tmp_path / "people.xlsx")
    assert not list(tmp_path.iterdir())


def test_where_nothing_can_be_written_one_line_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match=r"--out .+people\.csv: cannot be written \(File exists\)"):
        save_new(TABLE, tmp_path / "file" / "people.csv")
