"""Values on the wire: `encode` and `decode` are mirrors, and agree with src/wire/value.ts."""

import dataclasses
import datetime
import decimal
import enum
import json
import math
import pathlib
import unittest
import uuid
from typing import NamedTuple

from millrace_host.decode import decode
from millrace_host.encode import Encoder, TooLarge
from millrace_host.errors import HostError
from support import FIXTURES

VECTORS = json.loads((FIXTURES / "wire-values.json").read_text("utf-8"))


class Point(NamedTuple):
    x: int
    y: int


@dataclasses.dataclass
class Box:
    at: Point
    tags: set


class Level(enum.IntEnum):
    LOW = 1


class Odd(enum.Enum):
    PAIR = (1, 2)


class Wire(unittest.TestCase):
    def test_every_vector_decodes_to_its_value_and_encodes_back(self):
        for vector in VECTORS["roundTrips"]:
            with self.subTest(vector["python"]):
                value = eval(vector["python"])
                decoded = decode(vector["wire"])
                self.assertEqual(repr(decoded), repr(value))
                self.assertIs(type(decoded), type(value))
                self.assertEqual(Encoder().encode(value), vector["wire"])

    def test_a_malformed_or_unknown_tag_is_refused_by_name(self):
        for wire in VECTORS["refused"]:
            with self.subTest(wire), self.assertRaises(HostError) as caught:
                decode(wire)
            self.assertEqual(caught.exception.code, "value-not-decodable")

    def test_what_has_a_text_or_fields_crosses_as_that(self):
        cases = [
            (datetime.date(2026, 1, 31), "2026-01-31"),
            (datetime.datetime(2026, 1, 31, 12), "2026-01-31T12:00:00"),
            (datetime.time(12, 30), "12:30:00"),
            (decimal.Decimal("1.50"), "1.50"),
            (pathlib.PurePosixPath("a/b"), "a/b"),
            (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
            (Level.LOW, 1),
            (Odd.PAIR, "PAIR"),
            (Point(1, 2), {"x": 1, "y": 2}),
            (Box(Point(1, 2), {3}), {"at": {"x": 1, "y": 2}, "tags": [3]}),
            ((1, (2,)), [1, [2]]),
            (frozenset([1]), [1]),
            (bytearray(b"a"), {"$bytes": "YQ=="}),
        ]
        for value, wire in cases:
            with self.subTest(value):
                self.assertEqual(Encoder().encode(value), wire)

    def test_a_float_of_integral_value_stays_a_float_in_the_text(self):
        self.assertEqual(json.dumps(Encoder().encode([1.0, 1])), "[1.0, 1]")

    def test_keys_that_are_no_texts_become_the_texts_that_json_has_for_them(self):
        class Color(enum.Enum):
            RED = "r"

        value = {1: 1, 2.5: 2, Color.RED: 3, datetime.date(2026, 1, 31): 4}
        self.assertEqual(Encoder().encode(value), {"1": 1, "2.5": 2, "r": 3, "2026-01-31": 4})

    def test_what_json_cant_say_is_an_error_with_its_path(self):
        loop: list = []
        loop.append(loop)
        cases = [
            ({(1, 2): 3}, "a key of type `tuple`"),
            ({1: 2, "1": 3}, "two keys that JSON writes as `1`"),
            ({"a": [object()]}, "value.a[0] is of type `object`"),
            (lambda: 1, "`function`"),
            (slice(1, 2), "`slice`"),
            (loop, "contains itself"),
            (10**5000, "too long"),
        ]
        for value, part in cases:
            with self.subTest(part), self.assertRaises(HostError) as caught:
                Encoder().encode(value)
            self.assertEqual(caught.exception.code, "value-not-encodable")
            self.assertIn(part, str(caught.exception))
            self.assertLess(len(str(caught.exception)), 300)

    def test_a_limit_ends_the_encoding_of_a_long_list_early(self):
        class Endless(list):
            def __iter__(self):
                self.seen = 0
                while True:
                    self.seen += 1
                    yield "x" * 10

        endless = Endless()
        with self.assertRaises(TooLarge):
            Encoder(1000).encode(endless)
        self.assertLess(endless.seen, 100)

    def test_nan_never_reaches_the_text(self):
        text = json.dumps(Encoder().encode([math.nan, math.inf]), allow_nan=False)
        self.assertEqual(text, '[{"$float": "nan"}, {"$float": "inf"}]')
