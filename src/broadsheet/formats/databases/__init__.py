"""An export of a press database (Nexis, Factiva, ProQuest) → its articles."""
