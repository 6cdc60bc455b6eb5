String text = null;
record Box(String s) { int length() { return s.length(); } }
System.out.println(new Box("abc").length());
var box = new Box(null);
int n = box
    .length();
