"""Where policy lands: win sets, cores and the outcome of a setter, under any rule."""
