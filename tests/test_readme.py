"""What the README says is so: its commands, the rooms and what they import, its files."""

import re
import shlex
import shutil
import tomllib

import pytest

from broadsheet.cli import main
from broadsheet.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
ROOMS = {
    name: set(re.findall(r"\w+", allowed))
    for name, allowed in re.findall(r"^\| `(\w+)/` \|.*\| ?([\w, –]*) ?\|$", README, re.M)
}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRACTS = PROJECT["tool"]["importlinter"]["contracts"]


def test_the_table_holds_each_room_and_no_other():
    folders = {path.parent.name for path in (ROOT / "src" / "broadsheet").glob("*/__init__.py")}
    assert set(ROOMS) == folders


def test_what_a_room_may_import_is_what_the_contracts_hold():
    forbidden = {
        contract["source_modules"][0].removeprefix("broadsheet."): contract["forbidden_modules"]
        for contract in CONTRACTS
        if contract["type"] == "forbidden" and len(contract["source_modules"]) == 1
    }
    allowed = {
        room: set(ROOMS) - {room} - {name.removeprefix("broadsheet.") for name in names}
        for room, names in forbidden.items()
    }
    assert allowed == ROOMS


def test_each_room_is_entered_by_its_door_alone():
    protected = {
        name
        for contract in CONTRACTS
        if contract["type"] == "protected"
        for name in contract["protected_modules"]
    }
    assert protected == {f"broadsheet.{room}.**" for room in ROOMS}


def test_data_flows_one_way_down_the_table():
    order = list(ROOMS)
    assert [
        (room, other)
        for room in order
        for other in ROOMS[room]
        if order.index(other) > order.index(room)
    ] == []


def test_it_is_short_and_every_file_that_it_links_is_there():
    assert README.count("\n") <= 150
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links and all((ROOT / link).exists() for link in links)


def test_every_command_that_it_prints_is_there(capsys):
    commands = [line.split() for line in re.findall(r"^    (\S.+?)(?:  +#.*)?$", README, re.M)]
    commands += [command.split() for command in re.findall(r"`((?:make|\.venv)\b[^`]*)`", README)]
    rules = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    verbs = set()
    for program, *words in commands:
        if program == "make":
            assert not words or words[0] in rules, words
        elif program == ".venv/bin/broadsheet":
            verbs.add(words[0])
        else:
            assert program == ".venv/bin/hatchling", program
    assert "broadsheet" in PROJECT["project"]["scripts"] and len(commands) > 9
    for verb in verbs:
        with pytest.raises(SystemExit) as ended:
            main([verb, "--help"])
        assert ended.value.code == 0, verb


@pytest.fixture
def my_articles(tmp_path, monkeypatch):
    """A folder of one's own, as the README calls it, with a lexicon of one's own beside it."""
    shutil.copytree(ROOT / "data" / "demo", tmp_path / "my-articles")
    lexicon = ROOT / "data" / "lexicons" / "security-sovereignty.yml"
    shutil.copy(lexicon, tmp_path / "my-frames.yml")
    shutil.copytree(ROOT / "figures" / "seeds", tmp_path / "figures" / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_its_python_runs_line_by_line_and_each_line_that_shows_something_does(my_articles):
    [block] = re.findall(r"^```python\n(.*?)^```", README, re.M | re.S)
    values = {}
    shown = 0
    for line in block.splitlines():
        if re.match(r"bs\.", line):
            assert eval(line, values) is not None, line
            shown += 1
        else:
            exec(line, values)
    assert shown == 5 and values["table"]["id"].is_unique


def test_its_commands_run_as_they_are_printed(my_articles):
    """`run` and `verify` start the notebooks: the installed program runs them, in test_wheel."""
    lines = re.findall(r"^    \.venv/bin/broadsheet (.+?)(?: +#.*)?$", README, re.M)
    quick = [line for line in lines if line.split()[0] not in ("run", "verify")]
    assert len(quick) == 5 and len(lines) == 7
    for line in quick:
        assert main(shlex.split(line)) == 0, line
    for made in re.findall(r"--out (\S+)", " ".join(quick)):
        assert (my_articles / made).exists(), made


def test_no_line_of_code_is_cut_at_the_usual_width():
    assert [line for line in re.findall(r"^    \S.*$", README, re.M) if len(line) > 88] == []
