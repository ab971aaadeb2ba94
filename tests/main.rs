//! All tests from outside, one program: by what they look at, then by noun.
