//! Tests of the front server.
