// Reads and changes a map that somebody else has made.

var theirs = BpfMap.create("hash", "theirs", 4, 8, 16);   // only for something to find
var found = BpfMap.open(maps("theirs").get(0).id());
found.put(7, 42);
found.entries();
