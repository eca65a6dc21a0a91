"""Therapists written in Python by users: found by ``package.module:Class`` or ``file.py:Class``."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from therapy_env.agents.protocol import TherapistAgent
from therapy_env.errors import UsageError, nearest


def load_class(target: str, folder: str | Path = ".") -> type[Any]:
    """Return the class that ``target`` names.

    Args:
        target: ``package.module:Class``, or ``file.py:Class`` with the path relative to ``folder``.
        folder: where relative paths start: beside the YAML that names them.

    Raises:
        UsageError: no such file, module or class, or it fails to import; says which.
    """
    where, separator, name = target.rpartition(":")
    if not separator or not where or not name.isidentifier():
        raise UsageError(f"class: expected 'package.module:Class' or 'file.py:Class', found {target!r}")
    module = _module_of_file(folder, where) if where.endswith(".py") else _module(where)
    found = getattr(module, name, None)
    if not isinstance(found, type):
        known = sorted(k for k, v in vars(module).items() if isinstance(v, type))
        raise UsageError(f"class: no class {name!r} in {where}{nearest(name, known)}")
    return found


def build(target: str, name: str, options: Mapping[str, Any], folder: str | Path = ".") -> TherapistAgent:
    """Return a fresh agent of the class that ``target`` names, called ``name``.

    Raises:
        UsageError: the class cannot be made with ``options``, or is no therapist.
    """
    made = load_class(target, folder)
    try:
        agent = made(**options)
    except Exception as error:
        given = f"options {', '.join(sorted(options))}" if options else "no options"
        raise UsageError(f"class {target}: cannot be made with {given}: {type(error).__name__}: {error}") from error
    for method in ("begin", "reply"):
        if not callable(getattr(agent, method, None)):
            raise UsageError(f"class {target}: expected a method {method}() as in TherapistAgent, found none")
    agent.name = name
    return agent  # type: ignore[no-any-return]


def _module(where: str) -> Any:
    try:
        return importlib.import_module(where)
    except Exception as error:
        raise UsageError(f"class: cannot import {where}: {type(error).__name__}: {error}") from error


def _module_of_file(folder: str | Path, where: str) -> Any:
    path = (Path(folder) / Path(where).expanduser()).resolve()
    if not path.is_file():
        raise UsageError(f"class: no such file {where}; paths are relative to the YAML file's folder")
    # A name of its own for each file, so that two files called agent.py do not meet.
    digest = hashlib.sha256(str(path).encode()).hexdigest()[:12]
    name = f"therapy_env_user_{digest}"
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise UsageError(f"class: {where} failed to import: {type(error).__name__}: {error}") from error
    return module
