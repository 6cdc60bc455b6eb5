#!/usr/bin/env bpfsh
// Shows each connection of TCP at its end: whose it was, how long it lived, how much it carried.
//
// Needs: root (or CAP_BPF, CAP_PERFMON and a tracefs that you may read), and the kernel's BTF.
//
//   $ bpfsh tcplife
//      PID COMM             LADDR           LPORT RADDR           RPORT  TX_KB  RX_KB       MS
//    12345 curl             10.0.0.2        45678 93.184.216.34      80    0.1   12.4     83.2

var options = tool("tcplife", "Shows each connection of TCP at its end.")
        .number("--pid", "PID", "only those of this process")
        .number("--port", "PORT", "only those from or to this port")
        .parse(args);
var port = options.number("--port").orElse(0);
if (options.has("--port") && (port < 1 || port > 65535)) throw options.wrong("--port: must be 1 to 65535");

// Open: the ELF file and its types are read, nothing is in the kernel.
var tcplife = open("tcplife");

// Set: constants of tcplife.bpf.c. What they rule out is not even sent to us.
tcplife.rodata().set("wanted_pid", options.process("--pid"));
tcplife.rodata().set("wanted_port", port);

// Load: the maps are made, and the verifier checks the program.
tcplife.load();

var table = table(options)
        .number("PID", 7).text("COMM", 16)
        .text("LADDR", 15).number("LPORT", 5).text("RADDR", 15).number("RPORT", 5)
        .number("TX_KB", 6).number("RX_KB", 6).number("MS", 8);

// Read: whose a connection was is known if it connected or closed first; else a dash, or null in JSON.
tellLost(() -> tcplife.global("lost").getLong());
tcplife.ringBuffer("connections", "connection").tail(connection -> table.row(
        connection.getLong("pid") == 0 ? null : connection.get("pid"),
        connection.getLong("pid") == 0 ? null : connection.get("comm"),
        ip(connection.get("local.bytes")), connection.get("local_port"),
        ip(connection.get("remote.bytes")), connection.get("remote_port"),
        connection.getLong("sent") / 1024.0, connection.getLong("received") / 1024.0,
        connection.getLong("nanos") / 1e6));

// Attach: from here on the kernel runs it at each change of a connection's state.
tcplife.attach();
table.begin();

// Ctrl-C, or the end, detaches it and takes it out of the kernel.
sleep(options.time());
