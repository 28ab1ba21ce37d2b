"""From tables of measurements to comparisons of outlets: rates, contrasts, keyness, sourcing.

In: the tables of `measuring`. Out: tables with intervals, n and corrected p values. Start reading
in `coverage` for who reported what, in `paired` for differences within stories, in `contrasts` for
all articles pooled, or in `profiles` for the comparison of single articles.
"""

from .accuracy import (
    accuracy_rows,
    coded_accuracy,
    coding_line,
    corrected_rates,
    with_intervals,
)
from .coding import coder_agreement, krippendorff_alpha, read_answers
from .coding_tasks import tasks
from .contrasts import (
    as_times,
    contrast_rows,
    contrasts,
    frame_titles,
    frames_by_speaker,
    pair_name,
    rates,
    rival_contrasts,
)
from .cooccurrence import (
    beside_paragraphs,
    cooccurrence,
    frequent_pairs,
    pair_rows,
)
from .coverage import coverage, coverage_summary
from .keywords import (
    beside_narration,
    keyness,
    keyness_rows,
    top_words,
)
from .paired import (
    difference_rows,
    frame_difference_rows,
    most_compared,
    paired_differences,
    paired_rivals,
    shared_stories_line,
    story_line_rows,
    story_measures,
    story_values,
)
from .people import (
    joined_names,
    people,
    people_line,
    people_to_correct,
    with_people,
)
from .person_corrections import Corrections
from .power import items_to_code, stories_needed
from .profiles import (
    article_profile,
    caution,
    differences,
    formula_table,
    profile,
)
from .prominence import prominences
from .sampling import CodingSample, coding_sample
from .sentence_links import linked_sentences
from .shared_text import (
    Passage,
    disputed_line,
    disputed_statements,
    newly_shared,
    shared_passages,
    shared_quotations,
    shared_rows,
)
from .side_by_side import (
    StorySides,
    every_story,
    first_story,
    most_told,
    story_name,
    story_omissions,
    story_sides,
)
from .sourcing import (
    PRONOUNS,
    SOURCES,
    neutral_shares,
    pronoun_differences,
    pronoun_rows,
    quoted_and_reported,
    silent_articles,
    source_counts,
    source_share_rows,
    source_shares,
    speakers,
    verb_rows,
    verbs,
    with_sources,
)
from .textstat_sentences import sentence_rivals, sentence_rivals_line
from .trends import trend_values
from .validation import (
    agreement_rows,
    check_quotations,
    corrected_shares,
    quotation_scores,
    recall_rows,
)
from .voice_shares import voice_shares

__all__ = [
    "PRONOUNS",
    "SOURCES",
    "CodingSample",
    "Corrections",
    "Passage",
    "StorySides",
    "accuracy_rows",
    "agreement_rows",
    "article_profile",
    "as_times",
    "beside_narration",
    "beside_paragraphs",
    "caution",
    "check_quotations",
    "coded_accuracy",
    "coder_agreement",
    "coding_line",
    "coding_sample",
    "contrast_rows",
    "contrasts",
    "cooccurrence",
    "corrected_rates",
    "corrected_shares",
    "coverage",
    "coverage_summary",
    "difference_rows",
    "differences",
    "disputed_line",
    "disputed_statements",
    "every_story",
    "first_story",
    "formula_table",
    "frame_difference_rows",
    "frame_titles",
    "frames_by_speaker",
    "frequent_pairs",
    "items_to_code",
    "joined_names",
    "keyness",
    "keyness_rows",
    "krippendorff_alpha",
    "linked_sentences",
    "most_compared",
    "most_told",
    "neutral_shares",
    "newly_shared",
    "pair_name",
    "pair_rows",
    "paired_differences",
    "paired_rivals",
    "people",
    "people_line",
    "people_to_correct",
    "profile",
    "prominences",
    "pronoun_differences",
    "pronoun_rows",
    "quotation_scores",
    "quoted_and_reported",
    "rates",
    "read_answers",
    "recall_rows",
    "rival_contrasts",
    "sentence_rivals",
    "sentence_rivals_line",
    "shared_passages",
    "shared_quotations",
    "shared_rows",
    "shared_stories_line",
    "silent_articles",
    "source_counts",
    "source_share_rows",
    "source_shares",
    "speakers",
    "stories_needed",
    "story_line_rows",
    "story_measures",
    "story_name",
    "story_omissions",
    "story_sides",
    "story_values",
    "tasks",
    "top_words",
    "trend_values",
    "verb_rows",
    "verbs",
    "voice_shares",
    "with_intervals",
    "with_people",
    "with_sources",
]
