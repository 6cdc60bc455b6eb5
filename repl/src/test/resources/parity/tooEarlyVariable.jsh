void show() { System.out.println(later); }
void all() { show(); }
System.out.println(1);
all();
int later = 3;
