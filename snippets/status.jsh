// Ends with status 0 if a program is started within a second, else with 1: for scripts.

var execs = open("bootstrap");
execs.load();
var events = execs.ringBuffer("events", "event");
execs.attach();
var event = events.poll(seconds(1));
System.out.println(event.map(it -> it.get("kind") + " " + it.get("comm")).orElse("nothing has happened"));
exit(event.isPresent() ? 0 : 1);
