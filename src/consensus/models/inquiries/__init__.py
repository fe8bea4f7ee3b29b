"""Further questions about a situation, each asked of one of the library's models."""
