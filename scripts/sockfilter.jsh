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

var sockfilter = open("sockfilter");
sockfilter.load();

// A socket that every packet of the interface comes to, and the program as what decides how much of it is kept.
var socket = PacketSocket.open(device.name());
sockfilter.program("show_packet").attach(socketFilter(socket.fd()));

var table = table(options)
        .text("PROTOCOL", 8).text("SOURCE", 26).number("SPORT", 5).text("DESTINATION", 26).number("DPORT", 5)
        .begin();

onExit(() -> {
    var lost = sockfilter.global("lost").getLong();
    if (lost > 0) System.err.println("sockfilter: " + lost + " packets lost: they came faster than they were shown");
});

// Ports are for TCP and UDP: a dash, or null in JSON, for others.
Object port(Object number) {
    return number.equals(0) ? null : number;
}

sockfilter.ringBuffer("packets").tail(packet -> table.row(
        packet.get("protocol"),
        ip(packet.get("source.bytes")),
        port(packet.get("source_port")),
        ip(packet.get("destination.bytes")),
        port(packet.get("destination_port"))));

// Until --seconds are over, or Ctrl-C, or the interface is gone.
device.stay(options.time());
