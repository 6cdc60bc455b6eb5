System.err.println("to standard error");
System.out.print("no newline");
System.out.printf(Locale.ROOT, "%5.2f|%-4s|%n", Math.E, "ab");
System.out.write('x'); System.out.println();
System.out.println(new StringBuilder("abc").reverse());
