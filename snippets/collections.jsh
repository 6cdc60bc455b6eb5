// Shows how long a JVM stands still to collect garbage.

var pauses = open("gcpause");
pauses.load();
var jvm = pid();   // any JVM
var library = MappedBinary.find(jvm, "libjvm.so").file();
Map.of("safepoint_begins", usdt(library, "hs_private", "safepoint__begin"),
       "collection_begins", usdt(library, "hotspot", "gc__begin"),
       "safepoint_ends", usdt(library, "hs_private", "safepoint__end"))
    .forEach((program, probe) -> pauses.program(program).attach(probe.pid(jvm)));
System.gc();   // for something to see
histogram("usecs", pauses.global("slots").getLongs());
