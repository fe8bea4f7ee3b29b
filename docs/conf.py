"""How the documentation is built; every warning is an error (see the Makefile)."""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE / "building")]
# The kernels that run the lessons find the library where this process does.
os.environ["PYTHONPATH"] = os.pathsep.join(
    [str(HERE.parent / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
)

project = "consensus"
author = "The consensus developers"
copyright = "2026, the consensus developers"
extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.mathjax",
]
myst_enable_extensions = ["dollarmath", "deflist"]
myst_heading_anchors = 3
# The notebooks under teach/ run when they are read; one that fails fails the build.
nb_execution_mode = "auto"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True
html_theme = "furo"
html_title = "consensus"
exclude_patterns = ["_build", "building", "teach/notebooks"]
autodoc_typehints = "none"
autodoc_member_order = "bysource"
napoleon_google_docstring = False
napoleon_use_rtype = False
napoleon_use_ivar = True
nitpicky = False
# A parameter called "players" is no reference to one of the attributes of that name.
suppress_warnings = ["ref.python"]


def setup(app):
    """Before anything is read, write the pages that are made from the library and its examples."""
    import gallery
    import reference

    app.connect("builder-inited", lambda _: (reference.write(), gallery.write()))
