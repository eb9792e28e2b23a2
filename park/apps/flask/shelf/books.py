"""The books: list, read, create, delete."""

from flask import Blueprint, abort, jsonify, request

from shelf import cache, storage

blueprint = Blueprint("books", __name__, url_prefix="/books")
MOST = 100
LONGEST = 200


@blueprint.get("")
def list_books():
    """The newest books, of one author where it is asked for."""
    limit = request.args.get("limit", 20, type=int)
    if not 1 <= limit <= MOST:
        abort(422)
    author = request.args.get("author")
    with storage.connection() as session:
        rows = session.execute(
            "SELECT id, title, author, added FROM books WHERE %(a)s::text IS NULL OR author = %(a)s"
            " ORDER BY id DESC LIMIT %(n)s",
            {"a": author, "n": limit},
        ).fetchall()
    return jsonify(books=[_shown(row) for row in rows])


@blueprint.get("/<int:book_id>")
def read_book(book_id):
    """One book."""
    kept = cache.get(f"book:{book_id}")
    if kept:
        return jsonify(kept)
    if book_id > 2**63 - 1:
        abort(404)
    with storage.connection() as session:
        row = session.execute("SELECT id, title, author, added FROM books WHERE id = %s", (book_id,)).fetchone()
    if row is None:
        abort(404)
    cache.put(f"book:{book_id}", _shown(row))
    return jsonify(_shown(row))


@blueprint.post("")
def create_book():
    """Add a book."""
    given = request.get_json()
    title = given.get("title") if isinstance(given, dict) else None
    author = given.get("author", "") if isinstance(given, dict) else None
    if not _is_text(title) or not isinstance(author, str) or len(author) > LONGEST:
        abort(422)
    with storage.connection() as session:
        row = session.execute(
            "INSERT INTO books (title, author) VALUES (%s, %s) RETURNING id, title, author, added",
            (title.strip(), author.strip()),
        ).fetchone()
    return jsonify(_shown(row)), 201, {"Location": f"/books/{row['id']}"}


def _is_text(value):
    return isinstance(value, str) and 0 < len(value.strip()) <= LONGEST and "\x00" not in value


def _shown(row):
    return {**row, "added": row["added"].isoformat()}
