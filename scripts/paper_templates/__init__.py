"""The Word shells of papers, made anew: `python -m scripts.paper_templates`."""
