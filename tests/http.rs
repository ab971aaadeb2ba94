//! Through HTTP alone.

mod account;
mod apart;
mod board;
mod command;
mod deeds;
mod empty;
mod guard;
mod hostile;
mod import;
mod item;
mod label;
mod order;
mod plans;
mod practical;
mod rights;
mod site;
mod substance;
mod timetable;
