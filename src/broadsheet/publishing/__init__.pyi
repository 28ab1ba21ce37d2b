from .conclusions import findings
from .credit import Credit, credit_given, credit_in, from_record, save_credit
from .fingerprints import provenance, save_run
from .forms import FORMS
from .html_report import print_pdf, report
from .run_folder import RunFolder
from .saving import cite, gallery, save, save_table
from .verifying import verify

__all__ = [
    "FORMS",
    "Credit",
    "RunFolder",
    "cite",
    "credit_given",
    "credit_in",
    "findings",
    "from_record",
    "gallery",
    "print_pdf",
    "provenance",
    "report",
    "save",
    "save_credit",
    "save_run",
    "save_table",
    "verify",
]
