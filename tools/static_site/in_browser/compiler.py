"""Compiles the Python in an archive, inside the Python that will run it; `precompile.mjs` calls it."""

import io
import zipfile
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash
from pathlib import PurePosixPath

TAG = "cpython-313"


def compiled(data, with_sources):
    """Return the archive with compiled code: beside its sources where they are kept, else in their place."""
    made = io.BytesIO()
    whole = zipfile.ZipFile(io.BytesIO(bytes(data.to_py())))
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            content = whole.read(name)
            code = _code(name, content) if name.endswith(".py") else None
            stays = with_sources or name.endswith("__init__.py")  # which some packages read themselves
            if stays or code is None:
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            if code is not None:
                place = _beside(PurePosixPath(name)) if stays else f"{name}c"
                archive.writestr(zipfile.ZipInfo(place), code, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _code(name, content):
    """Return compiled code that is never compared with its source; None where a file is a template."""
    try:
        code = compile(content, name, "exec", dont_inherit=True)
    except SyntaxError:
        return None
    return bytes(_code_to_hash_pyc(code, source_hash(content), False))


def _beside(place):
    return str(place.parent / "__pycache__" / f"{place.stem}.{TAG}.pyc")
