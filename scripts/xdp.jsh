#!/usr/bin/env bpfsh
// Counts the packets that come in through a network interface, by protocol.
//
// Needs: root (or CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN). The interface is lo, or that of --interface.
//
//   $ bpfsh xdp --seconds 5
//   PROTOCOL   PACKETS        BYTES PACKETS/S    BYTES/S
//   TCP             40       223024        21     115188
//   UDP              4          228         2        118

var options = tool("xdp", "Counts the packets that come in through a network interface, by protocol.")
        .text("--interface", "NAME", "another one than lo")
        .flag("--driver", "in the interface's driver, if it can: faster, and some reset the interface for it")
        .parse(args);
var device = Interface.named(options.text("--interface").orElse("lo"));

// Open: the ELF file and its types are read. Load: the map is made, and the verifier checks the program.
var xdp = open("xdp");
xdp.load();

var live = liveTable(options)
        .text("PROTOCOL", 8).number("PACKETS", 9).number("BYTES", 12).number("PACKETS/S", 9).number("BYTES/S", 10);
var packetRates = rates();
var byteRates = rates();

// The map has a struct count for each protocol and CPU; a protocol's row is the sum over the CPUs.
List<Object> row(Object protocol, PerCpu<?> counts) {
    long packets = counts.sum("packets");
    long bytes = counts.sum("bytes");
    return List.of(protocol, packets, bytes, packetRates.of(protocol, packets), byteRates.of(protocol, bytes));
}

// Attach: generic means that the kernel runs the program itself, for whichever driver.
var hook = xdp(device.name());
xdp.program("count_packet").attach(options.has("--driver") ? hook.driver() : hook.generic());

onExit(() -> {
    var lost = xdp.global("lost").getLong();
    if (lost > 0) System.err.println("xdp: " + lost + " packets not counted, of more protocols than there is room for");
});

// Show: all rows each second, those with the most bytes first.
var counts = xdp.map("counts");
every(seconds(1), () -> live.show(counts.keys().stream()
        .map(protocol -> row(protocol, counts.perCpu(protocol)))
        .sorted(Comparator.comparing(row -> -(Long) row.get(2)))
        .toList()));

// Until --seconds are over, or Ctrl-C, or the interface is gone.
device.stay(options.time());
