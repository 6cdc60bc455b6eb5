System.out.println(1 + 1)
/exit
