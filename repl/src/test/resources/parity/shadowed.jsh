record Timer(int n) {}
System.out.println(new Timer(3).n());
int pid() { return -1; }
System.out.println(pid());
void sleep(Duration time) { System.out.println("slept " + time); }
sleep(seconds(5));
class Row { public String toString() { return "my row"; } }
System.out.println(new Row());
String open = "a variable";
System.out.println(open);
class List { int size() { return 99; } }
System.out.println(new List().size());
int seconds = 3;
System.out.println(seconds(seconds));
String[] args = {"mine"};
System.out.println(args.length + args[0]);
