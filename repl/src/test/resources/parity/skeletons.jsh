//SKELETON minimal
System.out.println(MinimalBpf.class.getSimpleName());
try (var typed = MinimalBpf.open()) {
    typed.bss().my_pid(42);
    System.out.println(typed.bss().my_pid());
}
var minimal = skeleton("minimal");
minimal.bss().my_pid(7);
System.out.println(minimal.bss().my_pid() + " " + minimal.programs().handle_tp().name());
minimal.close();
minimal.load();
