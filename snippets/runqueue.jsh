// Shows how long tasks that could run wait for a CPU, as a histogram.

var runqueue = open("runqlat");
runqueue.load();
runqueue.attach();
sleep(seconds(1));
histogram("usecs", runqueue.global("slots").getLongs());
