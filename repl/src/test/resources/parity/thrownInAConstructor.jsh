class Base {
    final int[] n;
    Base(int size) {
        n = new int[size];
    }
}
class Derived extends Base {
    int first = n[0];
    Derived() {
        super(0);
    }
}
record Checked(int n) {
    public Checked {
        if (n < 0) throw new IllegalArgumentException("n is " + n);
    }
}
enum Lazy { A; Lazy() { System.out.println("enum"); } }
System.out.println(Lazy.A);
try { new Checked(-1); } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); }
var d = new Derived();
