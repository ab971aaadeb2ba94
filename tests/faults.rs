//! What goes wrong around the program: power cuts, lost connections, several processes at once.

mod demo;
mod power;
mod processes;
mod upload;
