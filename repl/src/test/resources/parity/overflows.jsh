int depth = 0;
int down(int n) {
    depth = n;
    return down(n + 1) + 1;
}
try { down(0); } catch (StackOverflowError e) { System.out.println("caught " + (depth > 500)); depth = 0; }
void over() { over(); }
over();
