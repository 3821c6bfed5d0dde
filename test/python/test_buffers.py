"""Bytes and numbers beside the text: what goes there, and that nothing is lost on the way."""

import array
import math
import tracemalloc
import unittest

from millrace_host.buffers import numbers_json
from millrace_host.decode import decode
from millrace_host.encode import Encoder, TooLarge
from millrace_host.errors import HostError
from millrace_host.preview import preview
from millrace_host.tables import table_size
from support import bench, node, value, wire


def crossed(item: object) -> tuple[object, list]:
    """The JSON of a value, and its buffers."""
    buffers: list = []
    return Encoder(None, buffers).encode(item), buffers


class Outwards(unittest.TestCase):
    def test_a_kilobyte_of_bytes_is_a_buffer_and_less_is_text(self):
        for made in (bytes(1024), bytearray(1024), memoryview(bytes(2048))[::2]):
            json, buffers = crossed(made)
            self.assertEqual((json, bytes(buffers[0])), ({"$bytes": 0}, bytes(1024)))
        self.assertEqual(crossed(bytes(1023))[1], [])

    def test_a_list_of_128_numbers_is_a_buffer_of_the_kind_that_holds_them(self):
        cases = [
            ([1] * 128, "int32", "i"),
            ([-(2**31), *[0] * 127], "int32", "i"),
            ([2**31, *[0] * 127], "float64", "d"),
            ([2**53 - 1, *[0] * 127], "float64", "d"),
            ([0.5] * 128, "float64", "d"),
            ([1, 0.5] * 64, "float64", "d"),
            ([math.nan, -0.0, math.inf, 7] * 32, "float64", "d"),
        ]
        for values, dtype, code in cases:
            for made in (values, tuple(values)):
                json, buffers = crossed(made)
                self.assertEqual(json, {"$numbers": [dtype, 0]})
                self.assertEqual(
                    repr(buffers[0].cast(code).tolist()), repr(array.array(code, values).tolist())
                )

    def test_what_is_no_list_of_numbers_that_javascript_has_stays_text(self):
        class Own(int):
            pass

        for odd in (True, None, "1", 2**53, -(2**53), 10**400, Own(1)):
            values = [*[1] * 128, odd]
            json, buffers = crossed(values)
            self.assertEqual((len(json), buffers), (129, []))
        self.assertIsNone(numbers_json([1.5, 2**53] * 64, []))
        self.assertEqual(crossed([1] * 127)[1], [])

    def test_what_is_changed_afterwards_does_not_change_what_was_sent(self):
        source = array.array("d", [1.0] * 200)
        view, raw = memoryview(source), bytearray(2000)
        _, buffers = crossed([source, view, raw])
        source[0] = 5.0
        raw[0] = 5
        self.assertEqual([bytes(one)[:2] for one in buffers], [b"\0\0"] * 3)

    def test_an_array_that_is_none_of_numbers_is_its_items(self):
        self.assertEqual(crossed(array.array("u", "ab"))[0], ["a", "b"])

    def test_a_view_of_an_odd_format_is_a_clear_error(self):
        with self.assertRaises(HostError) as caught:
            crossed([memoryview(bytes(8)).cast("?")])
        self.assertIn("the value[0] is a memoryview of the format `?`", str(caught.exception))

    def test_a_limit_counts_the_bytes_of_buffers(self):
        for made in (bytes(3000), array.array("d", range(400)), [0.5] * 400, [bytes(1500)] * 2):
            buffers = [b"before"]
            with self.assertRaises(TooLarge):
                Encoder(1500, buffers).encode(made)
            self.assertEqual(buffers, [b"before"])

    def test_a_value_that_fails_leaves_no_buffer_behind(self):
        buffers: list = []
        with self.assertRaises(HostError):
            Encoder(None, buffers).encode([bytes(2000), object()])
        self.assertEqual(buffers, [])


class Shown(unittest.TestCase):
    def test_the_preview_of_much_is_short_and_costs_little(self):
        for made in (bytes(10**8), bytearray(10**7), array.array("d", range(10**5)), "x" * 10**8):
            tracemalloc.start()
            shown = preview(made)
            self.assertLess(tracemalloc.get_traced_memory()[1], 100_000)
            tracemalloc.stop()
            self.assertEqual(shown["length"], len(made))
            self.assertLessEqual(len(shown["text"]), 200)
        self.assertEqual(preview(b"ab")["text"], "b'ab'")


