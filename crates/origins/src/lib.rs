//! Placeholder: written in this session.
