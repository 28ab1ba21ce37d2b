"""The results of people's coding of a sample → their wording in the report: a line beside each
measure, and tables.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from .wording import Listing, listing

# The measures of the report, with the rows of the tables on how often they are right: the measure
# and unit of `accuracy`, the task and question of `agreement`.
BESIDE = {
    "stories": (("one story", "pairs of articles"), ("stories", "same")),
    "grade": (("sentence ends", "places inside paragraphs"), ("sentences", "end")),
    "share": (("speech", "stretches in quotation marks"), ("quotations", "speech")),
    "speakers": (("speaker", "quotations found"), ("quotations", "speaker")),
}
NOT_FRAMES = frozenset(["speech", "indirect speech"])


def on_these_articles(coded: Mapping[str, pd.DataFrame] | None) -> dict[str, str]:
    """The line beside each measure, by its name; measures that nobody coded have none.

    >>> accuracy = pd.DataFrame({"measure": ["speaker"], "unit": "quotations found", "found": 60,
    ...     "precision": 0.9, "precision_low": 0.81, "precision_high": 0.96, "recall": None})
    >>> coded = {"accuracy": accuracy, "agreement": pd.DataFrame(columns=["task", "question"])}
    >>> on_these_articles(coded)
    {'speakers': 'precision .90 (.81 to .96), of 60 found'}
    >>> on_these_articles(None)
    {}
    """
    if coded is None:
        return {}
    said = {}
    for name, (of_accuracy, of_agreement) in BESIDE.items():
        parts = accuracy_parts(coded["accuracy"], *of_accuracy)
        parts += agreement_parts(coded["agreement"], *of_agreement)
        if parts:
            said[name] = "; ".join(parts)
    frames = coded["accuracy"]
    is_frame = (frames["unit"] == "passages") & ~frames["measure"].isin(NOT_FRAMES)
    of_frames = [
        f"{measure}: {'; '.join(parts)}"
        for measure in frames.loc[is_frame, "measure"]
        if (parts := accuracy_parts(frames, measure, "passages"))
    ]
    if of_frames:
        said["frames"] = "in passages, " + ". ".join(of_frames)
    return said


def accuracy_parts(accuracy: pd.DataFrame, measure: str, unit: str) -> list[str]:
    """Precision and recall of a measure, with their intervals and numbers of items."""
    rows = accuracy[(accuracy["measure"] == measure) & (accuracy["unit"] == unit)]
    return [
        f"{name} {estimate(row, name)}, of {int(row[n])} {n}"
        for row in rows.to_dict("records")
        for name, n in (("precision", "found"), ("recall", "wanted"))
        if pd.notna(row[name])
    ]


def agreement_parts(agreement: pd.DataFrame, task: str, question: str) -> list[str]:
    """How far coders agree on the question."""
    rows = agreement[(agreement["task"] == task) & (agreement["question"] == question)]
    return [
        f"coders agree in {estimate(row, 'agreement')} of {int(row['items'])} items"
        + (f", α = {estimate(row, 'alpha')}" if pd.notna(row["alpha"]) else "")
        for row in rows.to_dict("records")
        if pd.notna(row["agreement"])
    ]


def estimate(row: Mapping[Any, Any], name: str) -> str:
    """An estimate with its interval, without the zero before the point.

    >>> estimate({"alpha": 0.741, "alpha_low": 0.5, "alpha_high": 1.0}, "alpha")
    '.74 (.50 to 1.00)'
    >>> estimate({"alpha": -0.04, "alpha_low": None, "alpha_high": None}, "alpha")
    '−.04'
    """
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    ends = "" if pd.isna(low) or pd.isna(high) else f" ({_number(low)} to {_number(high)})"
    return _number(row[name]) + ends


def _number(value: float) -> str:
    text = f"{abs(value):.2f}"
    sign = "−" if value < 0 and text != "0.00" else ""
    return sign + text.removeprefix("0")


def coded_rows(coded: Mapping[str, pd.DataFrame] | None) -> dict[str, list[dict[str, str]]]:
    """The rows of the report's tables on coding: `accuracy`, `agreement`, `rates`; empty without
    coding.
    """
    if coded is None:
        return {"accuracy": [], "agreement": [], "rates": []}
    return {
        "accuracy": [
            {
                "measure": row["measure"],
                "unit": row["unit"],
                "items": f"{row['items']:,}",
                **{name: _or_dash(row, name) for name in ("precision", "recall", "f1")},
            }
            for row in coded["accuracy"].to_dict("records")
        ],
        "agreement": [
            {
                "question": f"{row['task']}: {row['question'].replace('_', ' ')}",
                "items": f"{row['items']:,}",
                **{name: _or_dash(row, name) for name in ("agreement", "alpha", "ordinal_alpha")},
            }
            for row in coded["agreement"].to_dict("records")
        ],
        "rates": [
            {
                "outlet": row["outlet"],
                "frame": row["frame"],
                **{
                    name: _or_dash(row, name, lambda value: f"{value:.2f}")
                    for name in ("rate", "corrected")
                },
                **{name: _or_dash(row, name) for name in ("share", "corrected_share")},
            }
            for row in coded["rates"].dropna(subset=["corrected_share"]).to_dict("records")
        ],
    }


def _or_dash(row: Mapping[Any, Any], name: str, form=None) -> str:
    if pd.isna(row[name]):
        return "–"
    if form is None:
        return estimate(row, name)
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    ends = "" if pd.isna(low) or pd.isna(high) else f" ({form(low)} to {form(high)})"
    return form(row[name]) + ends


def coded_listings(coded: Mapping[str, pd.DataFrame] | None) -> dict[str, Listing | None]:
    """The report's tables on coding; None for a table without rows."""
    rows = coded_rows(coded)
    heads = {
        "accuracy": (
            "Broadsheet against coders",
            {"measure": "What", "unit": "Judged", "items": "n"}
            | {"precision": "Precision", "recall": "Recall", "f1": "F1"},
        ),
        "agreement": (
            "Coders with each other: share of answers that agree, and Krippendorff’s α",
            {"question": "Question", "items": "n", "agreement": "Agreement"}
            | {"alpha": "α, nominal", "ordinal_alpha": "α, ordinal"},
        ),
        "rates": (
            "Frames per 1,000 words, as counted and corrected for misclassification",
            {"frame": "Frame", "outlet": "Outlet", "rate": "As counted", "corrected": "Corrected"}
            | {"share": "Share of passages", "corrected_share": "Corrected share"},
        ),
    }
    return {
        name: listing(*heads[name], of, 1 if name == "agreement" else 2) if of else None
        for name, of in rows.items()
    }
