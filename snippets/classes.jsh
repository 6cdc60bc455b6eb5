// Shows the classes that a JVM loads.

var classes = open("usdt");
classes.rodata().set("counted_texts", true);
classes.load();
var jvm = pid();   // any JVM
classes.program("probe_hit").attach(
        usdt(MappedBinary.find(jvm, "libjvm.so").file(), "hotspot", "class__loaded").pid(jvm));
classes.ringBuffer("events", "hit").tail(hit -> System.out.println(hit.get("arguments.values[0].text")));
