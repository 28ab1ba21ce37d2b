"""What the README says of the house is so: its length, its module table, its files."""
import ast
import re

from broadsheet.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLE = {name: set(re.findall(r"\w+", allowed)) for name, allowed in re.findall(r"^\| `(\w+)` \|.*\| ?([\w, ]*) ?\|$", README, re.M)}
MODULES = {path.stem: path for path in (ROOT / "src" / "broadsheet").glob("*.py")}


def imported(path):
    """The modules of the package that a module imports."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ImportFrom)]
    return {name for node in nodes if node.level for name in ([node.module] if node.module else [a.name for a in node.names])}


def test_every_module_stands_in_the_table_and_imports_only_what_its_row_says():
    assert set(TABLE) == set(MODULES) - {"__init__"}
    assert {name: imported(MODULES[name]) - TABLE[name] for name in TABLE if imported(MODULES[name]) - TABLE[name]} == {}


def test_the_table_promises_no_import_that_nobody_uses():
    assert {name: TABLE[name] - imported(MODULES[name]) for name in TABLE if TABLE[name] - imported(MODULES[name])} == {}


def test_data_flows_one_way_down_the_table():
    order = list(TABLE)
    assert [(name, other) for name in order for other in TABLE[name] if order.index(other) > order.index(name)] == []


def test_it_is_short_and_every_file_that_it_links_is_there():
    assert README.count("\n") - len(TABLE) <= 110
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links and all((ROOT / link).exists() for link in links)
