"""One output as a message says it: the value, its handle, or what it looks like."""

from __future__ import annotations

import json
from json.encoder import encode_basestring_ascii

from .decode import FLOATS
from .encode import Encoder, TooLarge, encode_float
from .errors import error_info, forget
from .outgoing import Change
from .preview import preview
from .store import Store
from .to_json import MAX_SAFE

SMALL = 65_536
"""Characters of JSON, or bytes of buffers, that an output may have to cross unasked."""
SCALAR_TEXT = 2_000
TAGGED_FLOATS = {repr(item): json.dumps(encode_float(item)) for item in FLOATS.values()}
write_json = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
"""JSON text; made once, for making the encoder costs more than a short text."""


def output_text(
    where: str, value: object, keep: dict, leave: Change | None, store: Store, buffers: list
) -> str:
    """The JSON of a `RemoteOutput`; `value` there has tags, `plain` has none.

    `where` names the output in errors, `buffers` are those of the message it goes into.
    """
    parts = []
    if keep["handle"]:
        parts.append(f'"handle":{store.keep(value, leave)}')
    scalar = scalar_text(value)
    if scalar is not None:
        return _json_object(f'"value":{scalar}', *parts)
    wanted = keep["value"]
    if wanted != "never":
        limit = SMALL if wanted == "small" else None
        try:
            said = value_json(leave(value) if leave else value, where, buffers, limit)
            return _json_object(said, *parts)
        except TooLarge:
            pass
        except Exception as error:  # a key, a property or an iterator of the user's may raise
            parts.append(f'"error":{write_json(error_info(error))}')
            forget(error)
    return _json_object(*parts, f'"preview":{write_json(preview(value))}')


def value_json(value: object, where: str, buffers: list, limit: int | None = None) -> str:
    """`"plain":…` or `"value":…`, a member of an object; raises TooLarge, or HostError
    `value-not-encodable` by `where`.
    """
    before = len(buffers)
    encoder = Encoder(limit, buffers)
    text = write_json(encoder.encode(value, where))
    if limit is not None and len(text) > limit:
        del buffers[before:]
        raise TooLarge
    return f'"plain":{text}' if encoder.is_plain else f'"value":{text}'


def scalar_text(value: object) -> str | None:
    """The JSON text of a value that always crosses, for it costs less than its handle."""
    kind = type(value)
    if value is None:
        return "null"
    if kind is bool:
        return "true" if value else "false"
    if kind is int:
        # Unlike `str`, this does not look for signals first.
        return "%d" % value if -MAX_SAFE < value < MAX_SAFE else None  # type: ignore[operator]
    if kind is float:
        text = float.__repr__(value)  # type: ignore[arg-type]
        return TAGGED_FLOATS.get(text, text)
    if kind is str and len(value) <= SCALAR_TEXT:  # type: ignore[arg-type]
        return encode_basestring_ascii(value)
    return None


def _json_object(*members: str) -> str:
    return f"{{{','.join(members)}}}"
