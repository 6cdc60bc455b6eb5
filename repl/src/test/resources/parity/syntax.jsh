/* a comment
   of lines */ int first = 1   // and one behind
int second = 2; int third = first
    + second
System.out.println(third)
String block = """
    {"a": "\u00e9",
     "b": \
    "joined", 'c'\t"tab"}
      # indented   \s
    """;
System.out.print(block);
System.out.println("größer 日本語 𝄞 \uD834\uDD1E \u0041");
int größe = 5, \u0061b = 6;
System.out.println(größe + ab);
String old(int n) {
    switch (n) {
        case 1:
        case 2: return "few";
        case 3: break;
        default: return "many";
    }
    return "three";
}
int arrow(String s) { return switch (s) { case "a", "b" -> 1; case "c" -> { int x = s.length(); yield x + 1; } default -> 0; }; }
for (int i = 1; i < 5; i++) System.out.print(old(i) + " ");
System.out.println(arrow("a") + arrow("c") + arrow("z"));
switch (first) { case 1 -> System.out.println("is one"); default -> System.out.println("is not"); }
outer:
for (int i = 0; i < 3; i++) {
    for (int j = 0; j < 3; j++) {
        if (j == 2) continue outer;
        if (i == 2) break outer;
        System.out.print(i + "" + j + " ");
    }
}
if (first == 2) System.out.println("two");
else if (first == 1)
    System.out.println("one");
else System.out.println("none");
do { first++; } while (first < 10);
while (first > 5) first--;
System.out.println(first);
try { System.out.println(Integer.parseInt("x")); } catch (NumberFormatException e) { System.out.println(e.getMessage()); }
finally { System.out.println("finally"); }
try (var reader = new StringReader("ab")) { System.out.println((char) reader.read()); }
synchronized (block) { System.out.println("locked"); }
assert first > 100 : "assertions are off";
{ int hidden = 3; System.out.println(hidden); }
;
int ternary = first > 3 ? 1 : first > 2 ? 2 : 3;
System.out.println(Stream.of(1, 2, 3)
    .map(n -> n * 2)   // doubled

    .map(String::valueOf)
    .collect(Collectors.joining("/")));
var s = "a;b{c}\"//no comment\"";
System.out.println(s); System.out.println('"' + "'" + '\'' + '{')
char c = '\u0022', quote = '\'';
int x = 0b1010_1010, y = 0x7f, z = 017; long big = 9_000_000_000L;
System.out.println(x + y + z + big + c + quote);
int[] sorted = IntStream.of(3, 1, 2).sorted().toArray();
System.out.println(Arrays.toString(sorted));
Object o = sorted;
if (o instanceof int[] ints && ints.length == 3) System.out.println(ints[2]);
