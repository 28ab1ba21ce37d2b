"""A YAML file as dicts, lists and texts that know their line, and what shape each of them must have."""
import yaml


class Text(str):
    """A value of a YAML file that knows its line."""
    line: int


class Loader(yaml.BaseLoader):
    """YAML in which every value is a text, since `no`, `on` and 1984 are terms too, and nothing is given twice."""

    def construct_scalar(self, node):
        text = Text(super().construct_scalar(node))
        text.line = node.start_mark.line + 1
        return text

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if (name := str(key.value)) in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{name!r} is given twice", key.start_mark)
            seen.add(name)
        return super().construct_mapping(node, deep)


def parse_yaml(text: str):
    """A YAML file as dicts, lists and texts. ValueError with the line where it is none."""
    try:
        return yaml.load(text, Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ValueError(f"line {mark.line + 1 if mark else '?'}: {problem}: mend it, or put quotes around a text that "
                         f"begins with a mark or holds a colon") from None


def line_of(value) -> str:
    """"line 3: " for a value of `parse_yaml` that begins on line 3; nothing where that is not known."""
    while isinstance(value, (dict, list)) and value:
        value = next(iter(value))
    return f"line {value.line}: " if isinstance(value, Text) else ""


SHAPES = {dict: "fields: a name, a colon and a value each", list: "a list: [one, two], or one a line after a hyphen",
          str: "a text: put quotes around it if it holds a colon or a bracket"}


def shaped(value, shape: type, where: str):
    if not isinstance(value, shape) or not value:
        raise ValueError(f"{line_of(value)}{where}: must be {SHAPES[shape]}")
    return value


def entry(value, shapes: dict[str, type], where: str) -> dict:
    """The value with all fields that it may have, if it has the first one and no other than these."""
    needed = next(iter(shapes))
    if needed not in shaped(value, dict, where):
        raise ValueError(f"{line_of(value)}{where}: has no field {needed!r}: add it")
    for name, part in value.items():
        if name not in shapes:
            raise ValueError(f"{line_of(name)}{where}: field {str(name)!r} is not known: leave it out, or use one of "
                             f"{', '.join(shapes)}")
        shaped(part, shapes[name], f"{where}, {name}")
        if name in ("sources", "not"):
            value[name] = tuple(str(shaped(item, str, f"{where}, {name}")) for item in part)
    return {name: shape() for name, shape in shapes.items()} | value
