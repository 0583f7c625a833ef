//! Pictures judged by content, turned, shrunk and re-encoded.
