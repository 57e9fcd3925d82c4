"""musnad: claims from multilingual news, each led back to its exact characters and its chain of attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from musnad.tables import load

__all__ = ["__version__", "load"]

__version__ = "0.2.0"


def __dir__() -> list[str]:
    """What is there, and what is there once it is asked for."""
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    """`load` is imported when it is first asked for, so that `import musnad` stays light."""
    if name == "load":
        from musnad.tables import load

        return load
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
