//! The body of every answer: cached bytes without a box, or whatever the router streams.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::Body as RouterBody;
use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};

/// What hyper is given to send.
#[derive(Debug)]
pub enum FrontBody {
    /// All of it, in one piece; empty once it was taken.
    Whole(Bytes),
    /// The router's stream.
    Streamed(RouterBody),
}

impl From<Bytes> for FrontBody {
    fn from(bytes: Bytes) -> Self {
        Self::Whole(bytes)
    }
}

impl Body for FrontBody {
    type Data = Bytes;
    type Error = axum::Error;

    #[inline]
    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match self.get_mut() {
            Self::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Self::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Self::Streamed(body) => Pin::new(body).poll_frame(context),
        }
    }

    #[inline]
    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(bytes) => bytes.is_empty(),
            Self::Streamed(body) => body.is_end_stream(),
        }
    }

    #[inline]
    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Streamed(body) => body.size_hint(),
        }
    }
}
