"""Words of stores, networks and runtimes in an error, and words of good services that look like them."""

from __future__ import annotations

import json
import time

import pytest

from gonogo.core.disclosure import disclosed_by_error


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ('column "price" does not exist', "a query"),
        ("column orders.price does not exist", "a query"),
        ("function lower(integer) does not exist", "a query"),
        ("permission denied for relation orders", "a query"),
        ("Key (email)=(a@shop.example) already exists.", "a query"),
        ("canceling statement due to statement timeout", "a query"),
        ("Table 'shop.orders' doesn't exist", "a query"),
        ("Column 'name' cannot be null", "a query"),
        ("Field 'name' doesn't have a default value", "a query"),
        ("Cannot add or update a child row: a foreign key constraint fails (`shop`.`orders`)", "a query"),
        ("Invalid object name 'dbo.Orders'.", "a query"),
        ("Invalid column name 'price'.", "a query"),
        ("Violation of UNIQUE KEY constraint 'UQ_Users'.", "a query"),
        ("Incorrect syntax near 'price'.", "a query"),
        ("Cannot insert the value NULL into column 'name'", "a query"),
        ("A network-related or instance-specific error occurred", "a query"),
        ("SQLITE_ERROR: no such column: price", "a query"),
        ('near "price": syntax error', "a query"),
        ("select * from `orders` where `price` = 1 - no", "a query"),
        ('update "orders" set "price" = $1 - no', "a query"),
        ("Invalid `prisma.user.create()` invocation", "a query"),
        ("could not execute statement; SQL [n/a]; constraint [uk_email]", "a query"),
        ("dial tcp 10.0.0.3:5432: connect: connection refused", "a driver's words"),
        ("lookup stock on 127.0.0.11:53: no such host", "a driver's words"),
        ("rpc error: code = Unavailable desc = no", "a driver's words"),
        ("Connection refused (os error 111)", "a driver's words"),
        ('I/O error on GET request for "http://stock:8080/items"', "a driver's words"),
        ("HTTPSConnectionPool(host='stock', port=443): Read timed out.", "a driver's words"),
        ("open config.yaml: no such file or directory", "a driver's words"),
        ("[503] during [GET] to [http://stock/items]", "a driver's words"),
        ("at file:///app/src/index.mjs:5:9", "a stack trace"),
        ("at OrderPage (/app/src/pages/order.tsx:5:9)", "a stack trace"),
        ("at processTicks (node:internal/process/task_queues:95:5)", "a stack trace"),
        ("webpack-internal:///(rsc)/./app/page.tsx:9:11", "a stack trace"),
        ("no\n   at Shop.Domain.Orders.Get(Guid id)", "a stack trace"),
        ("Symfony\\Component\\HttpKernel\\Exception\\NotFoundHttpException", "an exception's class"),
        ("MongoServerError: no", "an exception's class"),
        ("** (FunctionClauseError) no", "an exception's class"),
        ("Cannot deserialize value of type `com.shop.Kind`", "an exception's class"),
        ("name 'price' is not defined", "an exception's text"),
        ("No module named 'price'", "an exception's text"),
        ("<Order object at 0x7f3c2a1b00>", "an exception's text"),
    ],
)
def test_words_of_a_store_a_network_or_a_runtime_are_told(said: str, what: str) -> None:
    assert what in [kind for kind, _ in disclosed_by_error(json.dumps({"message": said}))]


@pytest.mark.parametrize(
    "said",
    [
        "This column does not exist in the table of sizes",
        "The function that you asked for does not exist",
        "The order does not exist",
        "permission denied",
        "permission denied for this order",
        "The key already exists.",
        "Select from the list, and update your order",
        "Please update `name` where it is wrong",
        "a lookup of this host found nothing",
        "Order 503 during delivery to you",
        "Open file: not found",
        "Look at a. Shop. Or call (us)",
        "at Shop",
        "No module with this name",
        "name is not defined in this order",
        "The object at 0 is missing",
        "Invalid column: price",
        "Field name has no value",
        "/pages/order.tsx is no page",
        "see file:///help",
    ],
)
def test_what_a_good_service_says_of_an_input_is_none(said: str) -> None:
    assert disclosed_by_error(json.dumps({"message": said})) == []


@pytest.mark.parametrize(
    "body",
    [
        "<a href=/index.php>Home</a>",
        '<img srcset="/img/404.php?w=1 1x, /img/404.php?w=2 2x">',
        "<style>body{background:url(/themes/x/page.so)}</style>",
    ],
)
def test_links_of_a_page_are_no_paths_of_files(body: str) -> None:
    assert disclosed_by_error(body) == []


@pytest.mark.parametrize(
    "unit",
    [
        "select ", "update `", "column a ", "Key (", "Key (a)=(", "   at A.", "A\\\\", "file://a", "open a/",
        "lookup a.", "a/b.ts", "dial ", "href=/", 'srcset="/a 1x,', "url(", "<a object at ",  "** (A",
        'src="/' + "." * 300,
    ],
)  # fmt: skip
def test_a_long_body_is_read_at_once(unit: str) -> None:
    began = time.process_time()
    disclosed_by_error((unit * 20_000)[:20_000])
    assert time.process_time() - began < 1.0
