class Named { private int hidden = 3; static void stat(int first, String second) {} }
System.out.println(Named.class.getSimpleName() + Named.class.getDeclaredField("hidden").getType());
System.out.println(Named.class.getDeclaredMethod("stat", int.class, String.class).getParameters()[1].getName());
record Data(int a, List<String> b) implements Serializable {}
var bytes = new ByteArrayOutputStream();
try (var out = new ObjectOutputStream(bytes)) { out.writeObject(new Data(1, List.of("x"))); }
System.out.println(bytes.size() > 50);
var loader = Thread.currentThread().getContextClassLoader();
System.out.println(Class.forName(Named.class.getName(), true, loader) == Named.class);
System.out.println(new Object() {}.getClass().getSimpleName().isEmpty());
