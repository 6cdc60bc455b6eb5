int x = 0;
System.out.println(x);
x = 1;
for (int i = 0; i < 5; i++) {
    System.out.println(i);
    if (i == 2) {
        throw new IllegalStateException("at " + i);
    }
}
System.out.println("after");
