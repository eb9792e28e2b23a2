"""What a runtime or a store says of its own values, in the bodies of errors, and what good services say."""

import html
import json
import time

import pytest

from gonogo.core.disclosure import (
    disclosed_by_error,
    disclosed_by_headers,
    disclosed_in_outage,
)
from tests.gonogo.test_disclosure import kinds


@pytest.mark.parametrize(
    "text",
    [
        # CPython
        "'NoneType' object has no attribute 'id'",
        "'list' object has no attribute 'get'",
        "'int' object is not subscriptable",
        "'Thing' object is not callable",
        "unhashable type: 'list'",
        "'<' not supported between instances of 'str' and 'int'",
        "argument of type 'int' is not iterable",
        "argument of type 'int' is not a container or iterable",
        "expected string or bytes-like object, got 'list'",
        "invalid literal for int() with base 10: 'x'",
        "could not convert string to float: 'x'",
        "list indices must be integers or slices, not str",
        "string index out of range",
        "Python int too large to convert to SQLite INTEGER",
        "unsupported operand type(s) for +: 'int' and 'str'",
        'can only concatenate str (not "int") to str',
        "cannot unpack non-iterable NoneType object",
        "create() missing 1 required positional argument: 'title'",
        "create() missing 2 required keyword-only arguments: 'title' and 'price'",
        "create() takes from 1 to 2 positional arguments but 3 were given",
        "Thing.__init__() got an unexpected keyword argument 'x'",
        "Object of type datetime is not JSON serializable",
        # V8
        "Cannot read properties of undefined (reading 'id')",
        "Cannot read properties of null (reading 'id')",
        "Cannot read property 'id' of undefined",
        "Cannot set properties of undefined (setting 'id')",
        "Cannot destructure property 'title' of 'req.body' as it is undefined.",
        "Cannot convert undefined or null to object",
        "req.body.title.trim is not a function",
        "this.$store.get is not a function",
        "(intermediate value).trim is not a function",
        "undefined is not iterable (cannot read property Symbol(Symbol.iterator))",
        # Go
        "runtime error: invalid memory address or nil pointer dereference",
        "runtime error: index out of range [0] with length 0",
        "interface conversion: interface {} is nil, not string",
        "failed to encode args[0]: unable to encode 7 into text format for text (OID 25)",
        'pq: invalid input syntax for type uuid: "x"',
        "sql: no rows in result set",
        'sql: Scan error on column index 0, name "id"',
        # the JVM
        "Failed to convert value of type 'java.lang.String' to required type 'java.lang.Long'",
        "JSON parse error: Cannot deserialize value of type `java.util.ArrayList<java.lang.String>`",
        '(through reference chain: com.shop.Thing["title"])',
        'Cannot invoke "com.shop.Thing.getTitle()" because "thing" is null',
        "Index 5 out of bounds for length 3",
        "class com.shop.Thing cannot be cast to class com.shop.Other",
        # .NET
        "Object reference not set to an instance of an object.",
        "Nullable object must have a value.",
        "Sequence contains no matching element",
        "The given key 'title' was not present in the dictionary.",
        # Ruby
        "undefined method `[]' for nil:NilClass",
        "undefined method 'title' for nil",
        "undefined method 'title' for an instance of Thing",
        "undefined method `strip' for 5:Integer",
        "undefined method `strip' for #<Thing:0x00007f>",
        "undefined local variable or method 'titel' for main",
        "no implicit conversion of String into Integer",
        # PHP
        'Undefined array key "title"',
        "Undefined variable $title",
        "Call to a member function getTitle() on null",
        "Call to undefined function sell()",
        "Trying to access array offset on value of type null",
        'Attempt to read property "title" on null',
        "trim(): Argument #1 ($string) must be of type string, array given",
        "Unsupported operand types: string + array",
        "Array to string conversion",
        # Rust
        "called `Option::unwrap()` on a `None` value",
        # stores
        'invalid input syntax for type integer: "x"',
        'invalid input syntax for type double precision: "x"',
        'invalid input value for enum colour: "x"',
        'value "99999999999999999999" is out of range for type integer',
        'invalid byte sequence for encoding "UTF8": 0x00',
        "value too long for type character varying(255)",
        "numeric field overflow",
        "Unknown column 'titel' in 'field list'",
        "Data too long for column 'title' at row 1",
        "Out of range value for column 'id' at row 1",
        "Incorrect integer value: 'x' for column 'id' at row 1",
        "Error binding parameter 1: type 'list' is not supported",
        "can't adapt type 'dict'",
        "invalid input for query argument $1: [] (expected str, got list)",
        'Cast to ObjectId failed for value "x" (type string) at path "_id" for model "Thing"',
    ],
)
def test_an_error_tells_of_a_runtime_by_its_words_about_values(text: str) -> None:
    written = json.dumps({"error": text})
    dotnet = written.replace("'", "\\u0027").replace('\\"', "\\u0022")
    pages = (f"<p>{html.escape(text)}</p>", f"<p>{html.escape(text).replace('&#x27;', '&#39;')}</p>")
    for body in (text, written, dotnet, *pages):
        assert "an exception's text" in kinds(disclosed_by_error(body)), body
        assert "an exception's text" in kinds(disclosed_in_outage(body)), body
    assert disclosed_by_headers([("X-Error", text)])


