#!/usr/bin/env bpfsh
// Shows each packet of IP of a network interface, as the filter of a raw socket sees it.
//
// Needs: root (or CAP_BPF and CAP_NET_RAW). The interface is lo, or that of --interface.
//
//   $ bpfsh sockfilter --seconds 5 &  getent hosts example.org
//   PROTOCOL SOURCE                     SPORT DESTINATION                DPORT
//   UDP      127.0.0.1                  41234 127.0.0.53                    53

var options = tool("sockfilter", "Shows each packet of IP of a network interface, as the filter of a raw socket sees it.")
        .text("--interface", "NAME", "another one than lo")
        .parse(args);
var device = Interface.named(options.text("--interface").orElse("lo"));

// Open: the ELF file and its types are read. Load: the maps are made, and the verifier checks the program.
var sockfilter = open("sockfilter");
sockfilter.load();

var table = table(options)
        .text("PROTOCOL", 8).text("SOURCE", 26).number("SPORT", 5).text("DESTINATION", 26).number("DPORT", 5);

// Ports are for TCP and UDP: a dash, or null in JSON, for others.
Object port(Object number) {
    return number.equals(0) ? null : number;
}

// Read: what comes in the ring buffer is a struct packet of sockfilter.bpf.c, whose members are known by name.
tellLost(() -> sockfilter.global("lost").getLong());
sockfilter.ringBuffer("packets", "packet").tail(packet -> table.row(
        packet.get("protocol"),
        ip(packet.get("source.bytes")),
        port(packet.get("source_port")),
        ip(packet.get("destination.bytes")),
        port(packet.get("destination_port"))));

// Attach: to a socket that every packet of the interface comes to, as what decides how much of it is kept.
var socket = PacketSocket.open(device.name());
sockfilter.program("show_packet").attach(socketFilter(socket.fd()));
table.begin();

// Until --seconds are over, or Ctrl-C, or the interface is gone.
device.stay(options.time());
