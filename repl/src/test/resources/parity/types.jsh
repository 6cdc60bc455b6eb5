enum Side { LEFT, RIGHT { @Override int sign() { return -1; } }; int sign() { return 1; } }
for (var side : Side.values()) System.out.println(side + " " + side.sign() + " " + side.getDeclaringClass().getSimpleName());
sealed interface Shape permits Circle, Square {}
record Circle(double r) implements Shape {
    static int made;
    public Circle { if (r < 0) throw new IllegalArgumentException("negative: " + r); made++; }
    static Circle unit() { return new Circle(1); }
}
record Square(double a) implements Shape {}
double area(Shape s) {
    if (s instanceof Circle c) return 3 * c.r() * c.r();
    return s instanceof Square q ? q.a() * q.a() : 0;
}
System.out.println(area(Circle.unit()) + area(new Square(2)) + " " + Circle.made);
class Outer {
    private int n = 1;
    static int count;
    { count++; }
    static class Nested<T extends Comparable<T>> {
        T value;
        Nested(T value) { this.value = value; }
        boolean less(Nested<? extends T> other) { return value.compareTo(other.value) < 0; }
    }
    class Inner { int m() { return n + Outer.this.n; } class Deeper { int k() { return n + m(); } } }
}
var outer = new Outer();
System.out.println(outer.new Inner().new Deeper().k() + " " + Outer.count);
System.out.println(new Outer.Nested<>("a").less(new Outer.Nested<>("b")));
<T, R extends Collection<T>> R into(R all, T... more) { all.addAll(Arrays.asList(more)); return all; }
System.out.println(into(new TreeSet<>(), 3, 1, 2));
int local(int n) {
    class Local { int twice() { return 2 * n; } }
    record Pair(int a, int b) {}
    enum Two { ONE, TWO }
    interface Fun { int of(int x); }
    Fun fun = x -> x + Two.values().length;
    return new Local().twice() + new Pair(1, 2).b() + fun.of(1);
}
System.out.println(local(5));
@interface Marked { String value() default "none"; int[] more() default {}; }
@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Kept { int value(); }
@Kept(5) @Marked class Annotated {}
System.out.println(Annotated.class.getAnnotation(Kept.class).value());
abstract class Base { Base() { System.out.println("made " + name()); } abstract String name(); static { System.out.println("base ready"); } }
class Derived extends Base { String name = "set"; String name() { return name; } static { System.out.println("derived ready"); } }
System.out.println(new Derived().name());
Derived never;
interface Const { int FIVE = Integer.parseInt("5"); static int six() { return FIVE + 1; } }
System.out.println(Const.six());
int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
System.out.println(fib(15));
