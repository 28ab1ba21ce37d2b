"""What people are asked when they code a sample: tasks, questions and the answers that are allowed.

The words stand in `data/coding-tasks.yml`; the sheets, the codebook and what is made of the answers
take them from here.
"""

from functools import cache
from typing import NamedTuple

import yaml

from ..lexicon import Lexicon
from ..paths import package_data

UNSURE = "unsure"  # allowed everywhere, and counted as no answer
NOBODY = "nobody"  # in the place of a speaker
REMARK = "remark"  # a column for whatever a coder wants to say; nothing is made of it
# A sheet with more columns than these is filled in by nobody: of a lexicon with more frames, those
# with most hits are asked for.
MOST_FRAMES = 12


class Question(NamedTuple):
    """A question: its `name`, what it `asks`, the `rules` by which it is answered, the `answers` in
    their order, none where it is answered in words; whether that order means anything; and whether
    it is asked for each frame.
    """

    name: str
    asks: str
    rules: tuple[str, ...]
    answers: tuple[str, ...]
    ordered: bool = False
    for_each_frame: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """What a cell may hold; nothing where it is answered in words."""
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
            raise ValueError(f"{self.name}: asks no question {name!r}")
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
    """The title of each frame by its name, such that no two are the same.

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
    """The columns that a coder fills in, by what stands above each: the question, or the title of
    the frame, and the answers that are allowed.

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
