int f() { return g(); }
System.out.println("begins");

int x = f();
int g() { return 1; }
System.out.println("never");
