"""One folder per room of the package, and what concerns the whole: command line, documents,
notebooks.
"""
