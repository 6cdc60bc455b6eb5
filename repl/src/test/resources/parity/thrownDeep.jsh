#!/usr/bin/env bpfsh
// An exception with a cause and one that was suppressed, through all kinds of code.
class Deep {
    void go(Runnable what) {
        what.run();
    }

    static class Own extends Exception {
        Own(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
int parse(String text) {
    return Integer.parseInt(text);
}
void wrapped() throws Deep.Own {
    try {
        new Deep().go(() -> {
            List.of("1", "x").forEach(
                each -> parse(each));
        });
    } catch (NumberFormatException e) {
        var own = new Deep.Own("wrapped", e);
        try { parse(""); } catch (NumberFormatException again) { own.addSuppressed(again); }
        throw own;
    }
}
System.out.println("before");

void onlyHere() throws Deep.Own { wrapped(); }
int count = 1;
count++;

onlyHere(); count++;
System.out.println("after");
