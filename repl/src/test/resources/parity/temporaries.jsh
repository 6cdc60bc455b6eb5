Math.max(1, 2);
Math.abs(-7);
int x = $2;
System.out.println(x + $1);