class Tables(unittest.TestCase):
    def test_rows_of_plain_values_are_sent_as_they_are(self):
        rows = [{"a": n, "b": str(n), "c": None, "d": n / 3} for n in range(200)]
        encoder = Encoder(None, [])
        self.assertIs(encoder.encode(rows), rows)
        self.assertTrue(encoder.is_plain)

    def test_a_value_that_needs_a_tag_is_found_in_any_column(self):
        for odd in (2**53, math.nan, math.inf, b"", [1], {}, (1,)):
            rows = [{"a": 1, "b": 2} for _ in range(200)]
            rows[150]["b"] = odd
            encoder = Encoder(None, [])
            json = encoder.encode(rows)
            self.assertIsNot(json, rows)
            self.assertEqual(repr(decode(json[150]["b"])), repr(list(odd) if odd == (1,) else odd))

    def test_rows_that_differ_or_have_odd_keys_are_no_table(self):
        plain = {"a": 1}
        for odd in ({"a": 1, "b": 2}, {"b": 1}, {}, {"a": True, 1: 2}):
            self.assertIsNone(table_size([*[plain] * 200, odd], math.inf))
        self.assertIsNone(table_size([{"$a": 1}] * 200, math.inf))
        self.assertIsNone(table_size([{1: 1}] * 200, math.inf))
        self.assertIsNone(table_size([{}] * 200, math.inf))


class Inwards(unittest.TestCase):
    def test_buffers_become_what_their_tag_says(self):
        doubles = array.array("d", [1.0, -0.0, 2.5, 2.0**60]).tobytes()
        cases = [
            ({"$bytes": 0}, b"ab", "b'ab'"),
            ({"$numbers": ["int32", 0]}, array.array("i", [1, -2]).tobytes(), "[1, -2]"),
            ({"$numbers": ["float64", 0]}, doubles, "[1.0, -0.0, 2.5, 1.152921504606847e+18]"),
            ({"$numbers": ["mixed", 0]}, doubles, "[1, -0.0, 2.5, 1.152921504606847e+18]"),
            ({"$numbers": ["whole", 0]}, array.array("d", [2.0**40]).tobytes(), "[1099511627776]"),
            ({"$array": ["uint16", 0]}, b"\1\0", "array('H', [1])"),
        ]
        for json, buffer, shown in cases:
            for given in (buffer, memoryview(buffer)):
                self.assertEqual(repr(decode(json, [given])), shown)
        self.assertEqual(repr(decode({"$numbers": ["mixed", 0]}, [doubles], True))[:11], "[1.0, -0.0,")

    def test_a_buffer_is_let_go_when_it_was_read(self):
        given = [bytes(8)]
        decode({"$bytes": 0}, given)
        self.assertEqual(given, [None])

    def test_a_tag_that_names_no_buffer_or_not_its_contents_is_refused(self):
        wrong = [
            {"$bytes": 1},
            {"$bytes": -1},
            {"$bytes": True},
            {"$bytes": None},
            {"$array": ["float64", 0]},
            {"$array": ["float16", 0]},
            {"$array": ["int8"]},
            {"$array": 0},
            {"$numbers": ["int32", 0]},
            {"$numbers": ["other", 0]},
            {"$numbers": [["int32"], 0]},
            {"$float": "1"},
            {"$float": "1e999"},
            {"$float": "9" * 400},
            {"$float": []},
        ]
        for json in wrong:
            with self.subTest(json), self.assertRaises(HostError) as caught:
                decode(json, [bytes(3)])
            self.assertEqual(caught.exception.code, "value-not-decodable")
        with self.assertRaises(HostError):
            decode({"$bytes": 0})

    def test_a_wide_number_of_javascript_is_a_float(self):
        self.assertEqual(repr(decode([{"$float": "1e+300"}, {"$float": "-9007199254740992"}])),
                         "[1e+300, -9007199254740992.0]")

    def test_an_int_too_long_to_read_is_a_clear_error(self):
        with self.assertRaises(HostError) as caught:
            decode({"$int": "9" * 5000})
        self.assertIn("of 5000 digits", str(caught.exception))


class Batches(unittest.TestCase):
    SOURCE = """
    import array
    def same(x): return x
    def total(x: list[float]) -> float: return sum(x)
    def kinds(x: list[float]): return sorted({type(item).__name__ for item in x})
    def anything(x): return sorted({type(item).__name__ for item in x})
    def make(n: int): return array.array("d", range(n))
    """

    def test_a_batch_takes_buffers_and_gives_them_back(self):
        made = bench(self, self.SOURCE)
        given = array.array("d", [1.0, 0.5] * 100).tobytes()
        source = value({"$numbers": ["mixed", 0]})
        ran = made.run(node("same", x=source), buffers=(given,))
        self.assertEqual(ran.python(0), [1.0, 0.5] * 100)
        self.assertEqual(made.run(node("kinds", x=source), buffers=(given,)).value(0), ["float"])
        found = made.run(node("anything", x=source), buffers=(given,)).value(0)
        self.assertEqual(found, ["float", "int"])

    def test_an_argument_that_can_not_be_read_names_its_port(self):
        made = bench(self, self.SOURCE)
        error = made.run(node("same", x=value({"$int": "9" * 5000}))).failure(0)
        self.assertRegex(error["message"], r"^same\.x: a bigint of 5000 digits is longer than")

    def test_each_message_numbers_its_own_buffers(self):
        made = bench(self, self.SOURCE)
        nodes = [node("make", n=value(200 + at), keep="always") for at in range(3)]
        ran = made.run(*nodes, node("total", x=wire(2)))
        self.assertEqual([len(ran.python(at)) for at in range(3)], [200, 201, 202])
        self.assertEqual(ran.value(3), sum(range(202)))
