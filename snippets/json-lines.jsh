// Writes events to a file as JSON, one a line.

var execs = open("bootstrap");
execs.load();
execs.attach();
var file = new PrintStream("/tmp/execs.jsonl");
execs.ringBuffer("events", "event").tail(event -> file.println(json(event)));
