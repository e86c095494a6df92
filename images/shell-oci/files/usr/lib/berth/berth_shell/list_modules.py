"""Prints every file of Python that a verb may read, a path a line. Runs once, when the image is built."""
import os
import sys
from importlib import import_module

HERE = os.path.dirname(__file__)
ONLY_FOR_BUILDS = ("list_modules", "make_strict_profile")

sys.path.insert(0, os.path.dirname(HERE))
for name in os.listdir(HERE):
    module, suffix = os.path.splitext(name)
    if suffix == ".py" and module not in ONLY_FOR_BUILDS:
        import_module(f"berth_shell.{module}")
for module in list(sys.modules.values()):
    spec = getattr(module, "__spec__", None)
    if spec and spec.has_location:
        print(spec.cached or spec.origin)
