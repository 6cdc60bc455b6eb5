// Gives an XDP program a packet, without an interface, and measures a run.

var xdp = open("xdp");
xdp.load();
var packet = java.nio.ByteBuffer.allocate(60)
        .putShort(12, (short) 0x0800).put(14, (byte) 0x45).put(23, (byte) 17).array();   // IP, UDP
xdp.program("count_packet").testRun().data(packet).repeat(100_000).run();
