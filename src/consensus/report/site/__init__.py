"""The site: what stands on each page, as tables, sentences and figures, and how it becomes HTML."""
