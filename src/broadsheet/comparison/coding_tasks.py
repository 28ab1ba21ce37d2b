"""The tasks, questions and permitted answers for people who code a sample.

The texts are in `data/coding-tasks.yml`; the sheets, the codebook and the analysis of answers take
them from here.
"""

from functools import cache
from typing import NamedTuple

import yaml

from ..lexicon import Lexicon
from ..paths import package_data

UNSURE = "unsure"  # allowed everywhere, and counted as missing
NOBODY = "nobody"  # in place of a speaker
REMARK = "remark"  # a column for coders' comments, which are not analysed
# Nobody fills in a sheet with more columns than these: if a lexicon has more frames, the sheet asks
# for those with most hits.
MOST_FRAMES = 12


class Question(NamedTuple):
    """A question: its `name`, what it `asks`, the `rules` for answering it, the `answers` in order
    (empty if the answer is written in words); whether their order has a meaning; and whether it is
    asked for each frame.
    """

    name: str
    asks: str
    rules: tuple[str, ...]
    answers: tuple[str, ...]
    ordered: bool = False
    for_each_frame: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """The permitted contents of a cell; empty if the answer is written in words."""
        return (*self.answers, UNSURE) if self.answers else ()


class Task(NamedTuple):
    """A sheet: its name, its title, what it is `about`, and its questions."""

    name: str
    title: str
    about: str
    questions: tuple[Question, ...]

    def question(self, name: str) -> Question:
        """The question of this name; any other is the name of a frame.

        >>> tasks()["passages"].question("speech").ordered
        False
        >>> tasks()["passages"].question("conflict").ordered
        True
        """
        by_name = {question.name: question for question in self.questions}
        each = next((question for question in self.questions if question.for_each_frame), None)
        found = by_name.get(name, each)
        if found is None:
            raise ValueError(f"{self.name}: has no question {name!r}")
        return found._replace(name=name)


@cache
def tasks() -> dict[str, Task]:
    """The tasks by name, in the order in which they are coded.

    >>> list(tasks())
    ['quotations', 'frames', 'sentences', 'stories', 'passages']
    >>> tasks()["frames"].questions[0].choices
    ('no', 'in passing', 'clearly', 'unsure')
    """
    written = yaml.safe_load(package_data("coding-tasks.yml"))
    return {
        name: Task(
            name,
            fields["title"],
            fields["about"],
            tuple(
                Question(
                    question,
                    asked["asks"],
                    tuple(asked["rules"]),
                    tuple(asked["answers"]),
                    asked.get("ordered", False),
                    asked.get("for_each_frame", False),
                )
                for question, asked in fields["questions"].items()
            ),
        )
        for name, fields in written.items()
    }


def titles_of(lexicon: Lexicon) -> dict[str, str]:
    """The title of each frame by its name; titles are made unique.

    >>> from broadsheet.lexicon import Frame, Lexicon
    >>> titles_of(Lexicon("tiny", {"a": Frame("War", "", (), ()), "b": Frame("War", "", (), ())}))
    {'a': 'War', 'b': 'War (b)'}
    """
    titles: dict[str, str] = {}
    for name, frame in lexicon.frames.items():
        title = frame.title or name
        taken = {*titles.values(), *(question.name for question in tasks()["passages"].questions)}
        titles[name] = f"{title} ({name})" if title in taken else title
    return titles


def headings(task: Task, frames: dict[str, str]) -> dict[str, Question]:
    """The columns that a coder fills in, by their headings: the question, or the title of the
    frame, and the permitted answers.

    >>> list(headings(tasks()["passages"], {"war": "War"}))[1:]
    ['indirect (no / yes / unsure)', 'War (no / in passing / clearly / unsure)']
    >>> list(headings(tasks()["quotations"], {}))
    ['speech (no / yes / unsure)', 'speaker (name / nobody / unsure)']
    """
    columns: dict[str, Question] = {}
    for question in task.questions:
        names = frames if question.for_each_frame else {question.name: question.name}
        allowed = question.choices or ("name", NOBODY, UNSURE)
        for name, title in names.items():
            columns[f"{title} ({' / '.join(allowed)})"] = question._replace(name=name)
    return columns
