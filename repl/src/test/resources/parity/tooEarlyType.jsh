Object make() { return new Later(); }
System.out.println("x");
System.out.println(make());
class Later {}
