class Odd extends RuntimeException {
    @Override public String getMessage() { return "odd\nin lines"; }
    @Override public StackTraceElement[] getStackTrace() { return null; }
    @Override public synchronized Throwable getCause() { return this; }
}
throw new Odd();
