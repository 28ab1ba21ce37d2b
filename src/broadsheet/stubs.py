"""An article → the reason why it is not whole, where it says so itself: what an interface or a paywall cut off."""
import re

SNIPPET = re.compile(r"\[\+\d+ chars\]\s*$")  # how NewsAPI ends what it cuts after 200 characters
SHORT = 120                                   # words: a longer article is worth reading, whatever stands below it

PAYWALL = re.compile(r"""
    \b(?:to|and)\ (?:continue|keep|carry\ on|finish)\ reading\b            # Subscribe to continue reading
  | \b(?:subscribe|log\ in|sign\ in|register|sign\ up)\b[^.]{0,40}\bto\ (?:read|access|unlock|view)
      \ (?:the|this|our|more|full|all|unlimited)\b                         # Sign in to read the full story
  | \bthis\ (?:article|story|content|page)\ is\ (?:\w+\ ){0,3}(?:for|to)\ (?:our\ |paying\ |registered\ )?
      (?:subscribers|members)\b                                            # This story is only for subscribers
  | \b(?:subscriber|member)s?[- ]only\b|\bexclusive\ to\ (?:our\ )?subscribers\b
  | \byou(?:\ have|'ve|’ve)\ (?:reached|used)\b.{0,40}\b(?:free\ articles?|article\ limit|limit)\b
  | \bunlock\ (?:this|the\ full)\ (?:article|story)\b
    """, re.VERBOSE | re.IGNORECASE)


def why_stub(article: dict) -> str | None:
    """The reason why an article is a stub; None for one that is whole as far as it says.

    >>> why_stub({"text": "It rained. The mayor said that the brid… [+1234 chars]"})
    'cut short: "… [+1234 chars]"; get the whole article from its page'
    >>> why_stub({"text": "It rained.", "cut": [("short line", "Subscribe to continue reading")]})
    'the stub before a paywall: "Subscribe to continue reading"; get the whole article'
    >>> why_stub({"text": "Subscribers to the gas works may read the meter. " * 20 + "Subscribe to read more."})
    """
    text = article["text"]
    if found := SNIPPET.search(text):
        return f'cut short: "… {found[0].strip()}"; get the whole article from its page'
    if len(text.split()) > SHORT:
        return None
    said = [*text.split("\n"), *(line for _, line in article.get("cut", []) if isinstance(line, str))]
    wall = next((line for line in said if PAYWALL.search(line)), None)
    return wall and f'the stub before a paywall: "{shown(wall)}"; get the whole article'


def shown(line: str) -> str:
    return line.strip() if len(line.strip()) <= 80 else "…" + line.strip()[-79:]
