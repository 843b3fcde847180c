"""The window put together: the only place where pages, books, workbooks and reports meet."""
