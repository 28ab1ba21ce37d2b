"""A saved web page as the article inside it."""
import trafilatura


def read_html(data: bytes | str, url: str | None = None) -> dict:
    """The article in a saved page, as `read_page` gives it."""
    found = trafilatura.bare_extraction(data, url=url, with_metadata=True, include_comments=False)
    found = found.as_dict() if found else {}
    text = [line for line in (found.get("text") or "").split("\n") if line.strip() not in ("", found.get("title"))]
    return {"title": found.get("title"), "authors": found.get("author"), "published": found.get("date"),
            "outlet": found.get("sitename"), "url": found.get("url") or url, "summary": found.get("description"),
            "text": "\n\n".join(text), "cut": []}
