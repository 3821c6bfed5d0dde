"""What to do about a module that is not there."""

from __future__ import annotations

import importlib.util
import sys

# Packages that are called otherwise than the module in them.
PACKAGES = {
    "PIL": "pillow",
    "attr": "attrs",
    "bs4": "beautifulsoup4",
    "cv2": "opencv-python",
    "dateutil": "python-dateutil",
    "dotenv": "python-dotenv",
    "google": "google-api-python-client",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}


def package_of(module: str) -> str:
    """The package to install for a module."""
    top = module.partition(".")[0]
    return PACKAGES.get(top, top)


def advice(error: BaseException) -> str:
    """What to do about this error, to be put behind its message; mostly nothing.

    The same words in every interpreter: records of a run are compared.
    """
    if not isinstance(error, ModuleNotFoundError) or not isinstance(error.name, str):
        return ""
    top = error.name.partition(".")[0]
    if not top or _is_there(top):
        return ""
    if top in sys.stdlib_module_names:
        return "; this Python was built without that module"
    package = package_of(top)
    return (
        f"; list `{package}` in the option packages of createPyodide (in requirements, for "
        "createCPython), or add the module to the option modules"
    )


def _is_there(top: str) -> bool:
    try:
        return top in sys.modules or importlib.util.find_spec(top) is not None
    except (ImportError, ValueError, AttributeError):
        return True
