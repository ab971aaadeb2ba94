//! Operations and all SQL. One module per noun.
