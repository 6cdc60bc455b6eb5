#!/usr/bin/env bpfsh
// Shows each packet of IP that comes in through a network interface.
//
// Needs: root (or CAP_BPF and CAP_NET_ADMIN). The interface is lo, or that of --interface.
//
//   $ bpfsh tc --seconds 5 &  ping -c 1 127.0.0.1
//   LENGTH TTL PROTOCOL SOURCE                     DESTINATION
//       98  64 ICMP     127.0.0.1                  127.0.0.1
//       98  64 ICMP     127.0.0.1                  127.0.0.1

var options = tool("tc", "Shows each packet of IP that comes in through a network interface.")
        .text("--interface", "NAME", "another one than lo")
        .flag("--clsact", "attach as before Linux 6.6, by a filter of tc")
        .parse(args);
var device = Interface.named(options.text("--interface").orElse("lo"));

// A filter of tc outlives its process where that is killed: what an earlier run left goes now.
AbandonedFilter.removeAll("show_packet").forEach(filter -> System.err.println("tc: " + filter));

// Open: the ELF file and its types are read. Load: the maps are made, and the verifier checks the program.
var tc = open("tc");
tc.load();

var table = table(options)
        .number("LENGTH", 6).number("TTL", 3).text("PROTOCOL", 8).text("SOURCE", 26).text("DESTINATION");

// Read: what comes in the ring buffer is a struct packet of tc.bpf.c, whose members are known by name.
tellLost(() -> tc.global("lost").getLong());
tc.ringBuffer("packets", "packet").tail(packet -> table.row(
        packet.get("length"),
        packet.get("ttl"),
        packet.get("protocol"),
        ip(packet.get("source.bytes")),
        ip(packet.get("destination.bytes"))));

// Attach: of two hooks that see the same packets, tcx is the better: its link ends with this process, however that ends.
var tcx = tcx(device.name(), Direction.INGRESS);
boolean older = options.has("--clsact") || !tcx.supported();
tc.program("show_packet").attach(older ? tc(device.name(), Direction.INGRESS) : tcx);
table.begin();

// Until --seconds are over, or Ctrl-C, or the interface is gone.
device.stay(options.time());