@pytest.mark.parametrize(
    "text",
    [
        "The title is required",
        "title must be a list, not null",
        "Input should be a valid integer, unable to parse string as an integer",
        "A valid integer is required.",
        "Not a valid integer.",
        "“x” is not a valid UUID.",
        "JSON parse error - Expecting value: line 1 column 1 (char 0)",
        "JSON parse error - 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte",
        "Unexpected token < in JSON at position 0",
        "Failed to parse the request body as JSON: expected value at line 1 column 1",
        "invalid character 'x' looking for beginning of value",
        'strconv.ParseInt: parsing "x": invalid syntax',
        "json: cannot unmarshal string into Go struct field Thing.price of type int",
        "The JSON value could not be converted to System.Int32. Path: $.price",
        'Failed to convert argument [id] for value [x] due to: For input string: "x"',
        "Cannot parse `id` with value `x` to a `u64`",
        "Expected object, received array",
        "no such column: price. The value violates the length constraint",
        "Unknown column 'x'; choose one in the list",
        "column price is out of range for this field",
        "quantity is out of range",
        "The variant has no attribute 'colour'",
        "This object is not callable by phone",
        "Cannot read the file of undefined length",
        "'x.y' is not a function of this calculator",
        "Type of id is undefined",
        "undefined method of payment for this order",
        "The word 'gate' was not present in the dictionary",
        "delivery() takes 2 days",
        "Quota: pq: a",
        "java.com is elsewhere, and javascript.info too",
        "Index 5 is out of bounds",
        "record not found",
    ],
)
def test_what_good_services_say_of_an_input_is_no_exception(text: str) -> None:
    for body in (text, json.dumps({"detail": text}), f"<p>{html.escape(text)}</p>"):
        assert disclosed_by_error(body) == []
        assert disclosed_in_outage(body) == []


@pytest.mark.parametrize(
    "body",
    [
        '{"error": {"code": "InternalError", "message": "Try again later."}}',
        "<Error><Code>InternalError</Code><Message>Try again.</Message></Error>",
        '{"error": "InternalServerError"}',
    ],
)
def test_the_code_of_an_internal_error_is_no_class(body: str) -> None:
    assert disclosed_by_error(body) == []
    assert disclosed_in_outage(body) == []
    assert disclosed_by_headers([("X-Error-Code", "InternalError")]) == []


@pytest.mark.parametrize(
    "text", ["sqlalchemy.exc.InternalError", "psycopg.errors.InternalError", "DataError"]
)
def test_the_class_of_a_driver_still_is_one(text: str) -> None:
    for found in (disclosed_by_error(text), disclosed_in_outage(text)):
        assert "an exception's class" in kinds(found)


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "a.",
            "$a",
            "a$.",
            "$",
            "'a",
            "'",
            "&#39;a",
            "a() ",
            "a" * 80 + ".",
            "a-",
            "1.",
            "java.",
            "java.a.",
            "kotlin",
        ),
        *("undefined method `", "undefined method `' for ", 'Cannot invoke "', "Cannot read property "),
        *("Unknown column '", "Incorrect x value: ", "invalid input syntax for type ", "The given key '"),
    ],
)
def test_a_long_body_is_read_at_once(unit: str) -> None:
    body = (unit * 20_000)[:20_000]
    began = time.process_time()
    disclosed_in_outage(body)
    assert time.process_time() - began < 2.0
