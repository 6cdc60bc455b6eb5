System.out.println("a"); int zero = 0;
int fine = 3;
int bad =
    fine
    / zero;
int after = 4;
