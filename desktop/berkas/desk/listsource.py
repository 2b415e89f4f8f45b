"""Feeds a big table from a room's Listing: ids by the reader thread, one window of rows by the glance
connection.
"""

from array import array
from collections.abc import Mapping, Sequence
from concurrent.futures import Future

from berkas.engine.listing import Listing, ListRequest
from berkas.kit.bigtable import SpineRequest
from berkas.rules.fields import Column
from berkas_db.book import Book


class ListSource:
    """A `RowSource` over one Listing of one book."""

    def __init__(self, book: Book, listing: Listing) -> None:
        self.book = book
        self.listing = listing
        self.columns: Sequence[Column] = listing.columns

    def spine(self, request: SpineRequest) -> "Future[array[int]]":
        """Ids in order, on the reader thread."""
        return self.book.read(self.listing.ids, list_request(request))

    def rows(self, ids: Sequence[int]) -> Mapping[int, tuple[str, ...]]:
        """Finished words of at most one window of rows."""
        return self.book.glance(self.listing.rows, ids)

    def interrupt(self) -> None:
        """Stop the statement that runs for an older request."""
        self.book.interrupt_reader()


def list_request(request: SpineRequest) -> ListRequest:
    """The engine's twin of the table's request."""
    return ListRequest(
        text=request.text,
        filters=request.filters,
        sort=request.sort_key,
        descending=request.descending,
        limit=request.limit,
    )
