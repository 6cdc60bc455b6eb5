System.out.println("reads");
Files.readString(Path.of("/nowhere/at/all"));
System.out.println("never");
