"""Articles that try to run something, to load something, to hide something: in each field, in every
way that we know.
"""

import json

OUT = "http://elsewhere.invalid"  # a name that no network knows
PAYLOADS = [
    f"<script>window.hostile = 1; alert(1); fetch('{OUT}/script')</script>",
    f'<img src={OUT}/img.png onerror="window.hostile = 1; alert(1)">',
    "<svg onload='window.hostile = 1; alert(1)'>"
    "<animate onbegin='window.hostile = 1' attributeName=x dur=1s></svg>",
    f"<style>@import url({OUT}/style.css); body {{display: none !important}}</style>",
    f"<link rel=stylesheet href={OUT}/link.css>"
    '<iframe srcdoc="<script>parent.hostile = 1</script>"></iframe>',
    '<a href="javascript:window.hostile = 1" id=hostile-link autofocus'
    " onfocus='window.hostile = 1'>a link</a>",
    "</div></td></table></style></title></textarea></script><script>window.hostile = 1</script>",
    '" onmouseover="window.hostile = 1" x="\''
    " onfocus='window.hostile = 1' autofocus tabindex=0 y='",
    f"[a link](javascript:window.hostile=1) ![a picture]({OUT}/markdown.png)"
    " <details open ontoggle='window.hostile = 1'>",
    "$\\href{javascript:window.hostile=1}{x}$ $$\\require{html}$$"
    " {{constructor.constructor('window.hostile = 1')()}}",
    "\u202egnp.exe\u2066 \0 \x1b[31m \x9b2J \ufffe end of what turns and controls",
]


def articles():
    """One article a payload, which stands in each of its fields, and in speech and narration,
    beside a framing term.
    """
    return [
        {
            "title": f"{payload} title",
            "outlet": f"{payload} outlet",
            "authors": f"{payload} author",
            "published": "2025-09-04",
            "text": f"Sovereignty and war came first, it was said. {payload}\n\n"
            f'"We want sovereignty {payload}," said Ana Cruz {payload}.\n\n'
            f'{payload} Cruz said: "No war." Number {number} ends here, '
            "and it ends with the same words as all the others do.",
        }
        for number, payload in enumerate(PAYLOADS)
    ]


def corpus(folder):
    """The articles as a corpus that `load` reads, in a file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "hostile.json").write_text(json.dumps(articles()), encoding="utf-8")
    return folder
