int f() { return 1; }
int g() { return f() + 10; }
System.out.println(f() + " " + g());
int f() { return 2; }
System.out.println(f() + " " + g());
var x = 1;
System.out.println(x);
var x = "text";
System.out.println(x.length());
int x = 7;
x++;
System.out.println(x);
class Point { int x = 1; public String toString() { return "Point " + x; } }
Point point = new Point();
System.out.println(point);
class Point { int x = 2, y = 3; public String toString() { return "Point " + x + " " + y; } }
System.out.println(point);
point = new Point();
System.out.println(point);
record R(int a) {}
R keep(R r) { return r; }
System.out.println(keep(new R(1)));
record R(int a, int b) {}
System.out.println(keep(new R(1, 2)));
int h(int a) { return a; }
int h(String a) { return a.length(); }
System.out.println(h(4) + h("four"));
long h(int a) { return a * 2L; }
System.out.println(h(4) + h("four"));
import java.util.List;
List<Integer> list = List.of(1);
String list() { return "method " + list; }
System.out.println(list());
