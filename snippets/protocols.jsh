// Counts the packets that come in through an interface, by protocol.

var packets = open("xdp");
packets.load();
packets.program("count_packet").attach(xdp("lo").generic());
sleep(seconds(1));
packets.map("counts");
