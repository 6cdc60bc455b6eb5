class Broken {
    static int n = Integer.parseInt("3");
    static {
        System.out.println("init");
        if (n == 3)
            throw new IllegalStateException("static");
    }
    static void touch() {}
}
try {
    Broken.touch();
} catch (ExceptionInInitializerError e) {
    System.out.println(e.getCause().getMessage());
}
Broken.touch();
