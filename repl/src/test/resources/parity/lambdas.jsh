int base = 10;
var counter = new int[1];
Function<Integer, Integer> add = x -> x + base;
Supplier<Supplier<Integer>> deep = () -> () -> base * 2;
BiFunction<Integer, Integer, Integer> sum = Integer::sum;
Function<String, Integer> parse = Integer::parseInt;
Supplier<List<String>> lists = ArrayList::new;
System.out.println(add.apply(1) + " " + deep.get().get() + " " + sum.apply(1, 2) + " " + parse.apply("7") + lists.get());
base = 20;
System.out.println(add.apply(1) + " " + deep.get().get());
List<Supplier<Integer>> made = new ArrayList<>();
for (int i = 0; i < 3; i++) {
    int j = i;
    made.add(() -> j * base + counter[0]++);
}
made.forEach(each -> System.out.println(each.get()));
made.stream().map(Supplier::get).forEach(System.out::println);
Runnable anonymous = new Runnable() {
    int runs;
    @Override public void run() { runs++; base += runs; System.out.println("run " + runs + " " + base); }
};
anonymous.run(); anonymous.run();
var grouped = Stream.of("one", "two", "three", "four")
    .collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.toList()));
System.out.println(grouped);
Comparator<String> byLength = Comparator.comparing(String::length);
System.out.println(Stream.of("ccc", "a", "bb").sorted(byLength.reversed().thenComparing(Comparator.naturalOrder())).toList());
IntUnaryOperator fact = new IntUnaryOperator() { public int applyAsInt(int n) { return n < 2 ? 1 : n * applyAsInt(n - 1); } };
System.out.println(fact.applyAsInt(5));
