"""What rival principals pay for, and what their common agent does."""
