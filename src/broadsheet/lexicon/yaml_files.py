"""A YAML file as dicts, lists and texts, each text with its line.

`loading` imports this file when it reads one: the library that reads YAML takes longer to import
than an article takes to measure.
"""

import yaml

from ..escape import short
from ..limits import LEVELS
from .file_formats import Text


class Loader(yaml.BaseLoader):
    """YAML in which every value is a text, since `no`, `on` and 1984 are terms too, and no field
    occurs twice.

    References (`*name`) are refused: a few nested lines of them expand to millions of terms. So is
    nesting deeper than frames need.
    """

    levels = 0

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.composer.ComposerError(
                None,
                None,
                f"*{short(event.anchor)} refers to another place: write out the text it refers to",
                event.start_mark,
            )
        self.levels += 1
        if self.levels > LEVELS:
            raise yaml.composer.ComposerError(
                None, None, f"more than {LEVELS} nested levels", self.peek_event().start_mark
            )
        node = super().compose_node(parent, index)
        self.levels -= 1
        return node

    def construct_scalar(self, node):
        text = Text(super().construct_scalar(node))
        text.line = node.start_mark.line + 1
        return text

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if (name := str(key.value)) in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{short(name)!r} is given twice", key.start_mark
                )
            seen.add(name)
        return super().construct_mapping(node, deep)


def parse_yaml(text: str):
    """A YAML file as dicts, lists and texts. ValueError with the line if it is not YAML."""
    try:
        return yaml.load(text, Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise ValueError(
            f"line {mark.line + 1 if mark else '?'}: {short(problem, 120)}: correct it, or put "
            f"quotes around a text that begins with a mark or contains a colon"
        ) from None
