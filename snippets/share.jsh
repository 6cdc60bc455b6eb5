// Has two objects work on one map, by a pin.

var first = open("xdp");
first.load();
first.map("counts").pin("/sys/fs/bpf/counts");
var second = open("xdp");
second.map("counts").reuse(BpfMap.openPinned("/sys/fs/bpf/counts"));
second.load();
first.map("counts").unpin();
first.map("counts").info().id() == second.map("counts").info().id();
