var seen = new ConcurrentLinkedQueue<String>();
void work(int n) {
    seen.add("worked " + n);
    if (n == 2) {
        throw new IllegalStateException("in a thread");
    }
}
void start(int n) throws InterruptedException {
    var thread = new Thread(
        () -> work(n), "worker-" + n);
    thread.start();
    thread.join();
}
for (int i = 0; i < 3; i++) {
    start(i);
}
System.out.println(seen);
var pool = Executors.newSingleThreadExecutor(task -> { var t = new Thread(task, "pool"); t.setDaemon(true); return t; });
var future = pool.submit(() -> { work(2); return 1; });
try { future.get(); } catch (ExecutionException e) { System.out.println(e.getCause().getMessage()); }
pool.shutdown();
System.out.println(Thread.currentThread().getName() + " " + Thread.currentThread().isDaemon());
System.out.println(IntStream.range(0, 1000).parallel().map(n -> n % 7).sum());
future.get();
