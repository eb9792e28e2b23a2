"""Imports: documents fetched by URL through a queue, by a worker that is a process of its own."""
