1 + 1
Math.max(3, 4);
$1 + $2
String text; int zero; boolean no; long[] none; List<String> empty; double d; char c;
int a = 1, b = a + 1, array[] = {1, 2, a}, matrix[][] = new int[2][3];
text
var anonymous = new Object() { int hidden = 5; int twice() { return hidden * 2; } };
System.out.println(anonymous.hidden + anonymous.twice());
var both = (Runnable & Serializable) () -> System.out.println("ran");
both.run();
var mixed = List.of(1, "two", 3.0);
final int constant = 12;
List<? super Integer> wild = new ArrayList<Number>(List.of(1.5));
wild.add(2);
System.out.println(wild);
"last"
'c'
5L
text == null
a += 4
a++
