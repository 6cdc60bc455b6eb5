#!/usr/bin/env bpfsh
// Nothing but comments.

/* And blank lines. */
